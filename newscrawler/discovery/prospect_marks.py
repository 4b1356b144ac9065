"""What the pages of an undescribed site say of themselves: of which software they are, where their dates stand."""

import re
from collections.abc import Iterable, Mapping

from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import parse
from newscrawler.tree import css_path

MARKS: Mapping[str, str] = {
    "pangea": ".wsw, .media-block__title, .pg-title",
    "ria": ".index-post-block[data-timestamp], .news-detail__desc, .post-detail-content",
    "newslister": "#prodwrap .nart, #prodwrap .yxart, article .datespan",
    "axar": "table#catNews, ul.post-list2, .news-boxes-4, .newsPlace, div.large-widget .large-post-meta",
    "apa": "a.news-item[data-news-id], .news_content .texts, .title_news",
    "azertag": ".news-item .news-title + .news-date, .entry-content .news-body, .news-view-body",
    "modern": "a.news_links.inf-item, .nwin_title",
    "qafqazinfo": ".panel.news .news-time, .row.search h4 a[href*='/news/detail/']",
    "trend": "ul.news-list.with-images, .article-content.article-paddings, div.category-article",
    "wordpress": "link[href*='/wp-content/'], link[rel='https://api.w.org/'], meta[name=generator][content^=WordPress]",
}
"""Families of sites on one software: the modules in `cms/`, and CSS of what only their pages have."""

_DATES: Mapping[str, str] = {
    "json-ld": r'"datePublished"',
    "meta": r"article:published_time",
    "microdata": r"itemprop=[\"']?datePublished",
    "time": r"<time\b[^>]*datetime=",
}


def family_of(pages: Iterable[Fetched]) -> str | None:
    """The module of `cms/` whose marks the pages bear, the most of them."""
    roots = [parse(page) for page in pages]
    counts = {name: sum(bool(css_path(css).elements(root)) for root in roots) for name, css in MARKS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def dates_told(pages: Iterable[Fetched]) -> tuple[str, ...]:
    """Where articles' pages say when they were published: structured places by name, `printed` where none does."""
    found = {name: None for page in pages for name, mark in _DATES.items() if re.search(mark, page.text)}
    return tuple(found) or ("printed",)
