"""Structured data of a page of report.az: JSON-LD in its various shapes."""

import json
from collections.abc import Mapping
from typing import Any

from newscrawler.newsroom.sites.report import dates
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX, SITE_NAME
from newscrawler.newsroom.story import Story

CONTEXT = "https://schema.org"


def scripts(story: Story, description: str) -> list[str]:
    """The bodies of the page's JSON-LD scripts."""
    crumbs, news = _breadcrumbs(story), _news(story, description)
    found: list[Any] = []
    if story.layout == "old":
        found = [{"@context": CONTEXT, **crumbs}] if "breadcrumb" in story.features else []
    elif "ld-object" in story.features:
        found = [{"@context": CONTEXT, **news}, {"@context": CONTEXT, **crumbs}]
    elif "ld-array" in story.features:
        found = [[{"@context": CONTEXT, **crumbs}, {"@context": CONTEXT, **news}]]
    elif "ld-graph" in story.features:
        found = [{"@context": CONTEXT, "@graph": [_organisation(story), crumbs, news]}]
    return [dumped(one) for one in found]


def amp(story: Story, description: str) -> str:
    """The one JSON-LD script of an AMP page."""
    return dumped({"@context": CONTEXT, **_news(story, description)})


def dumped(value: object) -> str:
    """JSON fit for a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _news(story: Story, description: str) -> dict[str, Any]:
    author: Mapping[str, str] = {"@type": "Organization", "name": SITE_NAME[story.language]}
    if story.authors:
        author = {"@type": "Person", "name": story.authors[0]}
    news: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": story.title,
        "description": description,
        "url": story.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
        "inLanguage": story.language,
        "articleSection": story.section,
        "datePublished": dates.ld(story, story.published),
        "author": author,
        "publisher": _organisation(story),
    }
    if story.images:
        news["image"] = [story.images[0][0]]
    if story.modified:
        news["dateModified"] = dates.ld(story, story.modified)
    if "article-body" in story.features:
        news["articleBody"] = " ".join(story.paragraphs)[:400]
    return news


def _organisation(story: Story) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": f"{HOME}/assets/images/logo.png"}
    return {"@type": "NewsMediaOrganization", "name": SITE_NAME[story.language], "url": f"{HOME}/", "logo": logo}


def _breadcrumbs(story: Story) -> dict[str, Any]:
    section = f"{HOME}{PREFIX[story.language]}/{story.section_slug}"
    steps = ((story.section, section), (story.title, story.url))
    items = [{"@type": "ListItem", "position": n, "name": name, "item": url} for n, (name, url) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}
