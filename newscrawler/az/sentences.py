"""Sentences."""

import re


def split_sentences(text: str) -> list[str]:
    """The sentences of `text`."""
    return [part for line in text.splitlines() for part in re.split(r"(?<=[.!?…]) +(?=[^\Wa-zəğıöçşü])", line) if part]
