"""Pictures and links of an article: which are its own, where their addresses stand, what is printed with them."""

from datetime import UTC, datetime

import pytest

from newscrawler.article import RawArticle
from newscrawler.reading.generic import GenericPage
from newscrawler.reading.looks import blocks
from newscrawler.reading.page import ArticlePage

NOW = datetime(2026, 3, 5, tzinfo=UTC)
SITE = "https://kend.example"
URL = f"{SITE}/xeber/1"
TITLE = "Alpan kəndində alma anbarı açılıb"
TEXT = (
    "<p>Alpan kəndində dörd min tonluq soyuducu anbar bu gün istifadəyə verilib, açılışa fermerlər də gəlib.</p>"
    "<p>Tikintiyə üç milyon manatdan çox vəsait xərclənib, qırx beş nəfər daimi işlə təmin olunub.</p>"
)


class Page(ArticlePage):
    paragraphs = blocks(".body")


def read(inside: str, kind: type[ArticlePage] = Page, *, head: str = "") -> RawArticle:
    page = (
        f"<html lang=az><head><title>{TITLE}</title><meta property='og:title' content='{TITLE}'>{head}</head><body>"
        f"<h1>{TITLE}</h1><div class=body>{TEXT}{inside}</div></body></html>"
    )
    return kind(page, URL).read(site="kend", url=URL, key="1", edition="az", fetched_at=NOW)


def pictures(inside: str, kind: type[ArticlePage] = Page, *, head: str = "") -> list[str]:
    return [image["url"].removeprefix(SITE) for image in read(inside, kind, head=head).images]


WAITING = [
    '<img src="data:image/gif;base64,R0lGOD" data-src="/u/1.jpg">',
    '<img src="/img/lazy.gif" data-lazy="/u/1.jpg">',
    '<img src="/img/blank.gif" data-echo="/u/1.jpg">',
    '<img src="/img/placeholder.svg" data-srcset="/u/1-300.jpg 300w, /u/1.jpg 900w">',
    '<img srcset="/u/1-300.jpg 1x,/u/1.jpg 2x" alt="">',
    '<picture><source srcset="/u/1-300.webp 300w, /u/1.jpg 900w"><img alt=""></picture>',
    '<span><img src="data:image/gif;base64,R0lGOD"><noscript><img src="/u/1.jpg"></noscript></span>',
    '<amp-img src="/u/1.jpg" width="800" height="450"></amp-img>',
    '<img src="" data-src="/u/1.jpg"><noscript><img src="/u/1.jpg?again"></noscript>',
]


@pytest.mark.parametrize("kind", [Page, GenericPage])
@pytest.mark.parametrize("image", WAITING)
def test_a_picture_that_waits_for_a_script_has_its_address(image: str, kind: type[ArticlePage]) -> None:
    assert pictures(f"<p>{image}</p>", kind) == ["/u/1.jpg"]


NO_NEWS = [
    '<img src="https://www.facebook.com/tr?id=1&ev=PageView&noscript=1" width="1" height="1">',
    '<img src="https://mc.yandex.ru/watch/123">',
    '<img src="https://counter.yadro.ru/hit?t26.1">',
    '<img src="https://secure.gravatar.com/avatar/abc?s=96" class="avatar">',
    '<img src="/avatars/u1.png">',
    '<img class="emoji" src="https://s.w.org/images/core/emoji/14.0.0/72x72/1f600.png">',
    '<img src="/assets/img/fb.png"><img src="/img/whatsapp-icon.png"><img src="/theme/site-logo.png">',
    '<img src="/u/saat.png" width="16" height="16">',
    '<img src="/uploads/no-image.jpg"><img src="">',
    '<img src="/templates/{foto}">',
]


@pytest.mark.parametrize("kind", [Page, GenericPage])
@pytest.mark.parametrize("image", NO_NEWS)
def test_counters_portraits_smileys_icons_and_placeholders_are_no_pictures(image: str, kind: type[ArticlePage]) -> None:
    assert pictures(f"<p>{image}</p><p><img src='/u/own.jpg'></p>", kind) == ["/u/own.jpg"]


@pytest.mark.parametrize("name", ["telegram.jpg", "2026/logo.png", "playoff.jpg", "silikon-vadisi.jpg", "kart-9x9.jpg"])
def test_an_uploaded_photograph_may_be_named_as_it_likes(name: str) -> None:
    assert pictures(f"<p><img src='/uploads/{name}'></p>") == [f"/uploads/{name}"]


CARDS = [
    '<div><a href="/xeber/10"><img src="/u/kart.jpg"><b>Şəmkirdə üzüm bağı salınır</b></a></div>',
    '<li><a href="/xeber/11"><img src="/u/kart.jpg"></a><a href="/xeber/11">Lerikdə arıçılıq</a></li>',
    '<p><a href="https://bank.example/kredit?id=1"><img src="/u/kredit.jpg"></a></p>',
    '<figure><a href="/xeber/12"><img src="/u/k.jpg"></a><figcaption><a href="/xeber/12">Yol</a></figcaption></figure>',
]


@pytest.mark.parametrize("kind", [Page, GenericPage])
@pytest.mark.parametrize("card", CARDS)
def test_the_picture_of_a_card_or_an_advertisement_in_the_text_is_not_the_articles(
    card: str, kind: type[ArticlePage]
) -> None:
    assert pictures(f"<p><img src='/u/own.jpg'></p>{card}", kind) == ["/u/own.jpg"]


OWN = [
    '<a href="/u/1.jpg" target="_blank"><img src="/u/s/1.jpg"></a>',
    '<a href="#"><img src="/u/1.jpg"></a>',
    '<a href="javascript:void(0)"><img src="/u/1.jpg"></a>',
    '<a data-fancybox="g" href="/goster?id=1"><img src="/u/1.jpg"></a>',
    f'<a href="{URL}/foto-1/" rel="attachment wp-att-5"><img src="/u/1.jpg"></a>',
    '<figure><a href="https://flickr.example/7"><img src="/u/1.jpg"></a><figcaption>Anbar</figcaption></figure>',
]


@pytest.mark.parametrize("kind", [Page, GenericPage])
@pytest.mark.parametrize("image", OWN)
def test_a_link_that_only_shows_the_picture_leaves_it_the_articles(image: str, kind: type[ArticlePage]) -> None:
    assert pictures(
        f"<div>{image}</div><p>Anbarın qapıları bazar ertəsi günü açılacaq, giriş sərbəstdir.</p>", kind
    ) == ["/u/1.jpg"]


def captions(inside: str, kind: type[ArticlePage] = Page) -> list[str | None]:
    return [image["caption"] for image in read(inside, kind).images]


@pytest.mark.parametrize("name", ["wp-caption-text", "photo-caption", "image-caption"])
def test_a_caption_is_known_without_a_figure_and_is_no_text(name: str) -> None:
    raw = read(f'<div><img src="/u/1.jpg"><p class="{name}">Anbarın içi</p></div>')
    assert [image["caption"] for image in raw.images] == ["Anbarın içi"]
    assert "Anbarın içi" not in raw.paragraphs


def test_the_caption_of_a_video_or_a_table_is_no_pictures() -> None:
    table = "<figure><table><tr><td>1</td></tr></table><figcaption>Mənbə: statistika</figcaption></figure>"
    video = '<figure><iframe src="/v"></iframe><figcaption>Açılışdan video</figcaption></figure>'
    assert captions(f'<p><img src="/u/1.jpg"></p>{table}{video}') == [None]
    assert captions(f'<figure><img src="/u/1.jpg"><figcaption>Anbar</figcaption></figure>{video}') == ["Anbar"]


def test_where_a_page_shows_no_picture_its_head_tells_one_that_is_a_photograph() -> None:
    logo, photo = (f"<meta property='og:image' content='{SITE}/{name}'>" for name in ("img/logo.png", "u/bas.jpg"))
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","image":"/img/logo.png"}</script>'
    assert pictures("", head=ld + logo + photo) == ["/u/bas.jpg"]
    assert pictures("", head=logo) == []


def test_a_table_or_a_quotation_in_a_figure_is_text() -> None:
    figure = "<figure><table><tr><th>İl</th><th>Ton</th></tr><tr><td>2025</td><td>1200</td></tr></table></figure>"
    quote = "<figure><blockquote><p>On il gözləmişdik.</p></blockquote></figure>"
    picture = '<figure><img src="/u/1.jpg"><blockquote>Fotonun izahı</blockquote></figure>'
    assert read(figure + quote + picture).paragraphs[2:] == ["İl Ton", "2025 1200", "On il gözləmişdik."]


def test_a_gallery_below_the_text_belongs_to_it_and_the_cards_below_do_not() -> None:
    gallery = (
        '</div><div class="imgs"><a href="/u/1.jpg"><img src="/s/1.jpg"></a><a href="/u/2.jpg"><img src="/s/2.jpg"></a>'
    )
    cards = '<div class="more"><a href="/xeber/7"><img src="/u/kart.jpg"></a><div><img src="/u/qonsu.jpg"></div></div>'
    assert pictures(gallery + cards, GenericPage) == ["/u/1.jpg", "/u/2.jpg"]


def test_links_to_share_to_print_or_within_the_page_are_none_of_the_text() -> None:
    raw = read(
        '<p>Bunu <a href="https://agro.example/hesabat">nazirlik</a> açıqlayıb <a href="#q1">[1]</a>. '
        '<a href="javascript:void(0)">Bağla</a> <a href="mailto:a@b.example">yazın</a> '
        f'<a href="{URL}?print=1">çap</a> <a href="{URL}/">özü</a></p>'
        '<p>Nazirliyin <a href="https://www.facebook.com/agro/posts/1">səhifəsi</a> və '
        '<a href="https://t.me/agro/15">kanalı</a> da bunu yazıb.</p>'
    )
    assert [link["text"] for link in raw.links] == ["nazirlik", "səhifəsi", "kanalı"]


SHARE_LINES = [
    '<div><a href="https://www.facebook.com/sharer.php?u=x">Facebook</a><a href="whatsapp://send?text=x">WhatsApp</a></div>',
    '<p>Paylaş: <a href="https://t.me/share/url?url=x">Telegram</a></p>',
    '<ul><li>Teqlər:</li><li><a rel="tag" href="/tag/quba">Quba</a></li></ul>',
    '<p>Açar sözlər: <a rel="tag" href="/tag/quba">Quba</a>, <a rel="tag" href="/tag/alma">alma</a></p>',
    '<blockquote class="twitter-tweet"><p>Anbar <a href="https://t.co/1">pic</a></p></blockquote>',
]


@pytest.mark.parametrize("line", SHARE_LINES)
def test_a_line_of_share_links_or_tags_and_what_others_posted_is_no_text(line: str) -> None:
    raw = read(line + "<p>Son abzas.</p>")
    assert raw.links == []
    assert [text for text in raw.paragraphs[2:] if text != "Teqlər:"] == ["Son abzas."]


def test_a_sentence_with_a_tag_in_it_stays_text_and_keeps_its_link() -> None:
    raw = read('<p>Bu il <a rel="tag" href="/tag/quba">Quba</a> bağlarında məhsul bol olub.</p>')
    assert raw.paragraphs[-1] == "Bu il Quba bağlarında məhsul bol olub."
    assert [link["text"] for link in raw.links] == ["Quba"]
