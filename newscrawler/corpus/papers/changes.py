"""`CHANGES`: what this release is beside the one before it."""

from collections.abc import Iterator

from newscrawler.corpus.model import About, Difference
from newscrawler.corpus.papers.wording import among, amount


def changes(about: About) -> str:
    """The text of `CHANGES`. Removals are named by id: whoever holds the older release has to find them there."""
    title = f"{about.name} {about.version}"
    lines = [title, "=" * len(title), "", *_introduction(about), ""]
    lines += [f"* {amount(about.articles, 'article')}, {amount(about.facts.total.records, 'record')} in this release"]
    lines += [f"* {told}" for told in _differences(about.difference)] if about.difference and about.previous else []
    lines += [f"* made with newscrawler {about.program}", ""]
    if about.removed:
        lines += ["Removed from the archive, please delete from older releases:", ""]
        lines += [
            f"* {one.get('id') or one.get('url')}: {one.get('reason') or 'no reason given'}" for one in about.removed
        ]
        lines += [""]
    return "\n".join(lines)


def _introduction(about: About) -> list[str]:
    before = among(f"{one.name} {one.version}" for one in about.previous)
    if about.is_update:
        return [
            f"Continues {before}: it holds only what is not there.",
            "To have everything, keep them all; a record here goes before an older revision of the same id there.",
        ]
    if about.previous:
        return [f"Follows {before} and takes its place: everything that was chosen is here."]
    return ["No earlier release was named when it was made, so that it is compared with none."]


def _differences(found: Difference) -> Iterator[str]:
    yield f"{amount(found.new, 'article')} new"
    yield f"{amount(found.changed, 'article')} changed: with another text, or a revision more"
    yield f"{amount(found.removed, 'article')} removed from the archive since"
    yield f"{amount(found.dropped, 'article')} no longer chosen, and not removed"
