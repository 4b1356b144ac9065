"""Which element `scrapy newsite` takes for the section: the link that an article has, never a menu's."""

from newscrawler.anysite import reader_of_host
from newscrawler.newsite.labels import section_of
from newscrawler.newsite.samples import Sample, sample_of
from newscrawler.reading.fetched import FetchedPage
from tests.test_any_urls import HOME, NOW
from tests.test_generic import TEXT, TITLE, paragraphs

MENU = "<ul class=nav><li><a href='/siyaset'>Siyasət</a></li><li><a href='/idman'>İdman</a></li></ul>"
SECTIONS = {f"{HOME}siyaset", f"{HOME}idman"}


def sample(number: int, above: str) -> Sample:
    shown = f"<h1>{TITLE}</h1><span>28.02.2025 14:05</span>{paragraphs(TEXT)}"
    body = f"<html lang=az><head><title>{TITLE}</title></head><body>{MENU}<div>{above}{shown}</div></body></html>"
    page = FetchedPage(f"{HOME}xeber/{number}", body.encode(), NOW)
    return sample_of(page, reader_of_host("kend.example"))


def test_the_link_to_an_articles_own_section_is_its_section() -> None:
    links = ("<a class=bolme href='/siyaset'>Siyasət</a>", "<a class=bolme href='/idman'>İdman</a>")
    assert section_of([sample(n, link) for n, link in enumerate(links, 101)], SECTIONS) == ".bolme"


def test_a_link_that_all_articles_have_is_the_menus_and_no_section() -> None:
    assert section_of([sample(number, "") for number in (101, 102, 103)], SECTIONS) == ""
