"""Digests as WARC files write them: `sha1:` and 32 letters in base 32, or in base 16, or in base 64."""

import base64
import binascii
import hashlib


def wrong_digest(data: bytes, told: str) -> str:
    """Which digest differs, empty when the one told is that of the data, or is none that we know.

    >>> wrong_digest(b"salam", "sha1:x"), wrong_digest(b"salam", "md5:de6838252f95d3b9e803b28df33b4baa")
    ('sha1 differs', '')
    """
    name, value = _parted(told)
    if not is_known(told):
        return ""
    found = hashlib.new(name, data, usedforsecurity=False).digest()
    return "" if found in _readings(value) else f"{name} differs"


def is_known(told: str) -> bool:
    """Is this a digest that can be compared?"""
    name, value = _parted(told)
    return bool(value) and name in hashlib.algorithms_guaranteed and not name.startswith("shake")


def contradict(one: str, other: str) -> bool:
    """Do two digests of one kind say that the data differ? Of two kinds nothing is known.

    >>> contradict("sha1:AA", "sha1:BB"), contradict("sha1:AA", "md5:BB"), contradict("", "md5:BB")
    (True, False, False)
    """
    mine, theirs = _parted(one), _parted(other)
    return bool(mine[1] and theirs[1]) and mine[0] == theirs[0] and not {*_readings(mine[1])} & {*_readings(theirs[1])}


def _parted(told: str) -> tuple[str, str]:
    name, _, value = told.partition(":")
    return name.strip().lower().replace("-", ""), value.strip()


def _readings(value: str) -> list[bytes]:
    """The bytes of a digest in base 32, as most write it, or in base 16."""
    found = []
    for read in (base64.b32decode, base64.b16decode, base64.b64decode):
        try:
            padded = value + "=" * (-len(value) % 8) if read is base64.b32decode else value
            found.append(read(padded.upper() if read is not base64.b64decode else value))
        except (binascii.Error, ValueError):
            continue
    return found
