"""The junk and the traps that the facts name, agencies first: each is really there, and only where it should be."""

import re

from tests.newsroom_sites import BROWSER, ask, content, links, page, room_of, some, texts, tree


def test_apa_has_negative_ids_and_takes_any_section_for_an_article() -> None:
    negative = [story for story in room_of("apa").stories if re.search(r"/-\d+$", story.url)]
    assert negative
    assert {story.key.rpartition("/")[2][0] for story in negative} == {"-"}
    moved = next(story for story in room_of("apa").stories if story.listed != story.url)
    assert ask(room_of("apa"), moved.listed).status == ask(room_of("apa"), moved.url).status == 200
    assert page("apa", moved).cssselect("link[rel=canonical]")[0].get("href") == moved.url


def test_apa_prints_the_section_as_h1_the_time_before_the_day_and_junk_within_the_body() -> None:
    story = some("apa", "banner", "links", language="az")
    found = page("apa", story)
    assert (texts(found, "h1"), texts(found, "h2.title_news")) == ([story.section], [story.title])
    assert len(found.cssselect(".texts .rek_banner, .texts .links_block")) == 2
    card = tree(room_of("apa"), "https://apa.az/all-news").cssselect("a.news-item .date span")
    assert [re.sub(r"\d", "9", node.text) for node in card[:2]] == ["99:99", "99 dekabr 9999"]
    tags = {node.tag for node in page("apa", some("apa", "mixed")).cssselect(".texts > *")}
    assert tags > {"p"}


def test_apa_beyond_the_end_shows_the_first_page_and_redirects_the_old_edition() -> None:
    room = room_of("apa")
    shown = [links(content(ask(room, f"https://apa.az/archive?page={n}")), "https://apa.az") for n in (1, 2, 99)]
    cards = [[url for url in page if re.search(r"-\d+$", url)] for page in shown]
    assert cards[2] == cards[0] != cards[1]
    story = some("apa", "article", language="az")
    assert ask(room, story.url.replace("apa.az/", "apa.az/az/")).header("Location") == story.url
    assert b"<rss" not in ask(room, "https://apa.az/en/rss").body


def test_azertag_answers_only_a_browser() -> None:
    room = room_of("azertag")
    assert room.respond("GET", "azertag.az", "/rss", {"User-Agent": "python-requests/2"}).status == 400
    assert room.respond("GET", "azertag.az", "/rss", {}).status == 400
    assert room.respond("GET", "azertag.az", "/rss", BROWSER).status == 200


def test_azertag_begins_with_a_dateline_and_feeds_have_no_guid() -> None:
    story = some("azertag", language="az")
    assert re.fullmatch(r"Bakı, \d+ [a-z]+, AZƏRTAC", story.paragraphs[0])
    assert texts(page("azertag", story), ".news-body p")[0] == story.paragraphs[0]
    feed = ask(room_of("azertag"), "https://azertag.az/ru/rss").body.decode()
    assert "<item>" in feed
    assert not re.search("<guid|<description|<category", feed)
    assert {
        node.tag for s in ("first-heading",) for node in page("azertag", some("azertag", s)).cssselect(".entry-title")
    } == {"h1"}
    assert any("quot_" in one.url for one in room_of("azertag").stories)


def test_azertags_mirror_knows_the_number_only_and_hides_what_it_has_not() -> None:
    story = some("azertag", language="az")
    found = tree(room_of("azertag"), f"https://special.azertag.az/az/xeber/{story.short_id}")
    assert texts(found, ".news-view-title p") == [story.title]
    assert texts(found, ".news-view-date") == [f"{story.published:%Y-%m-%d %H:%M:%S}"]
    lost = ask(room_of("azertag"), "https://special.azertag.az/az/xeber/77")
    assert (lost.status, "Xəta" in lost.body.decode()) == (200, True)


def test_oxu_counts_days_from_today_and_has_an_edition_on_a_host_of_its_own() -> None:
    cards = texts(tree(room_of("oxu"), "https://oxu.az/"), ".post-item-meta span")
    assert {raw.partition(" / ")[0] for raw in cards} & {"Bu gün", "Dünən"}
    russian = texts(tree(room_of("oxu"), "https://ru.oxu.az/"), ".post-item-meta span")
    assert any(raw.startswith(("Сегодня", "Вчера")) for raw in russian)
    later = texts(tree(room_of("oxu"), "https://oxu.az/page/4"), ".post-item-meta span")
    assert any(re.fullmatch(r"\d+ (?:noy|dek), 2025 / \d\d:\d\d", raw) for raw in later), later
    assert some("oxu", language="ru").url.startswith("https://ru.oxu.az/")


def test_oxu_has_numbers_in_old_addresses_short_links_and_tails_of_digits() -> None:
    room, old = room_of("oxu"), some("oxu", "old")
    assert re.fullmatch(r"https://(?:ru\.)?oxu\.az/[a-z-]+/\d+", old.url)
    assert texts(page("oxu", old), ".news-inner h1") == [old.title]
    story = some("oxu", "article", language="az")
    assert ask(room, f"https://oxu.az/{story.short_id}").header("Location") == story.url
    tails = [one for one in room.stories if one.url.endswith(f"-{one.published:%m%d%H%M}")]
    assert tails
    assert ask(room, "https://oxu.az/rss").status == 403
    cursor = tree(room, "https://oxu.az/").cssselect(".loadContainer")[0].get("data-url")
    stamp = tree(room, "https://oxu.az/").cssselect("[data-timestamp]")[-1].get("data-timestamp")
    more = tree(room, f"https://oxu.az{cursor}?date={stamp.replace(' ', '%20')}&oldest=1")
    assert all(node.get("data-timestamp") < stamp for node in more.cssselect("[data-timestamp]"))


def test_trend_prints_no_year_in_azerbaijani_and_one_in_english() -> None:
    az = texts(page("trend", some("trend", "article", language="az", kind="text")), ".date-time")[0]
    assert re.fullmatch(r"\d+ \w+ \d\d:\d\d \(UTC\+04\)", az)
    english = texts(page("trend", some("trend", "article", language="en", kind="text")), ".meta .date-time")[0]
    assert re.fullmatch(r"\d+ \w+ \d{4} \d\d:\d\d \(UTC \+04:00\)", english)


def test_trend_locks_some_articles_and_signs_in_the_dateline() -> None:
    room = room_of("trend")
    paid = some("trend", "paid")
    assert not paid.held
    assert paid.shown
    assert page("trend", paid).cssselect(".paid-content-locked")
    assert not page("trend", paid).cssselect(".article-content")
    story = some("trend", "article", language="az", kind="text")
    assert story.paragraphs[0].startswith(f"Bakı. {story.authors[0]} - Trend: ")
    assert page("trend", story).cssselect(".image-wrapper img")[0].get("src").startswith("/")
    assert ask(room, "https://www.trend.az/rss/").body == ask(room, "https://trend.az/rss/").body
    assert some("trend", "old").url.endswith(".html")
