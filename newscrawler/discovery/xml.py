"""XML of feeds and sitemaps, read as a stream: memory does not grow with the file, and no entity is expanded."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator

from lxml import etree

from newscrawler.errors import DiscoveryError
from newscrawler.tree import Element, text_of

LIMIT = 200_000_000  # bytes unpacked; a sitemap may have 50 MB (sitemaps.org), a bomb has more
HEAD = 65_536  # bytes; a document type stands before everything else

_ENTITIES = re.compile(rb"<!DOCTYPE[^>\[]*\[.*?<!ENTITY\s", re.IGNORECASE | re.DOTALL)


def elements(body: bytes, url: str, tags: frozenset[str], *, recover: bool = False) -> Iterator[Element]:
    """Each element of the given local names, whole, in document order, emptied when the next is asked for.

    Accepts gzip content whatever the headers said. Raises `DiscoveryError` for what is no XML or unpacks beyond
    `LIMIT`. A file that breaks off yields what stands before the break, then raises; with `recover` (feeds are made
    by hand-written templates) broken mark-up is passed over as browsers do.
    """
    is_packed = body[:2] == b"\x1f\x8b"
    stream = io.BytesIO(body if is_packed else body.lstrip())  # templates leave blank lines before `<?xml`
    try:
        head = gzip.GzipFile(fileobj=io.BytesIO(body)).read(HEAD) if is_packed else body[:HEAD]
        if _ENTITIES.search(head):
            raise DiscoveryError(url, "declares entities, as bombs do and no feed has to", is_hostile=True)
        unpacked = _Unpacked(stream, url) if is_packed else stream
        events = etree.iterparse(
            unpacked,
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=recover,
        )
        for _, node in events:
            if isinstance(node.tag, str) and local(node) in tags:
                yield node
                _empty(node)
    except (etree.XMLSyntaxError, OSError, EOFError, zlib.error) as error:
        raise DiscoveryError(url, f"not readable as XML: {error}") from error


def local(node: Element) -> str:
    """The element's name without its namespace; empty for comments and their like."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def texts(node: Element) -> dict[str, str]:
    """The texts of all elements below `node` by local name, the first of each name: its own before those deeper down.

    An item's `<image>` may have a title and a link, an entry's `<image:image>` a loc of its own.
    """
    found: dict[str, str] = {}
    for child in (*node.iterchildren(), *node.iterdescendants()):
        if (name := local(child)) and name not in found and (text := text_of(child)):
            found[name] = text
    return found


def _empty(node: Element) -> None:
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


class _Unpacked(io.RawIOBase):
    """Gzip content as a stream that stops at `LIMIT` bytes."""

    def __init__(self, stream: io.BytesIO, url: str) -> None:
        self._stream, self._url, self._left = gzip.GzipFile(fileobj=stream), url, LIMIT

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size if size > 0 else 65_536)
        self._left -= len(chunk)
        if self._left < 0:
            raise DiscoveryError(self._url, f"unpacks to more than {LIMIT} bytes", is_hostile=True)
        return chunk
