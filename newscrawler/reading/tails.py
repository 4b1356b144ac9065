"""Labels that a site hangs on its headlines: ` - VİDEO`, ` (foto)`, ` + Fotolar`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_LABEL: Final = r"[^\W\d_]+"
# behind a dash or a bracket in any letters, also one of several (`Video + Fotolar`), or bare in capitals
_TAIL: Final = r"(?:(?i:[\s(]*[-–—(]\s*(?:{1}\s*[+,/]\s*)*{0}(?:\s*[+,/]\s*{1})*\)?)|\s{0})$"
_MARK: Final = re.compile("[-–—(]")


def flags_of(headline: str, tails: Mapping[str, str]) -> list[str]:
    """The flags of the labels that stand at the end of a headline.

    >>> flags_of("Gəmi limana gəldi - video + fotolar", {"VIDEO": "video", "FOTOLAR": "photo"})
    ['video', 'photo']
    """
    if not _MARK.search(headline) and not headline.endswith((*tails,)):
        return []  # as most are
    return [flag for tail, flag in tails.items() if _pattern(tail).search(headline)]


@lru_cache(maxsize=256)
def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(_TAIL.format(label, _LABEL))
