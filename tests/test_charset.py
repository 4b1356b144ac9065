"""From bytes to text: what the bytes say goes before what a header or a meta tag claims."""

import pytest

from newscrawler.az.charset import decode

AZ = "Əliyev güllə ilə çıxış edib, İğdır və Şuşa haqqında danışıb. "
TR = "Çocuklar gülüşüyor, İğdır ve Şuşa güzel şehirler. "
RU = "Президент принял делегацию, сообщает агентство. "


@pytest.mark.parametrize(
    ("body", "header", "text", "encoding"),
    [
        (AZ.encode(), None, AZ, "utf-8"),
        (AZ.encode(), "iso-8859-1", AZ, "utf-8"),
        (AZ.encode(), "windows-1251", AZ, "utf-8"),
        (f'<meta charset="windows-1251">{AZ}'.encode(), None, f'<meta charset="windows-1251">{AZ}', "utf-8"),
        (b"\xef\xbb\xbf" + AZ.encode(), "latin-1", AZ, "utf-8"),
        (AZ.encode(), "utf8mb4", AZ, "utf-8"),
        (TR.encode("cp1254"), "utf-8", TR, "cp1254"),
        (TR.encode("cp1254"), None, TR, "cp1254"),
        (TR.encode("cp1254"), "iso-8859-9", TR, "cp1254"),
        (RU.encode("cp1251"), None, RU, "cp1251"),
        (RU.encode("cp1251"), "windows-1251", RU, "cp1251"),
        (RU.encode("cp1251"), "iso-8859-1", RU, "cp1251"),
        (RU.encode("cp1251"), "iso-8859-9", RU, "cp1251"),
        (RU.encode("koi8-r"), "koi8-r", RU, "koi8-r"),
        (AZ.encode("utf-16"), None, AZ, "utf-16-le"),
        (b"plain ascii", "utf-8", "plain ascii", "utf-8"),
        (b"", None, "", "utf-8"),
    ],
)
def test_the_bytes_decide(body: bytes, header: str | None, text: str, encoding: str) -> None:
    assert decode(body, header) == (text, encoding)


def test_one_broken_character_does_not_cost_a_page_its_encoding() -> None:
    broken = (AZ * 20).encode()[:-3] + b"\xc9"
    text, encoding = decode(broken, "iso-8859-1")
    assert encoding == "utf-8"
    assert text.startswith(AZ)
