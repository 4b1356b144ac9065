"""What became of the strings that a page prints: repaired, shortened, left out."""

from newscrawler.article import Article, RawArticle
from newscrawler.az import normalise_text


def strings_of(raw: RawArticle, name: str) -> list[str]:
    """The strings that were taken for a field."""
    if name == "published":
        return [one["raw"] for one in raw.dates]
    if name == "modified":
        return [one["raw"] for one in raw.modified]
    value = getattr(raw, name)
    if value is None:
        return []
    return [value] if isinstance(value, str) else [*value]


def changes_of(name: str, taken: list[str], record: Article | None) -> list[str]:
    """What normalisation did besides repairing letters, in words."""
    if record is None or not taken:
        return []
    if name == "paragraphs":
        kept = set(record.text.split("\n"))
        gone = [line for line in taken if " ".join(normalise_text(line).text.split()) not in kept]
        return [f"left out: {line[:60]}" for line in gone]
    if name == "lead" and record.lead is None:
        return ["left out: it repeats the headline or how the text begins"]
    if name == "title" and len(record.title) < len(taken[0].strip()):
        return [f"cut to: {record.title}"]
    if name == "authors" and len(record.authors) < len(taken):
        return [f"left out: {one}" for one in taken if one not in record.authors]
    if name == "published":
        return [flag for flag in record.flags if flag in ("date_conflict", "zone_conflict", "future", "dst_ambiguous")]
    return []
