"""Masks: every number and address that people write is found, and nothing that only looks like one."""

import copy

import pytest

from newscrawler.archive.records import content_digest
from newscrawler.corpus.masking import KINDS, check_kinds, mask, mask_text
from newscrawler.errors import ArgumentError
from tests.archive_site import record

NUMBERS = (
    "+994 50 123 45 67",
    "+994501234567",
    "+994-50-123-45-67",
    "+994 (50) 123-45-67",
    "+994 (0)50 123 45 67",
    "(+994 12) 498-12-34",
    "(+99412) 498 12 34",
    "+994 12 4981234",
    "+994 501 234 567",
    "00994 55 123 45 67",
    "994 12 498-12-34",
    "(994 12) 498-12-34",
    "994501234567",
    "994-50-123-45-67",
    "(012) 498-12-34",
    "(012)498-12-34",
    "(012) 498 12 34",
    "(0 12) 498-12-34",
    "012 498-12-34",
    "012-498-12-34",
    "012 498 12 34",
    "012 498 1234",
    "012 4981234",
    "0124981234",
    "0 (12) 498-12-34",
    "050-123-45-67",
    "050 123 45 67",
    "050.123.45.67",
    "050–123–45–67",
    "050 123 45 67",  # with no-break spaces
    "050 12 34 567",
    "051 1234567",
    "055-1234567",
    "060 123 45 67",
    "070 123 45 67",
    "077 123 45 67",
    "099 123 45 67",
    "010 123 45 67",
    "018 642-12-34",
    "(022) 256-12-34",
    "(036) 545-12-34",
    "(012) 498-12-34, 498-12-36",
    "(012) 498-12-34/35",
    "+90 532 123 45 67",
    "+7 (495) 123-45-67",
    "+7 999 123-45-67",
    "+44 20 7946 0958",
    "+1 202-555-0143",
    "+380 44 123 45 67",
    "+995 32 212 34 56",
    "8 (495) 123-45-67",
    "8-800-555-35-35",
)
NO_NUMBERS = (
    "102",
    "112",
    "1-9-5",
    "15.12.2025",
    "2025-12-15",
    "15-12-2025",
    "2025-12-15T15:17:00+04:00",
    "15:17",
    "05.06.2014 saat 10:15-də",
    "1941-1945-ci illər",
    "2019–2023",
    "1 050 000 manat",
    "10 000 000 000 manat",
    "0,0501234567",
    "0.5012345678",
    "12.050 123 45 67 m",
    "1 234 567 890",
    "+1 234 567 890 manat artım",
    "+15 000 000",
    "+12...+15 dərəcə",
    "3:2, 1:0, 21-19, 25-23",
    "AZ21NABZ00000000137010001944",
    "AZ21 NABZ 0000 0000 1370 1000 1944",
    "4169 7388 1234 5678",
    "VÖEN 0501234567",
    "VÖEN: 0501234567",
    "VÖEN 1300036291",
    "ISBN 978-9952-28-123-4",
    "ISBN 0-306-40615-2",
    "123-VQ nömrəli Qanun",
    "1059-VIQD nömrəli Qanun",
    "№ 211 Fərman",
    "40.409264, 49.867092",
    "498-12-34",  # a score, an article of a law: no word says that it is a telephone's
    "https://site.az/news/0501234567",
    "https://site.az/?id=0501234567",
    "A0501234567",
    "05012345678901",
    "90-60-90",
    "192.168.10.15",
    "Boeing 737-800, 2+2, 50/50",
    "1 USD = 1,7000 AZN",
)
ADDRESSES = (
    "info@report.az",
    "Ali.Aliyev+press@mail.gov.az",
    "əli@site.az",
    "a_b-c@sub.domain.com",
    "info[at]site.az",
    "info (at) site.az",
    "INFO@SITE.AZ",
)
NO_ADDRESSES = ("@report_az", "https://medium.com/@user/story", "5@10", "a@b", "Əli @ Bakı", "user@")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("sentence", ["{}", "Zəng edin: {}.", "Tel.{}, sabah", "{}; yenə", "o ({}) dedi"])
def test_a_telephone_number_is_masked_whole(number: str, sentence: str) -> None:
    assert mask_text(sentence.format(number)) == sentence.format("[phone]")


@pytest.mark.parametrize("text", NO_NUMBERS)
@pytest.mark.parametrize("sentence", ["{}", "Bu, {} idi.", "({})"])
def test_what_only_looks_like_a_number_stays(text: str, sentence: str) -> None:
    assert mask_text(sentence.format(text)) == sentence.format(text)


@pytest.mark.parametrize("word", ["Tel:", "TEL.:", "Telefon", "Əlaqə:", "Faks –", "телефон", "WhatsApp:"])
def test_seven_digits_are_masked_where_a_word_says_what_they_are(word: str) -> None:
    assert mask_text(f"{word} 498-12-34.") == f"{word} [phone]."


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_masked_whole(address: str) -> None:
    assert mask_text(f"Yazın: {address}, {address}.") == "Yazın: [email], [email]."


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_looks_like_an_address_stays(text: str) -> None:
    assert mask_text(text) == text


def test_two_numbers_side_by_side_are_two_masks() -> None:
    assert mask_text("050 123 45 67 055 987 65 43") == "[phone] [phone]"
    assert mask_text("050-123-45-67/055-987-65-43") == "[phone]/[phone]"
    assert mask_text("050-123-45-67,055-987-65-43") == "[phone],[phone]"


def personal() -> dict[str, object]:
    return record(
        1,
        title="Zəng: 050-123-45-67",
        text="Yazın: a@b.az.\nTarix: 15.12.2025.",
        lead="Tel: 498-12-34",
        tags=["a@b.az", "Bakı"],
        authors=["Əli Əliyev, ali@b.az"],
        images=[
            {"url": "https://b.az/0501234567.jpg", "caption": "a@b.az"},
            {"url": "https://b.az/2.jpg", "caption": None},
        ],
        links=[
            {"url": "mailto:a@b.az", "text": "a@b.az"},
            {"url": "tel:+994501234567", "text": "zəng"},
            {"url": "https://wa.me/994501234567?text=salam", "text": "yaz"},
            {"url": "https://b.az/0501234567", "text": "burada"},
        ],
    )


def test_a_record_is_masked_in_all_its_words_and_nowhere_else() -> None:
    before = personal()
    kept = copy.deepcopy(before)
    masked = mask(before, KINDS)
    assert before == kept
    assert {key: value for key, value in masked.items() if value != before[key]} == {
        "title": "Zəng: [phone]",
        "text": "Yazın: [email].\nTarix: 15.12.2025.",
        "lead": "Tel: [phone]",
        "tags": ["[email]", "Bakı"],
        "authors": ["Əli Əliyev, [email]"],
        "images": [
            {"url": "https://b.az/0501234567.jpg", "caption": "[email]"},
            {"url": "https://b.az/2.jpg", "caption": None},
        ],
        "links": [
            {"url": "mailto:[email]", "text": "[email]"},
            {"url": "tel:[phone]", "text": "zəng"},
            {"url": "https://wa.me/[phone]?text=salam", "text": "yaz"},
            {"url": "https://b.az/0501234567", "text": "burada"},
        ],
        "flags": ["masked"],
    }
    assert list(masked) == list(before)
    assert masked["content_sha256"] == content_digest("Zəng: 050-123-45-67", "Yazın: a@b.az.\nTarix: 15.12.2025.")


def test_one_kind_leaves_the_other() -> None:
    assert mask(personal(), {"email"})["title"] == "Zəng: 050-123-45-67"
    assert mask(personal(), {"phone"})["text"] == "Yazın: a@b.az.\nTarix: 15.12.2025."


def test_a_record_without_any_is_the_same_and_has_no_flag() -> None:
    one = record(1)
    assert mask(one, KINDS) is one


def test_masking_twice_changes_nothing_more() -> None:
    once = mask(personal(), KINDS)
    assert mask(once, KINDS) == once


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(ArgumentError, match="--mask 'name': there are email, phone"):
        check_kinds(["email", "name"])
