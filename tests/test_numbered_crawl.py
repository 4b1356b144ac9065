"""A whole crawl along numbered listing pages: cards without days and years, a last page that repeats itself."""

from tests.conftest import RunScrapy
from tests.server import Reply, play

SITE = "https://axar.az"
CARD = (
    '<table id="catNews"><tr><td><div id="cat_news_title"><a href="/news/kult/{number}.html">Xəbər {number}</a></div>'
    '<div id="cat_news_info">Tarix: {date}</div></td></tr></table>'
)
ARTICLE = (
    '<html lang="az"><head><title>Xəbər {number}</title><link rel="canonical" href="https://axar.az/news/kult/{number}.html">'
    '</head><body><div class="newsPlace"><h1>Xəbər {number}</h1><span id="font_size" class="article_body">'
    "<p>Kənd kitabxanasına bu həftə üç yüz yeni kitab gətirilib, oxu zalı axşam da açıqdır, {number}.</p></span>"
    "<table><tr><td><div>Tarix</div><div>{date}</div></td></tr></table></div></body></html>"
)
LISTED = {
    1: {9006: "12:10", 9005: "14 Dekabr 23:50"},
    2: {9004: "2 Oktyabr 16:08", 9003: "21 Fevral 23:50"},
    3: {9002: "30 Dekabr 10:00", 9001: "3 Dekabr 09:00"},
}
PRINTED = {
    9006: "2025.12.15 / 12:10",
    9005: "2025.12.14 / 23:50",
    9004: "2025.10.02 / 16:08",
    9003: "2025.02.21 / 23:50",
    9002: "2024.12.30 / 10:00",
    9001: "2024.12.03 / 09:00",
}


def listing(number: int) -> Reply:
    """The page of this number; beyond the last one stands the last."""
    shown = LISTED[min(number, 3)]
    return Reply(
        "<html><body>" + "".join(CARD.format(number=n, date=date) for n, date in shown.items()) + "</body></html>"
    )


def test_a_backfill_walks_the_pages_once_and_every_card_gets_its_own_year(crawl: RunScrapy) -> None:
    pages = {
        "/robots.txt": Reply("User-agent: *\nAllow: /\n", kind="text/plain"),
        "/sitemap_latest.php": Reply('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'),
        "/feed.php": Reply("<rss><channel></channel></rss>"),
        "/latest/": listing(1),
        **{f"/latest/page{number}/": listing(number) for number in range(2, 9)},
        **{
            f"/news/kult/{number}.html": Reply(ARTICLE.format(number=number, date=date))
            for number, date in PRINTED.items()
        },
    }
    with play(pages) as server:
        done = crawl(server.origin, "-a", "since=2020", "-s", "CLOCK=2025-12-15T18:00:00+04:00", site="axar")
    assert done.code == 0, done.log[-2000:]
    walked = sorted(path for path in server.paths if "/page" in path)
    assert walked == ["/latest/page2/", "/latest/page3/", "/latest/page4/"]
    records = {record["url"]: record for record in done.lines(site="axar")}
    assert {url.split("/")[-1] for url in records} == {f"{number}.html" for number in PRINTED}
    for record in records.values():
        assert record["flags"] == ["short"], record
        said = {one["source"]: one["raw"] for one in record["published_evidence"]}
        assert said["listing"][:16] == record["published_at"][:16]
