"""From a few addresses of articles to the rule for all of them."""

import re

import pytest

from newscrawler.discovery.identity import ArticleURL
from newscrawler.discovery.prospect_rule import article_rule


@pytest.mark.parametrize(
    ("paths", "article", "others"),
    [
        (("/news/101.html", "/news/102.html", "/news/205.html"), "/news/999.html", ("/news/", "/about.html")),
        (("/a/ilk-xeber-1001", "/b/son-xeber-1002", "/a/bu-gun-1003"), "/c/sabah-77777", ("/a", "/a/ilk-xeber")),
        (("/?id=11", "/?id=12", "/?id=13"), "/?id=99", ("/", "/?page=2")),
        (("/olke/yol-acildi", "/olke/ev-tikildi", "/kend/bag-salindi"), "/kend/su-geldi", ("/olke", "/tag/su")),
        (("/ru/v/101", "/v/102", "/v/103"), "/ru/v/104", ("/v/", "/az/")),
        (("/2026/11/yol", "/2026/11/ev", "/2026/11/bag"), "/2027/1/su", ("/2026/11/", "/arxiv/11/su")),
        (("/n/2026-11-22/yol", "/n/2026-11-22/ev", "/n/2026-11-22/bag"), "/n/2027-01-02/su", ("/n/su", "/n/1/su")),
        (("/n/20261122/yol", "/n/20261122/ev", "/n/20261122/bag"), "/n/20270102/su", ("/n/su",)),
        (("/n-1200-yol.html", "/n-1201-ev.html", "/n-1202-bag.html"), "/n-77777-su.html", ("/n.html", "/n-su.html")),
        (("/a/n-1200-yol", "/b/n-1201-ev", "/a/n-1202-bag"), "/c/n-77777-su", ("/a/n", "/a/su")),
        (("/a/yol-100-evde", "/a/ev-250-manat", "/a/bag-500-agac"), "/a/su-geldi", ("/a", "/b/su")),
        (("/n.php?id=1", "/n.php?id=2", "/n.php?id=3", "/print.php?id=1"), "/n.php?id=9", ("/print.php?id=2",)),
        (("/N.aspx?ID=11&lang=az", "/N.aspx?ID=12&lang=az"), "/N.aspx?ID=99&lang=ru", ("/N.aspx?lang=az",)),
        (("/yol_e901_az.html", "/ev_e902_az.html", "/su_e903_az.html"), "/at_e7_777_e904_az.html", ("/yol_1_az.html",)),
        (("/n.php?cat=3&id=11", "/n.php?cat=3&id=12", "/n.php?cat=3&id=13"), "/n.php?id=14", ("/n.php?cat=3",)),
    ],
)
def test_a_rule_follows_from_a_few_addresses(paths: tuple[str, ...], article: str, others: tuple[str, ...]) -> None:
    found = article_rule((f"https://kend.example{path}" for path in paths), ["kend.example"])
    assert found
    rule = ArticleURL(found.article_url, query=found.query)
    assert rule.identify(f"https://kend.example{article}"), found
    assert not [path for path in others if rule.identify(f"https://kend.example{path}")]


def test_a_rule_names_all_that_were_read_and_none_of_the_pages_that_were_met() -> None:
    host = "https://kend.example"
    urls = [*(f"{host}/x/su-{number}" for number in range(1000, 1019)), f"{host}/x/yol-acildi"]
    loose = article_rule(urls, ["kend.example"])
    exact = article_rule(urls, ["kend.example"], sure=urls[-1:])
    assert loose
    assert exact
    assert (loose.covers, exact.covers) == (19, 20)
    bare = [f"{host}/{name}" for name in ("yol", "ev", "bag", "su-geldi")]
    refusing = article_rule(bare, ["kend.example"], others=[f"{host}/idman"])
    assert refusing
    assert all(re.fullmatch(refusing.article_url, url) for url in bare)
    assert not re.fullmatch(refusing.article_url, f"{host}/idman")


def test_there_is_no_rule_without_an_article_and_one_for_a_single_one() -> None:
    assert article_rule(["https://elsewhere.example/a/1234"], ["kend.example"]) is None
    alone = article_rule(["https://kend.example/a/1234"], ["kend.example"])
    assert alone
    assert re.fullmatch(alone.article_url, "https://kend.example/a/1234")
