"""YAML for the head of a card: block style, every text quoted as JSON quotes it, which YAML 1.2 and 1.1 both read."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9_]+")
_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def as_yaml(value: dict[str, Any]) -> str:
    """A mapping of texts, numbers, truth values, None, lists and mappings, as YAML.

    >>> print(as_yaml({"license": "other", "configs": [{"name": "a: b", "split": []}]}), end="")
    license: "other"
    configs:
    - name: "a: b"
      split: []
    """
    return "".join(f"{line}\n" for line in _mapping(value))


def _mapping(value: dict[str, Any]) -> Iterator[str]:
    for key, one in value.items():
        name = key if _PLAIN_KEY.fullmatch(key) else _scalar(key)
        if isinstance(one, dict | list) and one:
            yield f"{name}:"
            yield from _sequence(one) if isinstance(one, list) else (f"  {line}" for line in _mapping(one))
        else:
            yield f"{name}: {_scalar(one)}"


def _sequence(value: list[Any]) -> Iterator[str]:
    for one in value:
        lines = list(_mapping(one)) if isinstance(one, dict) and one else [_scalar(one)]
        yield f"- {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])


def _scalar(value: Any) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
