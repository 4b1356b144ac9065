"""`Cleaner`: the strings of one article repaired, and what was repaired in them."""

from collections.abc import Iterable

from newscrawler.article import RawArticle
from newscrawler.az import normalise_text
from newscrawler.az.screening import is_clean
from newscrawler.tree import one_line


class Cleaner:
    """Normalises string after string and remembers what it had to repair."""

    def __init__(self, raw: RawArticle) -> None:
        told = (raw.title, raw.lead, raw.section, *raw.paragraphs, *raw.tags, *raw.authors)
        shown = (*(link["text"] for link in raw.links), *(image["caption"] for image in raw.images))
        # Most pages are clean, and one look at all that they say together tells it.
        self._is_clean = is_clean("\n".join(filter(None, (*told, *shown))))
        self.fixes: dict[str, int | None] = {}
        self.flags: dict[str, None] = {}

    def line(self, text: str | None) -> str | None:
        """One line, or None when nothing is left of it."""
        return one_line(self.text(text)) or None if text else None

    def lines(self, texts: Iterable[str]) -> list[str]:
        """Lines without the empty and the repeated ones."""
        return list(dict.fromkeys(line for text in texts if (line := self.line(text))))

    def text(self, text: str) -> str:
        """Text with its newlines kept."""
        if self._is_clean:
            return text
        clean = normalise_text(text)
        for fix in clean.fixes:
            name, _, count = fix.rpartition(":")
            if count.isdigit():
                self.fixes[name] = (self.fixes.get(name) or 0) + int(count)
            else:
                self.fixes[fix] = None
        self.flags.update(dict.fromkeys(clean.flags))
        return clean.text

    def said(self) -> list[str]:
        """The repairs made so far: `lookalikes:3`, `mojibake:cp1251`."""
        return [name if count is None else f"{name}:{count}" for name, count in self.fixes.items()]
