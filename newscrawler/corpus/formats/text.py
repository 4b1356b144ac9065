"""Text that UTF-8 can hold."""


def encodable(text: str) -> str:
    """The text with U+FFFD where half a surrogate pair stands: JSON can escape one, no other format can write it.

    >>> encodable("Bakı \\ud83d"), encodable("Bakı")
    ('Bakı �', 'Bakı')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
