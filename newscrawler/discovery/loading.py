"""The button of a list that brings more of it (`Daha çox`): what it asks for, as far as its mark-up alone tells.

No script is run. A form tells everything; of a button the address and the fields stand in its `data-` or `hx-`
attributes. What cannot be told by these is named, so that nobody takes the list for whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit

from newscrawler.discovery.addresses import names_article
from newscrawler.discovery.answers import LAST
from newscrawler.discovery.buttons import Button, buttons, is_offset, is_paged
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.kinds import root_of
from newscrawler.discovery.urls import absolute
from newscrawler.tree import Element

POST = "#post?"
"""Between the address of a page that is asked for by POST and the fields that are sent."""

_AJAX = re.compile(r"""\bajax_?url["']?\s*[:=]\s*["']([^"'\s]+)["']""", re.IGNORECASE)
_STEPS = ("limit", "count", "per_page", "perpage", "take", "size", "step")


def parted(address: str) -> tuple[str, str | None]:
    """The address, and the fields of a POST; None for a GET.

    >>> parted("https://a.az/more#post?page=2"), parted("https://a.az/olke")
    (('https://a.az/more', 'page=2'), ('https://a.az/olke', None))
    """
    url, sign, form = address.partition(POST)
    return url, form if sign else None


@dataclass(frozen=True)
class Loading:
    """The page `page` with the tree `root`, which shows so many articles; `form`: it was asked for by POST."""

    page: Fetched
    root: Element
    shown: int
    form: str | None = None

    def next_page(self) -> str | None:
        """What the button asks for, with the fields behind `POST` where it sends some; None where nothing tells."""
        if self._is_piece and LAST in self.page.text:
            return None
        for button in self._buttons:
            if (found := self._asked_by(button)) is not None:
                return found
        return self._counted_on() if self._is_piece and not self._buttons else None

    def unfollowed(self) -> str | None:
        """What is written on a button whose mark-up does not tell what it asks for."""
        unknown = (one for one in self._buttons if not one.is_at_end and self._address(one) is None)
        return next((one.text for one in unknown if one.text), None)

    @cached_property
    def _buttons(self) -> list[Button]:
        return list(buttons(self.root))

    @cached_property
    def _is_piece(self) -> bool:
        """Is it no page of its own, but what a button brought?"""
        return re.search(r"<(?:body|html|title)\b", self.page.text, re.IGNORECASE) is None

    @cached_property
    def _asked(self) -> dict[str, str]:
        """The fields with which this page was asked for."""
        return dict(parse_qsl(self.form if self.form is not None else urlsplit(self.page.url).query))

    def _asked_by(self, button: Button) -> str | None:
        url = self._address(button)
        if url is None or button.is_at_end or names_article(url):
            return None
        fields = dict(self._moved(button.fields))
        if button.last is not None and any(
            is_paged(name) and int(fields[name]) > button.last for name in _numbers(fields)
        ):
            return None
        if button.is_post or "admin-ajax.php" in url:
            return f"{url}{POST}{urlencode(fields)}" if fields else None
        named = dict(parse_qsl(urlsplit(url).query))
        added = urlencode({name: value for name, value in fields.items() if name not in named})
        found = f"{url}{'&' if named else '?'}{added}" if added and not _numbers(named) else url
        return found if found != self.page.url else None

    def _address(self, button: Button) -> str | None:
        """The address itself; of WordPress, whose buttons only name an action, that of its interface for scripts."""
        if button.url is not None:
            return absolute(button.url, self.page.url)
        if "action" not in button.fields or not _numbers(button.fields):
            return None
        if (told := _AJAX.search(self.page.text)) is not None:
            return absolute(told[1].replace("\\/", "/"), self.page.url)
        is_wordpress = "/wp-content/" in self.page.text or "admin-ajax.php" in self.page.url
        return f"{root_of(self.page.url)}wp-admin/admin-ajax.php" if is_wordpress else None

    def _moved(self, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The fields of a button with the number of what comes next: some tell that number, others that of the page."""
        for name, value in fields.items():
            if name not in _numbers(fields):
                yield name, value
                continue
            told, here = int(value), int(self._asked.get(name, "0")) if self._asked.get(name, "0").isdigit() else 0
            if is_offset(name):
                yield name, str(told if told > here else here + self._step(fields))
            else:
                yield name, str(told if told > (here or 1) else (here or min(told, 1)) + 1)

    def _counted_on(self) -> str | None:
        """The next of pieces that have no button themselves: the number in their address, or in their form, goes on."""
        numbers = _numbers(self._asked)
        if not numbers or not self.shown:
            return None
        name = numbers[0]
        step = self._step(self._asked) if is_offset(name) else 1
        fields = {**self._asked, name: str(int(self._asked[name]) + step)}
        start = self.page.url.partition("?")[0] if self.form is None else self.page.url
        return f"{start}{'?' if self.form is None else POST}{urlencode(fields)}"

    def _step(self, fields: Mapping[str, str]) -> int:
        told = (int(fields[name]) for name in _STEPS if fields.get(name, "").isdigit())
        return next(told, 0) or max(self.shown, 1)


def _numbers(fields: Mapping[str, str]) -> list[str]:
    return [name for name, value in fields.items() if value.isdigit() and (is_paged(name) or is_offset(name))]
