"""What turns to its reader instead of telling the news: `follow us`, and the links to other news inside a text."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newscrawler.az.casing import fold
from newscrawler.reading.sharing import only_shares
from newscrawler.reading.words import words
from newscrawler.tree import Element

_LONGEST: Final = 300
_LABEL: Final = 60
"""Characters up to which a line can be a label."""
_EDGES: Final = " .!?…:;>→«»-–—|"
_AROUND: Final = f"{_EDGES}\n\r\t\xa0"
_LINES: Final = frozenset("p div li h2 h3 h4 h5 h6 blockquote section aside td".split())
_EMBEDDED: Final = re.compile(r"pic\.twitter\.com/|^[–—] .{1,80}\(@\w+\)")  # as every site embeds a tweet
_CHANNEL: Final = re.compile(
    fold(
        r"telegram|телеграм|whatsapp|facebook|instagram|youtube|tiktok|twitter|t\.me/|"
        r"kanalımız|səhifəmiz|наш канал|наша страница|newsletter"
    )
)
_APPEAL: Final = re.compile(  # to the reader: in the imperative, which a report about others does not need
    fold(
        r"abunə ol(?:un(?:uz)?)?(?!\w)|izlə(?:yin(?:iz)?)?(?!\w)|qoşul(?:un(?:uz)?)?(?!\w)|paylaş(?:ın)?[^\w]*$|"
        r"bizə (?:[^\s]+ ){0,4}(?:yazın|zəng edin)|həmçinin (?:bax(?:ın)?|oxu(?:yun)?)(?!\w)|"
        r"подпи(?:шитесь|шись|сывайтесь|сывайся)|присоединяйтесь|следите за (?:нами|наш|новост|событ)|"
        r"(?:читайте|смотрите) (?:нас|также|наш|больше|ещ)|поделитесь|^поделиться[^\w]*$|пишите нам|"
        r"(?:^|[.!?:|] )(?:please )?(?:(?:subscribe|sign up|read also)(?!\w)|share$|share (?:this|us|our)(?!\w)|"
        r"(?:follow|join|find|like|visit|reach) (?:us|our)(?!\w)|follow [\w.]+ on(?!\w))|"
        r"(?:follow|join|find|like|visit|reach) us (?:on|at)(?!\w)|(?:subscribe|sign up) (?:for|to) our|click here|"
        r"https?://(?:www\.)?(?:twitter|facebook|instagram|t)\."
    )
)
_RIGHTS: Final = re.compile(
    fold(
        r"bütün hüquqlar\w* (?:qorun|məxsus)|все права (?:защищ|принадл)|all rights reserved|^copyright (?:\d|©|\()|©|"
        r"istinad\w*(?: \w+)? (?:zəruri|mütləq|vacib|olunmalı|edilməli)|"
        r"ссылк\w+ (?:\w+ ){0,3}обязательн|при использовании материал"
    )
)
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+\.(?:az|com|org|net|info|ru|tv)/?")
_SPOKEN: Final = re.compile(  # somebody else asks: `…, – deyə nazir bildirib`, `… he said`
    r"[,!?.”»\"]\s*[–—-]\s*\w|\b(?:deyib|bildirib|söyləyib|vurğulayıb|qeyd edib|əlavə edib|çağırıb|müraciət edib"
    r"|сказал|заявил|отметил|добавил|подчеркнул|призвал|said|says|added|told|noted|urged|called)"
)
_READ_ALSO: Final = re.compile(
    fold(
        r"(?:həmçinin|bunu da|bunları da|bu xəbəri də|daha sonra) (?:oxu|bax)\w*|oxuyun|"
        r"(?:mövzu|mövzuya|mövzu ilə) (?:üzrə|aid|bağlı|əlaqəli)(?: xəbərlər| yazılar)?|"
        r"(?:əlaqəli|oxşar|digər) (?:xəbər|yazı|məqalə)(?:lər)?|əvvəlki xəbər(?:imiz)?|"
        r"(?:читайте|смотрите|см\.?)(?: также| ещ[её])|(?:ещ[её] )?по теме|похожие (?:новости|материалы|статьи)|"
        r"(?:read|see|you may) also(?: read| like)?|also read|read more|related(?: news| stories| articles?)?"
    )
)
_FIRST_WORDS: Final = frozenset(
    fold(
        "həmçinin bunu bunları bu daha oxuyun mövzu mövzuya əlaqəli oxşar digər əvvəlki"
        " читайте смотрите см еще ещё по похожие read see you also related"
    ).split()
)

_FIRST_LETTERS: Final = frozenset(letter for word in _FIRST_WORDS for letter in (word[0], word[0].upper())) | {"Ə", "ə"}


def is_appeal(text: str) -> bool:
    """Does a line at the end of a text ask its reader to follow, to subscribe, to share, or to name the source?

    So does one that is nothing but a site's name (`Kənd.az`), and an embedded tweet asks in its way.

    A report that names a channel is none: `Nazirlik bunu Telegram kanalında bildirib.`

    >>> is_appeal("Xəbərləri Telegram kanalımızdan izləyin"), is_appeal("Körpü dekabrda açılacaq.")
    (True, False)
    >>> is_appeal("Mətndən istifadə edərkən istinad mütləqdir."), is_appeal("Rəqəmlərə istinad edilib.")
    (True, False)
    >>> is_appeal("Follow us on Facebook."), is_appeal("More guests should visit our regions, the minister added.")
    (True, False)
    >>> is_appeal("Bizi Telegram-da izləyin, qoşulun!"), is_appeal("Layihəyə 12 kənd qoşulub, jurnala abunə olunub.")
    (True, False)
    >>> is_appeal("Поделиться"), is_appeal("Мастер решил поделиться опытом с молодыми.")
    (True, False)
    """
    if len(text) >= _LONGEST or _SPOKEN.search(text):
        return False
    folded = fold(text)
    if _SITE.fullmatch(folded.strip(_EDGES)) or _EMBEDDED.search(text):
        return True
    if _APPEAL.search(folded) or _RIGHTS.search(folded):
        return True
    is_label = len(text) <= _LABEL and text[-1:] not in tuple('.!?…”»"')
    return is_label and _CHANNEL.search(folded) is not None


def asides(bodies: Iterable[Element]) -> Iterator[Element]:
    """The elements of a text that only lead to other news, `Həmçinin oxuyun: <a>…</a>` or that label above links; and
    those that are nothing but links to share the page or to what it is filed under."""
    found: set[Element] = set()
    for body in bodies:
        for line in _linking(body):
            if only_shares(line) or (_opens_label(line) and _is_read_also(_label_of(line))):
                found.add(line)
            elif not _begins(line) and (above := _above(line, body)) is not None:
                is_led = (above in found or _is_label(above)) and not _label_of(line)
                found.update((line, above) if is_led else ())
    yield from found


def _linking(body: Element) -> Iterable[Element]:
    """The lines of a body that hold links."""
    lines: dict[Element, None] = {}
    for link in body.iterdescendants("a"):
        up = link.getparent()
        while up is not None and up is not body and up.tag not in _LINES:
            up = up.getparent()
        if up is not None and up is not body:
            lines[up] = None
    return lines


def _opens_label(node: Element) -> bool:
    """Is the first word that it says one with which a label begins? A glance, for most lines hold none."""
    told = _begins(node) or (_begins(node[0]) if len(node) else "")
    told = told or next((text for one in node.itertext() if (text := str(one).strip(_AROUND))), "")
    return told[:1] in _FIRST_LETTERS and fold(told.split(maxsplit=1)[0].rstrip(_EDGES)) in _FIRST_WORDS


def _begins(line: Element) -> str:
    """What stands in a line before its first link or other element."""
    return text.strip(_AROUND) if (text := line.text) else ""


def _label_of(line: Element) -> str:
    """What a line says beside its links; where it is one link, what that says before a colon."""
    told, linked = words(line), [words(link) for link in line.iter("a")]
    if len(linked) == 1 and told == linked[0]:
        label, colon, _ = told.partition(":")
        return label if colon and _is_read_also(label) else ""
    for text in linked:
        told = told.replace(text, "", 1)
    return told.strip(_EDGES + ",")


def _above(line: Element, body: Element) -> Element | None:
    """The element before `line`, or before the list that it begins."""
    node: Element | None = line
    while node is not None and node is not body:
        if (above := next(node.itersiblings("*", preceding=True), None)) is not None:
            return above
        node = node.getparent()
    return None


def _is_label(node: Element) -> bool:
    return next(node.iter("a"), None) is None and _opens_label(node) and _is_read_also(words(node))


def _is_read_also(text: str) -> bool:
    return len(text) <= _LABEL and _READ_ALSO.fullmatch(fold(text).strip(_EDGES)) is not None
