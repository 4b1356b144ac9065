"""What in an address alone tells an article: a number, a headline in hyphens, a day with something behind it."""

import re

from newscrawler.discovery.wording import LISTS

ENDING = re.compile(r"\.(?:html?|php|aspx?|shtml)$|/amp$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}")
_ID = re.compile(r"\d{4,}")  # `/news/95513/yol-acildi`
DATE = re.compile(r"(?:19|20)\d\d(?:(?:[-/._]\d{1,2}){0,2}|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)")


def is_telling(path: str) -> bool:
    """Does the path end in what only an article has? A bare date is a listing's.

    >>> [is_telling(path) for path in ("/news/95513/yol-acildi", "/olke/yol-bu-gun-acildi", "/2025/12/15/korpu")]
    [True, True, True]
    >>> [is_telling(path) for path in ("/cat/95513/olke", "/2025/12/15", "/olke/idman")]
    [False, False, False]
    """
    last = path.rpartition("/")[2]
    dated = re.search(rf"/{DATE.pattern}(?=/)", path)
    if DATE.fullmatch(last) and len(last) != 6:  # six digits are a number as well
        return False
    words = [word for word in re.split(r"[-_]", last) if word]
    above, _, before = path.rpartition("/")[0].rpartition("/")
    is_below_id = _ID.fullmatch(before) and not DATE.fullmatch(before) and not LISTS.fullmatch(above.rpartition("/")[2])
    if is_below_id and re.search(r"[^\W\d_]", last):
        return True
    return bool(_NUMBER.search(last)) or len(words) > 2 or (dated is not None and re.search(r"[a-z]", last) is not None)
