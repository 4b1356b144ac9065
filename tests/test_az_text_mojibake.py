"""UTF-8 that was read in another encoding, whatever the encoding and however often."""

import pytest

from newscrawler.az import normalise_text
from newscrawler.az.screening import is_clean

LINES = [
    "Ölkəmizin cənubunda yağıntı gözlənilir, külək güclənəcək",
    "“İstiqlal” küçəsində yeni məktəb açılıb — müdir Əşrəf Çələbi",
    "ƏLAQƏ ÜÇÜN: ŞƏHƏR, İŞÇİ, AĞAC",
    "Ən",
    "Ağ",
    "üç",
    "Türkiye’de çalışma başladı",
]
RUSSIAN = "Город встретил гостей: праздник продлится «до утра»"
ENCODINGS = ["cp1251", "cp1252", "latin-1", "cp1254", "iso8859-9", "cp1250", "cp437", "mac-roman"]


def misread(text: str, encoding: str, lost: str | None = None) -> str:
    """UTF-8 read in `encoding`; a byte that it leaves free becomes a control character, or `lost`."""
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or (chr(byte) if lost is None else lost) for byte in text.encode()
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", [*LINES, RUSSIAN])
def test_a_misread_line_is_read_again(line: str, encoding: str) -> None:
    again = normalise_text(misread(line, encoding))
    assert again.text == line
    assert [fix.partition(":")[0] for fix in again.fixes] == ["mojibake"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", [*LINES[:3], RUSSIAN])
def test_a_line_misread_twice_is_read_again_twice(line: str, encoding: str) -> None:
    assert normalise_text(misread(misread(line, encoding), encoding)).text == line


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254"])
@pytest.mark.parametrize("lost", ["", "?", "\ufffd"])
def test_bytes_lost_on_the_way_are_supplied(encoding: str, lost: str) -> None:
    line = "Əhməd, Əli və Əsgər “Şuşa” küçəsində" if encoding == "cp1252" else "Əhməd və Əli Şəkidə, ŞUŞADA, DAĞDA"
    assert normalise_text(misread(line, encoding, lost)).text == line


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_paragraph_is_mended_beside_clean_ones(encoding: str) -> None:
    clean = "Təmiz abzas: ağ gül, “sitat” – №5 və «Нефть»"
    mended = normalise_text(f"{clean}\n{misread(LINES[0], encoding)}\n{clean}")
    assert mended.text == f"{clean}\n{LINES[0]}\n{clean}"


@pytest.mark.parametrize("encoding", ["cp1251", "cp1252", "cp1250", "mac-roman"])
def test_pieces_are_mended_within_a_clean_line(encoding: str) -> None:
    line = f"Şəhərdə {misread('məktəb və bağça', encoding)} açılıb"
    assert normalise_text(line).text == "Şəhərdə məktəb və bağça açılıb"


@pytest.mark.parametrize("word", ["базар", "Шеки", "ёлка", "ЖИЗНЬ", "РИА", "Şəki", "Öküz"])
@pytest.mark.parametrize("encoding", ["cp1251", "cp1252"])
def test_one_misread_word_of_a_russian_line_is_mended_and_the_honest_ones_stay(encoding: str, word: str) -> None:
    clean = "Открылся «{}»: группа «В», маршрут Г–Д"
    assert normalise_text(clean.format(misread(word, encoding))).text == clean.format(word)


@pytest.mark.parametrize(
    "text",
    [
        "РІС і СІРІ ВОВКИ",
        "РЎСЎ, СЁСЁ, СЈУ",
        "С–С, Р–С, ТАСС…",
        "ВРЁТ и СЁМГА",
        "блоки «Р»«С»",
        "№ Р№5",
        "“СССР”“РФ”",
    ],
)
def test_capitals_marks_and_quotes_of_living_alphabets_are_no_mojibake(text: str) -> None:
    assert normalise_text(f"в этом тексте {text} стоит").text == f"в этом тексте {text} стоит"


def test_what_is_left_of_a_no_break_space_goes() -> None:
    assert normalise_text("Qiymət 1 245Â manat,Â cəmi.Â").text == "Qiymət 1 245 manat, cəmi."
    assert normalise_text("Âli Məclis və Â hərfi, BÂ").text == "Âli Məclis və Â hərfi, BÂ"


@pytest.mark.parametrize(
    ("raw", "right"),
    {
        "Cumhurbaþkaný Türkiye’ye döndü": "Cumhurbaşkanı Türkiye’ye döndü",
        "yaðýþ": "yağış",
        "Ýlham müəllim": "İlham müəllim",
        "ÝÞÇÝ": "İŞÇİ",
        "ÝSTANBUL": "İSTANBUL",
        "TÜRKÝYE CUMHURÝYETÝ": "TÜRKİYE CUMHURİYETİ",
        "Türk dünyasýnýn yazarlarý": "Türk dünyasının yazarları",
        "Qýz vä oðlan baðda oynayýrdý, kuþlar uçurdu": "Qız vä oğlan bağda oynayırdı, kuşlar uçurdu",
    }.items(),
)
def test_windows_1254_read_as_1252_is_turned_back(raw: str, right: str) -> None:
    assert normalise_text(raw).text == right


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1254"])
@pytest.mark.parametrize("line", [RUSSIAN, "Ёлка, съезд: №5", "В Шеки и Гяндже сухо\nReport: hava necədir?"])
def test_windows_1251_read_as_a_latin_encoding_is_turned_back(line: str, encoding: str) -> None:
    again = normalise_text("".join(misread_byte(letter, encoding) for letter in line))
    assert again.text == line
    assert again.fixes == ("mojibake:cp1251",)


def misread_byte(letter: str, encoding: str) -> str:
    """One letter as its byte of windows-1251 shows in `encoding`; itself where it has none there."""
    return letter.encode("cp1251").decode(encoding) if letter != "ə" else letter


@pytest.mark.parametrize("text", ["üçü öldü, ölçüşü", "ÄÖÜ äöüß", "L’été à Évian: où êtes-vous?", "ÖÇŞ və ÜÇÜ"])
def test_accented_letters_of_latin_words_are_no_russian(text: str) -> None:
    assert normalise_text(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Guðni Þorsteinn",
        "Þýskaland og Ísland",
        "Nový Bor, Zlatý Potok, Starý Smokovec",
        "Prezident Guðmundsson ilə görüş: şəhər, ığdır",
        "ýurt ýaşaýşy, Türkmenistanyň paýtagty",
        "Türkmen ýurdunyň günortasy",
        "Für den Nový Bor und Köln",
        "The Icelandic writer Guðrún lives in Siglufjörður",
    ],
)
def test_the_letters_of_iceland_bohemia_and_turkmenistan_stay(text: str) -> None:
    assert normalise_text(text).text == text


@pytest.mark.parametrize("sign", "© ® ° • £ ¼ ¾ · × ― → ★ ☎ ₽ ₺ № − 😀 花 の 한 ع ა".split())
def test_a_sign_or_a_letter_of_a_far_script_is_clean_by_itself_and_misread_is_mended(sign: str) -> None:
    for text in (f"Bakıda {sign} 5", f"{sign}Bakı", f"1{sign}a", f"Цена {sign} 5"):
        assert is_clean(text), text
        assert normalise_text(f"{text}\xa0x").text == f"{text} x"
    assert is_clean("SÃO, Rhône, 5 ×")
    for name in ("cp1252", "latin-1", "cp1251"):
        once_misread = misread(f"və {sign} ə", name)
        assert not is_clean(once_misread)
        assert normalise_text(once_misread).text == f"və {sign} ə", name
