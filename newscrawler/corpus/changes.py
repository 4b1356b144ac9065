"""`CHANGES`: what this release is beside the one before it."""

from newscrawler.corpus.model import About
from newscrawler.corpus.wording import amount


def changes(about: About) -> str:
    """The text of `CHANGES`. Removals are named by id: whoever holds the older release has to find them there."""
    total, revisions = about.facts.total, about.facts.revisions
    title = f"{about.name} {about.version}"
    lines = [title, "=" * len(title), ""]
    if about.previous:
        lines += [
            f"Continues {about.previous.name} {about.previous.version}: it holds only what that release does not.",
            "To have everything, keep both; a record here goes before one of the same id and revision there.",
            "",
            f"* {amount(total.records - revisions, 'article')} new",
            f"* {amount(revisions, 'new revision')} of articles",
        ]
    else:
        lines += ["The first release of its line: everything in it is new.", "", f"* {amount(total.records, 'record')}"]
        lines += [f"* {amount(revisions, 'record')} of these are later revisions"] if revisions else []
    lines += [f"* made with newscrawler {about.program}", ""]
    if about.removed:
        lines += ["Removed from the archive, please delete from older releases:", ""]
        lines += [
            f"* {one.get('id') or one.get('url')}: {one.get('reason') or 'no reason given'}" for one in about.removed
        ]
        lines += [""]
    return "\n".join(lines)
