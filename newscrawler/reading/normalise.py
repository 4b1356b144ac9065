"""`normalise`: from the strings of a page to a record. The same pure function serves the crawl and every re-reading."""

import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import cast

from newscrawler.article import Article, Image, Link, Precision, RawArticle
from newscrawler.az import BAKU, DateError, detect_language, fold, parse_date
from newscrawler.errors import PageError
from newscrawler.reading.cleaning import Cleaner
from newscrawler.reading.filing import clean_authors, clean_tags, houses_of, is_filed
from newscrawler.reading.publication import Publication, choose_publication
from newscrawler.reading.witness import BY_PROGRAM, wall_time, zone_label

SHORT = 200  # characters; news in brief are real, but a corpus may want to leave them out
_TELLING = 600  # characters that tell the language; the rest of a long text only costs
_DATELINE = 60  # letters, at most, of `Bakı. Ad Soyad - Trend:`, which a description leaves out
_AHEAD = timedelta(hours=1)
"""What a clock may be ahead; an edit later than the fetch is a slip of the page."""
_REPEATABLE = 60  # characters; shorter lines (a score, "- No.") come twice in honest texts
_LETTERS = re.compile(r"[^\W_]+")
_LONG_WORDS = re.compile(r"[^\W\d_]{4,}")
_OF_A_SITE = re.compile(fold(r"\b(?:xəbər|portal|agentli|sayt|новост|портал|агентств|сайт|news|agency|website)\w*"))
_PORTAL = 2
_STEM = 5
_SHARED = 0.2
"""Share of the words of a description; those of 99 real standfirsts share a quarter with their articles at least."""
_ELLIPSIS = re.compile(r"[\s.…]+$")


def normalise(raw: RawArticle, *, site_names: Iterable[str] = ()) -> Article:
    """The record of `raw`, revision 1. Raises `PageError` naming the field when title, text or date cannot be had."""
    clean = Cleaner(raw)
    title = _require(raw, "title", _without_site(clean.line(raw.title), site_names))
    text = _require(raw, "text", "\n".join(_body(raw, clean, title)))
    language, _, method = detect_language(f"{title}\n{text}"[:_TELLING])
    published, houses = _published(raw), houses_of(raw.url, (*site_names, *raw.site_names))
    flags = [*raw.flags, *published.flags, *clean.flags]
    flags += ["ascii"] if method == "ascii" else []
    flags += ["short"] if len(text) < SHORT else []
    return Article(
        id=f"{raw.site}:{raw.key}",
        site=raw.site,
        url=raw.url,
        language=language,
        title=title,
        lead=_lead(clean.line(raw.lead), title, text, houses),
        text=text,
        published_on=published.date.day.isoformat(),
        published_at=None if published.precision == "day" else published.date.value.isoformat(timespec="seconds"),
        published_precision=cast("Precision", published.precision),
        published_source=published.evidence[0]["source"],
        published_raw=published.evidence[0]["raw"],
        published_evidence=published.evidence,
        modified_at=_modified(raw, published.false_label),
        section=_section(clean.line(raw.section), houses),
        tags=clean_tags(clean.lines(raw.tags), title),
        authors=clean_authors(clean.lines(raw.authors), houses),
        images=_images(raw.images, clean, title),
        links=[Link(url=link["url"], text=clean.line(link["text"]) or link["url"]) for link in raw.links],
        translations=raw.translations,
        fetched_at=utc_text(raw.fetched_at),
        revision=1,
        content_sha256=content_sha256(title, text),
        raw=raw.raw,
        extractor=raw.extractor,
        fixes=clean.said(),
        flags=list(dict.fromkeys(flags)),
        rights=raw.rights,
    )


def content_sha256(title: str, text: str) -> str:
    """SHA-256 (hex) of the normalised title, a newline and the text, UTF-8: equal when nothing was edited."""
    return sha256(f"{title}\n{text}".encode()).hexdigest()


def _require(raw: RawArticle, field: str, value: str | None) -> str:
    if not value:
        raise PageError(raw.url, "incomplete", field)
    return value


def _published(raw: RawArticle) -> Publication:
    try:
        return choose_publication(
            raw.dates, language=raw.edition, fetched_at=raw.fetched_at, server_date=raw.server_date
        )
    except DateError as error:
        raise PageError(raw.url, "incomplete", "published_on", str(error)) from error


def _modified(raw: RawArticle, false_label: str | None) -> str | None:
    """The page's word on its last edit; null when it names no time. A false zone of the publication is one here."""
    for one in raw.modified:
        try:
            date = parse_date(one["raw"], language=raw.edition, now=raw.fetched_at)
        except DateError:
            continue
        value, label = date.value, None if false_label is None else zone_label(one["raw"])
        if false_label and label == false_label:
            return wall_time(value, label).replace(tzinfo=BAKU).isoformat(timespec="seconds")
        if false_label == "" and label is None and one["source"] in BY_PROGRAM:
            value = value.replace(tzinfo=UTC).astimezone(BAKU)
        if value - raw.fetched_at > _AHEAD:
            continue
        if date.precision in ("second", "minute"):
            return value.isoformat(timespec="seconds")
    return None


def _without_site(title: str | None, site_names: Iterable[str]) -> str | None:
    """A headline without ` | Report.az` and its like, at its end only."""
    for name in site_names:
        if title and (match := _tail(name).search(title)):
            title = title[: match.start()].rstrip()
    return title


@lru_cache(maxsize=256)
def _tail(name: str) -> re.Pattern[str]:
    return re.compile(rf"\s[|–—-]\s+{re.escape(name)}\s*$", re.IGNORECASE)


def _section(section: str | None, houses: Collection[str]) -> str | None:
    """The first name of a section, null where it only names the site or the way home."""
    name = section.split(" | ")[0].strip() if section else ""
    return name if name and is_filed(name, houses) else None


def _body(raw: RawArticle, clean: Cleaner, title: str) -> list[str]:
    """The paragraphs, each one line, without the headline repeated above them and without what stands there twice."""
    lines = [line for text in raw.paragraphs for part in clean.text(text).split("\n") if (line := part.strip())]
    head = fold(title)
    while lines and fold(lines[0]) == head:
        lines.pop(0)
    seen: set[str] = set()
    kept: list[str] = []
    for line in lines:
        if (line in seen and len(line) >= _REPEATABLE) or (kept and line == kept[-1]):
            continue
        seen.add(line)
        kept.append(line)
    return kept


def _lead(lead: str | None, title: str, text: str, houses: Collection[str]) -> str | None:
    """The standfirst; null when it only repeats the headline or how the text begins (dateline aside, cut anywhere), and
    when a template tells there what the site is."""
    if not lead:
        return None
    whole = _ELLIPSIS.sub("", lead)
    if whole and text.startswith(whole):
        return None
    start = _letters(whole)
    if not start or start == _letters(title) or _tells_site(whole, f"{title} {text}", houses):
        return None
    at = _letters(text[: len(lead) + len(lead) // 2 + 150]).find(start)
    return None if 0 <= at <= min(_DATELINE, len(start)) else lead


def _tells_site(lead: str, article: str, houses: Collection[str]) -> bool:
    """Does a description speak of a site of news, and hardly of anything that the article speaks of?"""
    folded = fold(lead)
    if not any(house in folded for house in houses) and len(_OF_A_SITE.findall(folded)) < _PORTAL:
        return False
    stems = {word[:_STEM] for word in _LONG_WORDS.findall(folded)}
    return len(stems & {word[:_STEM] for word in _LONG_WORDS.findall(fold(article))}) <= _SHARED * len(stems)


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(fold(text)))


def _images(images: list[Image], clean: Cleaner, title: str) -> list[Image]:
    head = fold(title)
    captions = [clean.line(image["caption"]) for image in images]
    return [
        Image(url=image["url"], caption=None if caption and fold(caption) == head else caption)
        for image, caption in zip(images, captions, strict=True)
    ]


def utc_text(moment: datetime) -> str:
    """An instant as the record writes it: `2025-12-15T11:17:00Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
