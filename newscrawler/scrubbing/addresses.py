"""Addresses: hosts, sections and numbers stay; slugs are prose, and pictures get names that say nothing."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from newscrawler.scrubbing.exchange import Exchange
from newscrawler.scrubbing.runs import key, letters
from newscrawler.scrubbing.tokens import cut

_SLUG = 3  # words; fewer are a section's
_NO_PROSE = re.compile(r"[^\W_]*\d[^\W_]*|(?<![^\W_])(?:az|ru|en)(?![^\W_])", re.IGNORECASE)  # `Siyaset_e90000_az`
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|bmp)$", re.IGNORECASE)


@dataclass
class Addresses:
    """Replaces what is prose in URLs, the same way each time."""

    exchange: Exchange
    pictures: frozenset[str]
    """The files of the article's own pictures; of others only the names that tell something are replaced."""
    _pictures: dict[str, str] = field(default_factory=dict)

    def url(self, text: str, *, picture: bool = False) -> str:
        """A URL with other words in its slugs and its query; a picture's with another name."""
        try:
            parts = urlsplit(text.strip())
        except ValueError:
            return ""
        if parts.scheme in ("mailto", "tel", "data", "javascript"):
            return {"mailto": "mailto:ad@example.org", "tel": "tel:+994000000000"}.get(parts.scheme, "#")
        folder, _, name = parts.path.rpartition("/")
        path = "/".join(self._slug(segment) for segment in folder.split("/"))
        name = self._picture(name) if picture or _PICTURE.search(name) else self._slug(name)
        query = parts.query if letters(unquote(parts.query)) < _SLUG else self._query(parts.query)
        slash = "/" if "/" in parts.path else ""
        return urlunsplit((parts.scheme, parts.netloc, path + slash + name, query, self._slug(parts.fragment)))

    def sources(self, text: str) -> str:
        """A `srcset`."""
        pairs = (one.strip().partition(" ") for one in re.split(r",\s+", text) if one.strip())
        return ", ".join(f"{self.url(url, picture=True)}{space}{width}" for url, space, width in pairs)

    def _slug(self, segment: str) -> str:
        plain = unquote(segment)
        stem, dot, kind = plain.rpartition(".")
        if not dot or not kind.isalnum() or len(kind) > 5:
            stem, dot, kind = plain, "", ""
        if letters(_NO_PROSE.sub(" ", stem)) < _SLUG:
            return segment
        tokens, tail = cut(stem)
        words = self.exchange.words(tokens)
        in_latin = stem.isascii()
        fresh = [_like(new.word, old.word, in_latin=in_latin) for new, old in zip(words, tokens, strict=True)]
        slug = "".join(old.before + word for old, word in zip(tokens, fresh, strict=True)) + tail + dot + kind
        return slug if in_latin else quote(slug)

    def _query(self, query: str) -> str:
        return urlencode([(name, self._value(value)) for name, value in parse_qsl(query, keep_blank_values=True)])

    def _value(self, value: str) -> str:
        if "://" in value:
            return self.url(value)
        return self.exchange.text(value) if letters(value) >= _SLUG else value

    def _picture(self, name: str) -> str:
        is_furniture = name not in self.pictures and letters(name) < _SLUG and not re.search(r"\d{4}", name)
        if is_furniture or not name:
            return name
        kind = _PICTURE.search(name)
        number = len(self._pictures) + 1
        return self._pictures.setdefault(name, f"picture-{number}{kind[0] if kind else ''}")


def _like(word: str, old: str, *, in_latin: bool) -> str:
    """As slugs write a word: `gencede`, or `Gencede` where the old one has a capital."""
    plain = (key(word) if in_latin else word.lower()) or "x"
    return plain.capitalize() if old[:1].isupper() and not old.isupper() else plain


def file_of(url: str) -> str:
    """The last part of a URL's path."""
    return url.split("?")[0].split("#")[0].rpartition("/")[2]
