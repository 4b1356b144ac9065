"""Lines that are no text by their words: labels to press, invitations, stamps."""

import re
from typing import Final

from newscrawler.az.casing import fold
from newscrawler.reading.generic.dates import stated

PARAGRAPH: Final = 80
"""Characters from which a line is a paragraph rather than a label."""
LABEL: Final = 60
"""Characters up to which a line can be a label."""
_BARE_DATE: Final = 16
_LONGEST_INVITATION: Final = 300
_EDGES: Final = " .!?…:;>→«»-–—|"
_BUTTON: Final = re.compile(  # folded: a capital `W` would not survive it
    fold(
        r"(?:video |mobil )?reklam\w*(?: \w+){0,3}|inpage|yüklənir|paylaş\w*|çap(?: et| versiyası)?|"
        r"şərh(?:lər| yaz\w*)?|həmçinin bax|(?:oxunma|oxunub|baxış|baxılıb)\w*(?: sayı)?[^\w]*[\d ]*|"
        r"(?:на правах )?реклам\w*|загрузка|поделиться|печать|комментар\w+|читайте также|просмотр\w*[^\w]*[\d ]*|"
        r"advertisement|sponsored(?: content)?|loading|share(?: this)?|print|(?:leave a )?comments?|read also|"
        r"views?[^\w]*[\d ]*|[\d:]+ ?/ ?[\d:]+|(?:\d{1,2} ?(?:punto|px|pt)[^\w]*)+"
    )
)
_INVITATION: Final = re.compile(
    fold(
        r"abunə ol|izləyin|kanalımız|bütün hüquqlar|istinad\w*(?: \w+)? (?:zəruri|mütləq|vacib|olunmalı|edilməli)|"
        r"paylaş|подпи[сш]|читайте (?:нас|также)|все права|ссылк\w+ (?:\w+ ){0,3}обязательн|при использовании материал|"
        r"поделиться|subscribe|newsletter|follow \w+|"
        r"sign up|click here|all rights reserved|copyright|©|telegram|whatsapp|facebook|instagram|youtube|twitter"
    )
)


def is_button(text: str) -> bool:
    """Is a line a label of something to press, to watch or to buy, and nothing else?

    >>> is_button("Reklam burada ola bilər"), is_button("Paylaş:"), is_button("Reklam bazarı böyüyür, qiymətlər artır.")
    (True, True, False)
    """
    return len(text) <= LABEL and _BUTTON.fullmatch(fold(text).strip(_EDGES)) is not None


def is_invitation(text: str) -> bool:
    """Does a line at the end of a text ask to follow, to subscribe, to share, or to name the source?

    >>> is_invitation("Xəbərləri Telegram kanalımızdan izləyin"), is_invitation("Körpü dekabrda açılacaq.")
    (True, False)
    >>> is_invitation("Mətndən istifadə edərkən istinad mütləqdir."), is_invitation("Rəqəmlərə istinad edilib.")
    (True, False)
    """
    return len(text) < _LONGEST_INVITATION and _INVITATION.search(fold(text)) is not None


def is_stamp(text: str) -> bool:
    """Is a short line a date, or a label and a date?

    >>> is_stamp("Tarix: 15 dekabr 2025, 15:17"), is_stamp("2025-ci ildə 300 kitab alınıb.")
    (True, False)
    >>> is_stamp("24 iyun, Gəncə şəhər meydanı")
    False
    """
    if len(text) > LABEL or not any(letter.isdigit() for letter in text) or (date := stated(text)) is None:
        return False
    return len(text) <= _BARE_DATE or "year_inferred" not in date.flags  # `Bakı, 1 dekabr, AZƏRTAC` is text
