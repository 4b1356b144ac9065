"""Structured data with other words: JSON-LD stays valid, its keys, types, dates and numbers stay what they were."""

import json
import re
from typing import Any

from newscrawler.scrubbing.addresses import Addresses
from newscrawler.scrubbing.dates import is_date
from newscrawler.scrubbing.runs import letters

_TAG = re.compile(r"(<[^<>]+>)")
_URL = re.compile(r"(?:https?:)?//\S+|/\S*/\S*")
_PICTURES = frozenset(("image", "logo", "thumbnailUrl", "contentUrl", "thumbnail", "primaryImageOfPage"))


class Strings:
    """Replaces strings of any kind: addresses as addresses, dates not at all, one word only where it is known."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.exchange = addresses.exchange

    def string(self, text: str, *, picture: bool = False) -> str:
        """Any string of an attribute or of JSON-LD."""
        if is_date(text, beside=1):
            return text
        if _URL.fullmatch(text.strip()):
            return self.addresses.url(text, picture=picture)
        if letters(text) < 2 and not self.exchange.knows(text):
            return text
        return "".join(part if _TAG.fullmatch(part) else self.exchange.text(part) for part in _TAG.split(text))

    def json(self, text: str) -> str:
        """JSON with other strings; what is no JSON is dropped."""
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return ""
        return json.dumps(self._value(value, ""), ensure_ascii=False, indent=1).replace("</", "<\\/")

    def _value(self, value: Any, name: str) -> Any:
        if isinstance(value, dict):
            inner = {one: name if one in ("url", "@id") and name in _PICTURES else one for one in value}
            return {one: self._value(part, inner[one]) for one, part in value.items()}
        if isinstance(value, list):
            return [self._value(part, name) for part in value]
        if isinstance(value, str) and (not name.startswith("@") or name == "@id"):
            return self.string(value, picture=name in _PICTURES)
        return value
