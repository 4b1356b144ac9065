"""Masks: every number and address that people write is found, and nothing that only looks like one."""

import pytest

from newscrawler.corpus.masking import mask_text

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
