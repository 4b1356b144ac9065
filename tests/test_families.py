"""Addresses of the sites that share their software: one article, one id; aggregators known as such."""

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newscrawler.declaration import SiteSpider

LOADER = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["newscrawler.spiders"]}))


def site(name: str) -> SiteSpider:
    spider = LOADER.load(name)()
    assert isinstance(spider, SiteSpider)
    return spider


@pytest.mark.parametrize(
    ("name", "url", "key", "edition"),
    [
        ("axar", "https://axar.az/news/planet/1079434.html", "1079434", "az"),
        ("axar", "http://www.axar.az/news/siyaset/1079434.html?utm_source=x", "1079434", "az"),
        ("milli", "http://news.milli.az/society/1323670.html", "1323670", "az"),
        ("milli", "https://news.milli.az/politics/745381.html", "745381", "az"),
        ("teleqraf", "https://teleqraf.az/news/dunya/537688.html", "537688", "az"),
        ("sia", "https://sia.az/az/news/politics/1329914.html", "az/1329914", "az"),
        ("sia", "https://www.sia.az/ru/news/economy/1210044.html", "ru/1210044", "ru"),
        ("sonxeber", "https://sonxeber.az/391815", "391815", "az"),
        ("sonxeber", "https://sonxeber.az/391815/bakida-dehsetli-hadise/", "391815", "az"),
        ("yenixeber", "https://yenixeber.az/korpunun-temiri-2-123300", "123300", "az"),
    ],
)
def test_the_number_is_the_key_whatever_stands_around_it(name: str, url: str, key: str, edition: str) -> None:
    identity = site(name).urls.identify(url)
    assert identity is not None
    assert (identity.key, identity.edition) == (key, edition)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("axar", "https://axar.az/latest/page2/"),
        ("axar", "https://axar.az/news/planet/"),
        ("milli", "https://news.milli.az/tag/1190.html"),
        ("teleqraf", "https://teleqraf.com/news/dunya/537688.html"),
        ("sia", "https://sia.az/news/politics/1329914.html"),
        ("sonxeber", "https://sonxeber.az/xeberler/?start=2"),
        ("sonxeber", "https://sonxeber.az/iqtisadiyyat-xeberleri/"),
        ("yenixeber", "https://yenixeber.az/sou-biznes-xeberleri/"),
        ("yenixeber", "https://yenixeber.org/siyaset/12254"),
    ],
)
def test_what_is_no_article_of_the_site_has_no_key(name: str, url: str) -> None:
    assert site(name).urls.identify(url) is None


def test_the_aggregators_are_marked_as_such() -> None:
    assert {name for name in LOADER.list() if site(name).aggregator} == {"sonxeber", "yenixeber"}


@pytest.mark.parametrize("name", ["axar", "milli", "teleqraf", "sia", "sonxeber", "yenixeber"])
def test_every_site_of_the_families_has_a_live_and_a_backfill_route_with_names_of_their_own(name: str) -> None:
    spider = site(name)
    names = [source.name for source in (*spider.live, *spider.archive)]
    assert spider.live
    assert any(one.startswith("pages ") for one in names)
    assert len(names) == len(set(names))
