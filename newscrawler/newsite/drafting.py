"""The spider file of a new site, as a person would write it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawler.discovery.prospect import Prospect
from newscrawler.errors import ArgumentError
from newscrawler.newsite.families import Family
from newscrawler.newsite.finding import Finding
from newscrawler.newsite.sources import Sources
from newscrawler.newsite.spelling import assign, camel, rule_of, text, tuple_of, uses


@dataclass(frozen=True)
class Draft:
    """What a spider file is written from.

    `names` are what the site calls itself, `cut` those of them that have to be cut off its headlines and authors.
    """

    name: str
    prospect: Prospect
    finding: Finding
    family: Family | None = None
    names: Sequence[str] = ()
    cut: Sequence[str] = ()

    @property
    def site(self) -> str:
        """The address of the front page, without a closing slash."""
        scheme, _, rest = self.prospect.home.partition("://")
        return f"{scheme}://{rest.split('/')[0]}"

    @property
    def page(self) -> str:
        """The name of its page class."""
        if self.family and not self.cut:
            return self.family.page.__name__
        own = f"{camel(self.name)}Page"
        if self.family:
            return own if own != self.family.page.__name__ else f"Own{own}"
        return own if self.finding.body else "GenericPage"

    @property
    def is_wordpress(self) -> bool:
        """Is it WordPress, with a spider base of its own?"""
        return self.family is not None and self.family.module.endswith(".wordpress")

    def spider(self) -> str:
        """The file `spiders/<name>.py`."""
        is_new = bool(self.cut) if self.family else bool(self.finding.body)
        sources = Sources(self.prospect, self.site)
        classes = [self._page(), self._spider(sources)] if is_new else [self._spider(sources)]
        constants = "\n".join(sources.constants())
        body = "\n\n\n".join([constants, *("\n".join(lines) for lines in classes)])
        head = f'"""{(list(self.names) or [camel(self.name)])[0]}, {self.site}."""'
        return f"{head}\n\n{self._imports(body)}\n\n{body}\n"

    def seeds(self) -> str:
        """The file `seeds/<name>.txt`."""
        return (
            f"# Further addresses of {self.site}, one a line: articles or listing pages. Every crawl visits them.\n"
            "# A listing of a section, for instance:\n"
            f"# {self.prospect.listings[-1].url if self.prospect.listings else self.site + '/'}\n"
        )

    def _imports(self, body: str) -> str:
        """The names that the classes use, by module."""
        known = {
            "newscrawler.discovery": "Cards DayPages Feed Listing NewsSitemap Pages SitemapShards".split(),
            "newscrawler.discovery.posts": ["WordPressPosts"],
            "newscrawler.reading.body": ["every"],
            "newscrawler.reading.generic": ["GenericPage", "printed"],
            "newscrawler.reading.looks": "blocks crumb css first ld meta".split(),
            "newscrawler.reading.page": ["ArticlePage"],
            "newscrawler.spider": ["NewsSpider"],
        }
        if self.family:
            known[self.family.module] = [self.family.page.__name__, "WordPressSpider"]
        used = {module: [name for name in names if uses(body, name)] for module, names in known.items()}
        lines = [f"from {module} import {', '.join(used[module])}" for module in sorted(used) if used[module]]
        return "\n".join(lines)

    def _page(self) -> list[str]:
        base = self.family.page.__name__ if self.family else "ArticlePage"
        lines = [
            f"class {self.page}({base}):",
            f'    """{self.site}: what differs from JSON-LD, microdata and og:."""',
            "",
        ]
        if self.cut:
            lines += assign("site_names", [text(name) for name in self.cut])
        return [*lines, *([] if self.family else self._looks())]

    def _looks(self) -> list[str]:
        found = self.finding
        lines = [f"    layout_mark = css({text(found.body)})"]
        if found.title:
            lines.append(f"    title = first(css({text(found.title)}), *ArticlePage.title.looks)")
        if found.published:
            lines.append(f"    published = first(*ArticlePage.published.looks, css({text(found.published)}))")
        elif not found.is_dated:
            lines.append("    published = first(*ArticlePage.published.looks, printed())")
        if found.section:
            lines.append(f"    section = first(*ArticlePage.section.looks, css({text(found.section)}))")
        if found.authors:
            lines.append(f'    authors = first(ld("author.name"), meta("author"), css({text(found.authors)}))')
        read = "every" if found.is_every else "blocks"
        lines.append(f"    paragraphs = {read}({text(found.body)})")
        return [*lines, *(assign("junk", map(text, found.junk)) if found.junk else [])]

    def _spider(self, sources: Sources) -> list[str]:
        told, rule = self.prospect, self.prospect.rule
        if rule is None:
            raise ArgumentError(f"{self.site}: the addresses of its articles follow no rule that could be found")
        base = "WordPressSpider" if self.is_wordpress else "NewsSpider"
        lines = [
            f"class {camel(self.name)}Spider({base}):",
            f'    """{self.site}."""',
            "",
            f"    name = {text(self.name)}",
        ]
        host = self.site.partition("://")[2]
        twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        lines += [f"    allowed_domains = [{text(host)}]", f"    hosts = {{{text(twin)}: {text(host)}}}"]
        if told.editions and told.editions != ("az",):
            lines.append(f"    editions = {tuple_of(map(text, told.editions))}")
            lines += [f"    edition_of_bare_urls = {text(told.editions[0])}"] if "az" not in told.editions else []
        lines.append(f"    pages = ({self.page},)")
        lines += rule_of(rule.written(host, slash=rule.slash or self.is_wordpress))
        if rule.query:
            lines.append(f"    query = {tuple_of(map(text, rule.query))}")
        if rule.slash and not self.is_wordpress:
            lines.append('    rewrites = ((r"^([^?]*[^?/])$", r"\\1/"),)  # else each article would cost a redirect')
        return [*lines, *sources.attributes()]
