"""What the facts say of each site that the newsroom plays: where it lists, how its article addresses look."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A site's addresses: `article` as a pattern, `lists` of which some are numbered (`{n}`) or of a day (`{day}`)."""

    article: str
    lists: tuple[str, ...]


def axar_family(home: str, path: str, feeds: tuple[str, ...]) -> Known:
    numbered = (f"{home}{path}latest/", f"{home}{path}latest/page{{n}}/")
    article = rf"{home}{path}news/(?P<category>[^/]+)/(?P<id>\d+)\.html"
    return Known(article, (*numbered, *(home + feed for feed in feeds)))


APA = [f"https://apa.az{edition}" for edition in ("", "/ru", "/en")]
TREND = [f"https://{edition}.trend.az" for edition in ("az", "ru", "en", "www")]
AZERTAG = [f"https://azertag.az{edition}" for edition in ("", "/ru", "/en")]
MODERN = [f"https://modern.az/{edition}" for edition in ("az", "ru", "en")]
KNOWN = {
    "apa": Known(
        r"https://apa\.az/(?:(?:ru|en)/)?(?P<category>[a-z0-9-]+)/(?:(?P<slug>[^/]+)-)?(?P<id>-?\d+)",
        (
            *(f"{home}/{page}?page={{n}}" for home in APA for page in ("all-news", "archive")),
            *("https://apa.az/rss", "https://apa.az/iqtisadiyyat?page={n}"),
        ),
    ),
    "axar": axar_family("https://axar.az", "/", ("/feed.php", "/sitemap_latest.php", "/")),
    "azadliq": Known(
        r"https://www\.azadliq\.org/a/(?:(?P<slug>[^/]+)/)?(?P<id>\d+)\.html",
        ("https://www.azadliq.org/sitemap.xml", "https://www.azadliq.org/z/22421", "https://www.azadliq.org/"),
    ),
    "azertag": Known(
        r"https://(?:azertag\.az/(?:(?P<lang>[a-z]{2})/)?xeber/(?P<slug>[^/]+)-|special\.azertag\.az/az/xeber/)(?P<id>\d+)",
        (
            *(f"{home}/?page={{n}}" for home in AZERTAG),
            *(f"{home}/{feed}" for home in AZERTAG for feed in ("rss", "rss-economy.xml")),
            *("https://azertag.az/xeber", "https://azertag.az/bolme/economy", "https://special.azertag.az/az"),
            "https://special.azertag.az/az/arxiv/{n}",
        ),
    ),
    "milli": Known(
        r"https://news\.milli\.az/(?P<category>(?!tag/)[a-z_-]+)/(?P<id>\d+)\.html",
        tuple(f"https://news.milli.az/{path}" for path in ("", "rss", "rss/", "sitemap_latest.php", "society/")),
    ),
    "modern": Known(
        r"https://modern\.az/(?P<lang>az|en|ru|tr|fa)/(?P<category>[^/]+)/(?P<id>\d+)/(?P<slug>[^/]*)/?",
        (
            *(f"{home}/all/date/{{day}}?page={{n}}" for home in MODERN),
            *("https://modern.az/az", "https://modern.az/rss", "https://modern.az/az/news/date/{day}/page/{n}/"),
        ),
    ),
    "oxu": Known(
        r"https://(?:ru\.)?oxu\.az/(?P<category>(?!page/)[a-z-]+)/(?!page/)(?P<slug>[a-z0-9-]+)",
        (
            *(
                "https://oxu.az/page/{n}",
                "https://ru.oxu.az/page/{n}",
                "https://oxu.az/idman/page/{n}",
                "https://oxu.az/",
            ),
            *("https://oxu.az/news-sitemap.xml", "https://oxu.az/sitemap-posts.xml"),
        ),
    ),
    "qafqazinfo": Known(
        r"https://(?:www\.)?qafqazinfo\.az/news/detail/(?P<slug>.+?)-(?P<id>\d+)",
        tuple(
            f"https://qafqazinfo.az/{path}"
            for path in ("rss", "news/arxiv/{day}?page={n}", "news/category/iqtisadiyyat-4?page={n}", "")
        ),
    ),
    "sia": axar_family("https://sia.az", "/az/", ("/feed.php", "/sitemap_latest.php")),
    "sonxeber": Known(
        r"https://sonxeber\.az/(?P<id>\d{6})(?:/(?P<slug>[^/]+))?",
        tuple(
            f"https://sonxeber.az/{path}" for path in ("xeberler/?start={n}", "iqtisadiyyat-xeberleri/", "son-xeberler")
        ),
    ),
    "teleqraf": axar_family("https://teleqraf.az", "/", ("/sitemap_latest.php",)),
    "trend": Known(
        r"https://(?:az|ru|en|www)\.trend\.az/(?P<category>[a-z0-9_/-]+)/(?P<id>\d+)\.html",
        (
            *(f"{home}/archive/{{day}}" for home in TREND),
            *(f"{home}/{path}" for home in TREND for path in ("feeds/index.rss", "feeds/business.rss", "business/")),
            *("https://trend.az/rss/", "https://www.trend.az/rss/"),
        ),
    ),
    "yenixeber": Known(
        r"https://yenixeber\.az/(?P<slug>[^/]+)-(?P<id>\d+)",
        ("https://yenixeber.az/xeberler/?start={n}", "https://yenixeber.az/hadise-xeberleri/", "https://yenixeber.az/"),
    ),
}
