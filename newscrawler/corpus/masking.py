"""E-mail addresses and telephone numbers out of the words of a record, on request; everything else stays as it is.

A mask is `[email]` or `[phone]`. The record's `content_sha256` stays that of the text as it was published, so that
releases with and without masks can be matched; a record in which anything was masked has the flag `masked`.

Numbers of Azerbaijan are known by their form (0 and two digits of a network or an area, then seven; from abroad +994),
those of other countries by their `+`, the old ones of Russia by their 8. Seven digits alone count where a word before
them says what they are. Short numbers (102, 112) are nobody's own and stay; so do dates, sums, scores, accounts.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from newscrawler.archive.model import JSON
from newscrawler.errors import ArgumentError

KINDS = ("email", "phone")
"""What can be masked."""

FLAG = "masked"

_GAP = r"[ .\-\u00a0\u2009-\u2014\u202f\u2212]"  # what stands between the groups of a number: spaces, dots, dashes
_GAPS = r"[ .()\-\u00a0\u2009-\u2014\u202f\u2212]{0,3}"
_SEVEN = rf"(?:\d{{3}}{_GAP}?\d\d{_GAP}?\d\d|\d{{3}}{_GAP}?\d{{4}}|\d\d{_GAP}\d\d{_GAP}\d{{3}})(?!\d)"
_LOCAL = r"\d{3}[-\u2010-\u2014]\d\d[-\u2010-\u2014]\d\d(?!\d)"
_AREA = r"(?:1[028]|2\d|36|[4-9]\d)"
_NUMBERS = (
    rf"\(?(?:\+|00)994(?:{_GAPS}0)?(?:{_GAPS}\d){{9}}(?!\d)",
    rf"\(?994{_GAPS}0?{_AREA}{_GAPS}{_SEVEN}",
    rf"(?:\(0 ?{_AREA}\)|\(?0{_AREA}|0 ?\({_AREA}\)){_GAPS}{_SEVEN}",
    rf"\(?\+(?!994)[1-9](?:{_GAPS}\d){{9,14}}(?!\d)",
    rf"8{_GAP}?\(?[3489]\d\d\)?{_GAP}{{0,2}}\d{{3}}{_GAP}\d\d{_GAP}\d\d(?!\d)",
)
_MORE = rf"(?:/\d\d(?!\d)|\s?[,;/]\s?{_LOCAL})*"  # 498-12-34/35, 498-12-36
# not inside a word, a URL or a longer number; a tax number looks like one of a telephone
_PHONE = re.compile(
    rf"(?<![\w=#%&+-])(?<!\d\.)(?<!^\d,)(?<!\D\d,)(?<!\D/)(?<!VÖEN )(?<!VÖEN: )(?:{'|'.join(_NUMBERS)}){_MORE}"
)
_SAID = re.compile(
    rf"(?P<word>\b(?:tel|mob|faks|fax|əlaqə|nömrə|whatsapp|тел|факс|номер)\w*\W{{1,4}}){_LOCAL}{_MORE}", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\+\d{1,3}(?:[ .\u00a0\u202f]\d{3})+")
_EMAIL = re.compile(
    r"(?<![\w.+%@-])[\w.+%-]*\w(?:@|\s?[\[(](?:at|et)[\])]\s?)(?:\w[\w-]*\.)+[^\W\d_]{2,}(?![\w@])", re.IGNORECASE
)
_CALL = re.compile(r"((?:tel|callto|sms|whatsapp|viber):|https?://wa\.me/)[^?#]+", re.IGNORECASE)


def check_kinds(names: Collection[str]) -> frozenset[str]:
    """The kinds of those names; raises `ArgumentError` for one that there is not."""
    if unknown := sorted(set(names) - set(KINDS)):
        raise ArgumentError(f"--mask {unknown[0]!r}: there are {', '.join(KINDS)}")
    return frozenset(names)


def mask(record: JSON, kinds: Collection[str]) -> JSON:
    """The record with the `kinds` of `KINDS` masked wherever people wrote words; the same object when there were none.

    Masked are `title`, `lead`, `text`, `section`, `tags`, `authors`, captions, and the links' words and addresses.
    """
    kinds = check_kinds(kinds)

    def words(text: str | None) -> str | None:
        return text and mask_text(text, kinds)

    changes: Mapping[str, Any] = {
        **{key: words(record[key]) for key in ("title", "lead", "text", "section")},
        **{key: [words(one) for one in record[key]] for key in ("tags", "authors")},
        "images": [{**one, "caption": words(one["caption"])} for one in record["images"]],
        "links": [
            {**one, "url": _mask_address(one["url"], kinds), "text": words(one["text"])} for one in record["links"]
        ],
    }
    if all(record[key] == value for key, value in changes.items()):
        return record
    return {**record, **changes, "flags": [*(one for one in record["flags"] if one != FLAG), FLAG]}


def mask_text(text: str, kinds: Collection[str] = KINDS) -> str:
    """The text with its addresses and numbers masked.

    >>> mask_text("Əlaqə: (012) 498-12-34, 050 123 45 67, info@site.az. 2025-12-15, 102, 1 050 000 manat")
    'Əlaqə: [phone], [phone], [email]. 2025-12-15, 102, 1 050 000 manat'
    """
    if "email" in kinds and ("@" in text or "[" in text or "(" in text):
        text = _EMAIL.sub("[email]", text)
    if "phone" in kinds:
        text = _SAID.sub(r"\g<word>[phone]", _PHONE.sub(_number, text))
    return text


def _number(match: re.Match[str]) -> str:
    """Its mask; a sum in groups of three stays, and so does a bracket that was opened before the number."""
    found = match[0]
    if _THOUSANDS.fullmatch(found.lstrip("(")) and "+994" not in found:
        return found
    return f"{'(' if found.count('(') > found.count(')') else ''}[phone]"


def _mask_address(url: str, kinds: Collection[str]) -> str:
    """The address of a link: one that writes or calls says whom."""
    if "email" in kinds and url.lower().startswith("mailto:"):
        return "mailto:[email]"
    return _CALL.sub(r"\g<1>[phone]", url) if "phone" in kinds else url
