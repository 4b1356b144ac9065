"""Links that lead nowhere new: to share a page, to print it, to another place on it; and lines of nothing but such."""

import re
from typing import Final

from newscrawler.az.casing import fold
from newscrawler.reading.words import words
from newscrawler.tree import Element

_SHARE: Final = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share\.php|dialog/(?:share|feed|send))|(?:twitter|x)\.com/(?:intent/|share(?:[/?]|$))"
    r"|(?:t|telegram)\.me/share|wa\.me/?\?text|whatsapp\.com/send|linkedin\.com/(?:sharearticle|sharing|cws)"
    r"|pinterest\.\w+/pin/create|(?:vk\.com|vkontakte\.ru|mail\.ru|plus\.google\.com|tumblr\.com|line\.me/R)/[^?]*share"
    r"|ok\.ru/(?:dk\?st\.cmd=addShare|offer)|reddit\.com/submit|getpocket\.com/(?:save|edit)|addtoany\.com/|addthis\.com/"
    r"|flipboard\.com/bookmarklet)"
    r"|^(?:whatsapp|viber|tg|fb-messenger|sms|skype):|[?&](?:share|print|replytocom)=|^mailto:\?",
    re.IGNORECASE,
)
_ABOUT: Final = frozenset(("tag", "author", "category"))
"""Relations of links that say what the article is filed under."""
_LABEL: Final = 40
_LABELS: Final = re.compile(
    fold(
        r"(?:bu )?(?:xəbəri? |yazını |məqaləni )?(?:sosial şəbəkələrdə )?paylaş\w*|teq(?:lər)?|etiket(?:lər)?|"
        r"açar söz(?:lər)?|müəllif|bölmə|kateqoriya|(?:поделиться|поделитесь)(?: .{1,20})?|теги?|метки|"
        r"ключевые слова|автор|рубрика|"
        r"share(?: this| on)?(?: .{1,12})?|tags?|tagged(?: with)?|keywords|filed (?:under|to)|author|by"
    )
)
_EDGES: Final = " .!?…:;>→«»-–—|,•·/#\xa0"


def is_share(href: str) -> bool:
    """Does a link offer to share or print the page that it stands on, or to answer a comment?

    >>> is_share("https://www.facebook.com/sharer.php?u=x"), is_share("https://www.facebook.com/nazirlik/posts/1")
    (True, False)
    """
    # a glance first, for of a page's links most are none
    return ("?" in href or "share" in href or "/intent" in href) and _SHARE.search(href) is not None


def place_of(url: str) -> str:
    """An address without scheme, `www.` and fragment: what two links to one page share.

    >>> place_of("https://www.numune.az/xeber/1/#rey") == place_of("http://numune.az/xeber/1")
    True
    """
    path, mark, query = url.partition("#")[0].partition("://")[2].removeprefix("www.").partition("?")
    return path.rstrip("/") + mark + query


def host_of(url: str) -> str:
    """The host of an address without `www.`; empty for a relative one."""
    return place_of(url).partition("/")[0]


def only_shares(line: Element) -> bool:
    """Is a line that holds links nothing but such to share the page, or to what it is filed under, and their label?"""
    links = [*line.iter("a")]
    if not all(map(_is_no_news, links)):
        return False
    rest = words(line)
    for text in map(words, links):
        rest = rest.replace(text, "", 1)
    rest = rest.strip(_EDGES)
    return not rest or (len(rest) <= _LABEL and _LABELS.fullmatch(fold(rest).strip(_EDGES)) is not None)


def _is_no_news(link: Element) -> bool:
    if is_share(link.get("href", "")):
        return True
    relation = link.get("rel")
    return relation is not None and not _ABOUT.isdisjoint(relation.split())
