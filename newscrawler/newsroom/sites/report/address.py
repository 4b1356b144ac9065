"""Addresses of report.az."""

from newscrawler.newsroom.sites.report.editions import HOME, PREFIX
from newscrawler.newsroom.story import Story

HOSTS = frozenset({"report.az", "www.report.az", "api.report.az"})
# The section under which articles are still listed that were moved since: its addresses answer 301.
FORMER = "xeberler"
PLACEHOLDER = "/assets/images/thunk_600.webp"


def canonical(language: str, section: str, slug: str) -> str:
    """The address without a slash at its end, the form since late 2025."""
    return f"{HOME}{PREFIX[language]}/{section}/{slug}"


def key(language: str, slug: str) -> str:
    """What names an article within the site: the slug, under its edition."""
    return f"{PREFIX[language][1:]}/{slug}".removeprefix("/")


def amp(story: Story) -> str:
    """The address of the AMP form: the edition stands before `amp`."""
    prefix, slug = PREFIX[story.language], story.key.rpartition("/")[2]
    return f"{HOME}{prefix}/amp/{story.section_slug}/{slug}"
