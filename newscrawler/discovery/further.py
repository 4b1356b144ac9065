"""The further pages of a list that names none, because a script loads them: the usual address, tried once a list."""

import re

from newscrawler.discovery.findings import Findings

_NUMBERED = re.compile(r"(?P<stem>.*(?:[?&]page=|/page/))(?P<number>\d+)(?P<end>/?)")


class Guesses:
    """What is tried on one site, until one second page brought nothing new.

    >>> guesses = Guesses()
    >>> guesses.after("https://a.az/olke"), guesses.after("https://a.az/olke?page=2")
    ('https://a.az/olke?page=2', None)
    >>> guesses.learn("https://a.az/olke", Findings(following=["https://a.az/olke?page=2"], is_guess=True))
    >>> guesses.after("https://a.az/olke?page=2")
    'https://a.az/olke?page=3'
    >>> guesses.missed("https://a.az/olke?page=2")
    >>> guesses.after("https://a.az/idman") is None
    True
    """

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._is_over = False

    def after(self, url: str, *, is_wordpress: bool = False) -> str | None:
        """The page behind `url`: the next one of those that were guessed, else the second; None without hope."""
        match = _NUMBERED.fullmatch(url)
        if url in self._asked and match is not None:
            return f"{match['stem']}{int(match['number']) + 1}{match['end']}"
        if self._is_over or match is not None:
            return None
        if is_wordpress and "?" not in url:
            return f"{url.rstrip('/')}/page/2/"
        return f"{url}{'&' if '?' in url else '?'}page=2"

    def learn(self, url: str, found: Findings) -> None:
        """What a page led on to: a guess, which is asked for now, or nothing."""
        if found.is_guess:
            self._asked.update(found.following)
        elif not found.following:
            self.missed(url)

    def missed(self, url: str) -> None:
        """A page brought nothing new: where it is a second one that was guessed, nothing is guessed any more."""
        match = _NUMBERED.fullmatch(url)
        self._is_over |= url in self._asked and match is not None and match["number"] == "2"
