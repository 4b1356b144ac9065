"""Sites as data: `sheet` says what a site is, `edit` writes its stories, `routes` and `feeds` answer for it."""

from newscrawler.newsroom.printing import Form
from newscrawler.newsroom.sites.family.feeds import Feed, Index, Shard
from newscrawler.newsroom.sites.family.listing import Cards
from newscrawler.newsroom.sites.family.routes import Article, Fixed, Moved
from newscrawler.newsroom.sites.family.sheet import Address, Edition, House, sections
from newscrawler.newsroom.sites.family.site import Played

__all__ = [
    "Address",
    "Article",
    "Cards",
    "Edition",
    "Feed",
    "Fixed",
    "Form",
    "House",
    "Index",
    "Moved",
    "Played",
    "Shard",
    "sections",
]
