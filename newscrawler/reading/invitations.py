"""Invitations to subscribe, pay or log in where the rest of an article should be: Azerbaijani, Russian, English."""

import re
from typing import Final

from newscrawler.az.casing import fold

_LONGEST: Final = 300
_STEMS: Final = (
    *("abun", "ödən", "prem", "платн", "войд", "войт", "регистр", "авториз"),
    *("subscri", "log in", "login", "regist", "account", "member"),
)
_MAYBE: Final = {
    "l olun": re.compile(r"daxi\u0307?l olun\b"),
    "ş ed": re.compile(r"gi\u0307?ri\u0307?ş ed"),
    "yyatdan": re.compile(r"qeydi\u0307?yyatdan"),
    "подпи": re.compile(r"подпи(?:ш|с(?:к|чик|а[нт]|ыва[йт]))"),
    "sign": re.compile(r"sign ?(?:in|up)\b"),
    "paid": re.compile(r"paid\b"),
}
"""One of these is in every invitation in small letters, of which a capital İ makes two."""

_SENTENCES: Final = re.compile(r"(?<=[.!?…:])\s+|\s+[-–—|]\s+")
_EDGES: Final = " .!?…:;\"'«»“”()[]*→>"
_ELSEWHERE: Final = re.compile(
    fold(
        r"telegram|телеграм|whatsapp|viber|youtube|ютуб|instagram|facebook|tiktok|twitter|newsletter|mailing|kanal|канал|"
        r"рассылк|bülleten|bildiriş|уведомлени|e-?mail|e-?poçt|podcast|подкаст|соцсет|sosial|social|səhifəmiz|rss\b"
    )
)

_WHAT_AZ = r"(?:xəbər|məqalə|material|yazı|mətn|analiz|məzmun)\w*"
_REST_AZ = r"(?:davamı\w*|hamısı\w*|tam\w*(?: (?:mətn|versiya)\w*)?|qalan\w*)"
_READ_AZ = rf"(?:(?:bu )?{_WHAT_AZ} )*(?:{_REST_AZ} )*(?:oxumaq|görmək|açmaq|əldə etmək)"
_JOIN_AZ = (
    r"(?:\w+ ){0,2}(?:abunə ol\w*|abunəlik \w+|abunəçi ol\w*|daxil olun|giriş edin|qeydiyyatdan keç\w+|ödəniş edin)"
)
_FOR_AZ = r"(?:yalnız |ancaq )?(?:saytın |premium |ödənişli )?abunəçilər(?:imiz|in)?"
_WHAT_RU = (
    r"(?:(?:этот|данный|полный|весь|эта|полная) )?"
    r"(?:материал|текст|стать|новост|верси|контент|продолжение)\w*(?: статьи| материала| новости| текста)?"
)
_OPEN_RU = r"(?:доступ|открыт|предназначен)\w*"
_JOIN_RU = r"(?:\w+ ){0,2}(?:подпи[шс]\w+|оформ\w+ (?:\w+ )?подписку|войдите|войти|зарегистрир\w+|авториз\w+)"
_READ_RU = r"(?:читать|прочитать|прочесть|дочитать|продолжить|увидеть|получить доступ)"
_WHAT_EN = r"(?:(?:this|the|full|rest of (?:this|the)) )*(?:article|story|content|post|text|item|report|page|news)"
_JOIN_EN = (
    r"(?:please )?(?:subscribe|log ?in|sign ?in|sign up|register|become a (?:member|subscriber)|"
    r"create an? (?:free )?account|buy a subscription)"
)
_THEM_EN = r"(?:our |paid |paying |premium )*(?:subscribers|members)(?: only)?"
_ON_EN = r"(?:continue|keep|read|unlock|finish)"

_INVITATION: Final = re.compile(
    fold(
        "|".join(
            line.strip()
            for line in rf"""
                {_WHAT_AZ} (?:{_REST_AZ} )?(?:ilə )?(?:tam )?tanış olmaq üçün {_JOIN_AZ}(?: .{{1,60}})?
                (?:bu )?{_WHAT_AZ} yalnız abunəçilərə (?:açıqdır|əlçatandır)|abunə olun və davamını oxuyun
                artıq abunəçisiniz\? .{{3,20}}|уже (?:подписаны|оформили подписку)\? .{{3,20}}
                already a (?:subscriber|member)\? .{{3,20}}
                {_READ_AZ}\w* üçün {_JOIN_AZ}(?: .{{1,60}})?
                {_JOIN_AZ}(?: və)? {_READ_AZ}.{{0,60}}
                (?:(?:bu )?{_WHAT_AZ} |{_REST_AZ} )*{_FOR_AZ} üçün(?:dür)?(?: .{{0,40}})?
                (?:bu )?{_WHAT_AZ} (?:ödənişlidir|abunəlik tələb edir|abunəlik əsasında\w*(?: .{{1,30}})?)
                abunəlik tələb olunur|(?:{_REST_AZ} )?(?:bu )?(?:ödənişli|premium) {_WHAT_AZ}
                (?:{_WHAT_RU} )?(?:(?:{_OPEN_RU}|только|для|наших|платных) )+подписчик(?:ам|ов)(?: сайта)?
                (?:читать|дочитать|прочитать) (?:\w+ )?могут только (?:наши )?подписчики
                (?:{_WHAT_RU} )?(?:(?:{_OPEN_RU}|только) )+(?:по|после оформления) (?:платной )?подписк[еи]
                (?:чтобы|для того чтобы) (?:\w+ )?{_READ_RU}[\w ]*,? {_JOIN_RU}(?: .{{1,60}})?
                (?:для|для полного) (?:чтения|продолжения|просмотра|доступа)[\w ]*,? {_JOIN_RU}(?: .{{1,60}})?
                {_JOIN_RU},? чтобы {_READ_RU}.{{0,60}}|(?:это )?платн\w+ (?:материал|контент|статья)
                (?:{_WHAT_EN} (?:is )?)?(?:(?:full|only|access|available|exclusive(?:ly)?|open) )*(?:to|for) {_THEM_EN}
                (?:subscriber|member)s?(?:-| )only(?: {_WHAT_EN})?|(?:this is )?(?:a )?(?:premium|paid) {_WHAT_EN}
                (?:you (?:need to|must) be a|only(?: paid)?) (?:subscribers?|members?)(?: can| to) read .{{3,40}}
                {_ON_EN} (?:\w+ ){{0,3}}with a subscription|.{{0,30}}available (?:on|by|with a) subscription
                {_JOIN_EN}(?: or [\w ]{{4,20}}| now| today)? to {_ON_EN}\b(?: .{{0,60}})?
                to {_ON_EN}[\w ]*,? {_JOIN_EN}(?: .{{0,60}})?|(?:a )?subscription (?:is )?required(?: .{{0,40}})?
            """.splitlines()
            if line.strip()
        )
    )
)


def may_invite(text: str) -> bool:
    """Is there a word in `text`, be it a whole page's, without which nobody is invited?"""
    small = text.lower()
    return any(map(small.__contains__, _STEMS)) or any(
        stem in small and word.search(small) for stem, word in _MAYBE.items()
    )


def is_invitation(text: str) -> bool:
    """Does a line, or a sentence of it, offer the rest of an article for a subscription or a login?

    >>> is_invitation("Xəbərin davamını oxumaq üçün abunə olun."), is_invitation("Telegram kanalımıza abunə olun!")
    (True, False)
    """
    if len(text) > _LONGEST or not may_invite(text):
        return False
    folded = [fold(one.strip(_EDGES)) for one in (text, *_SENTENCES.split(text))]
    return any(_INVITATION.fullmatch(one) and not _ELSEWHERE.search(one) for one in folded)
