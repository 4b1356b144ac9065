"""WordPress, plain or dressed by tagDiv: banker.az, abzas, meydan.tv.

Three ways lead to its past, and a site may have shut any: its own interface (`WordPressPosts`: titles, true instants),
the sitemaps (a plugin's, or WordPress's own where there is none), the numbered listing. The feed has the newest ten.
"""

from typing import ClassVar

from newscrawler.discovery import Cards, Feed, SitemapShards, Source
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import blocks, crumb, css, either, first, ld, listed, meta
from newscrawler.reading.page import ArticlePage
from newscrawler.spider import NewsSpider

CARDS = Cards(
    card=".td_module_wrap, article.post, article.type-post",
    link=".entry-title a",
    title=".entry-title",
    date="time.entry-date::attr(datetime)",
    section=".td-post-category",
)
NO_POSTS = r"(?!(?:category|tag|author|page|feed|comments|search|amp|wp-[a-z]+|wp-[a-z-]+\.php)(?:/|$))"
"""For the place in an article rule where the slug of a post begins."""

_PUBLISHED = "time.entry-date::attr(datetime)"
_FILED = ".cat-links a"
_SIGNED = ".author a"


class WordPressPage(ArticlePage):
    """A post. Cards of rails and related posts have dates and headlines in the same classes: only its head is asked."""

    layout_mark = css(".tdb_single_content, .td-post-content, .entry-content")
    title: ClassVar[Look] = first(css("h1.tdb-title-text"), css("h1.entry-title"), ld("headline"), meta("og:title"))
    published = first(
        *ArticlePage.published.looks,
        either(
            css(f".tdb_single_date {_PUBLISHED}"),
            css(f".td-post-header {_PUBLISHED}, .td-post-title {_PUBLISHED}"),
            css(f".entry-header {_PUBLISHED}, article > .entry-meta {_PUBLISHED}"),
            css(".td-post-header .td-post-date, .td-post-title .td-post-date"),
        ),
    )
    section = first(
        *ArticlePage.section.looks,
        either(
            css(".tdb-entry-category, .td-post-header .entry-category a"),
            css(f".entry-header {_FILED}, article > .entry-meta {_FILED}, article > .entry-footer {_FILED}"),
        ),
        crumb(),
    )
    tags = first(meta("article:tag"), listed(ld("keywords")), css(".td-tags a, .tdb-tags a, .tags-links a"))
    authors: ClassVar[Look] = first(
        ld("author.name"),
        meta("author"),
        css(".td-post-author-name a, .tdb-author-name, .byline .author a"),
        css(f".entry-header {_SIGNED}, article > .entry-meta {_SIGNED}"),
    )
    paragraphs: ClassVar[Look] = first(
        blocks(".tdb_single_content .tdb-block-inner"), blocks(".td-post-content"), blocks(".entry-content")
    )
    photos = (".td-post-featured-image img", ".tdb_single_featured_image img", "article > .post-thumbnail img")
    figures = "figure, .wp-caption, .gallery"
    captions = "figcaption, .wp-caption-text"
    junk = (
        "ins",
        "footer",
        ".td-a-ad",
        ".td-a-rec",
        ".adsbygoogle",
        ".code-block",
        ".sharedaddy",
        ".jp-relatedposts",
        "#jp-relatedposts",
        ".saboxplugin-wrap",
        ".author-box",
        ".yarpp",
        ".yarpp-related",
        ".addtoany_share_save_container",
        ".td-post-sharing",
        ".td_block_related_posts",
        ".td-tags",
        ".post-tags",
        ".entry-tags",
        ".robots-nocontent",
        ".wp-embedded-content",
        ".twitter-tweet",
        ".instagram-media",
        ".wpcf7",
    )


class WordPressSpider(NewsSpider):
    """A site on WordPress. Its URLs end in a slash: without one, each article would cost a redirect."""

    pages = (WordPressPage,)
    rewrites = ((r"/amp$", ""), (r"(?<!/)$", "/"))
    cards = (CARDS,)


def live_sources(site: str) -> tuple[Source, ...]:
    """The newest posts of the WordPress site at `site`."""
    return (Feed(f"{site}/feed/"),)


def archive_sources(site: str) -> tuple[Source, ...]:
    """Every post of the site: by its interface, and by its sitemap where that is shut."""
    return (WordPressPosts(site), post_sitemap(site))


def post_sitemap(site: str, index: str = "sitemap_index.xml") -> SitemapShards:
    """The shards that hold posts: of Yoast and Rank Math (`sitemap_index.xml`), of the core (`wp-sitemap.xml`)."""
    return SitemapShards(f"{site}/{index}", shard=r"/(?:post-sitemap\d*|wp-sitemap-posts-post-\d+)\.xml")
