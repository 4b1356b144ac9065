"""Lists of links inside a text: sources and documents that it names, as against other news of its site."""

from collections.abc import Sequence

from newscrawler.reading.document import Document
from newscrawler.reading.generic.page_lines import Line
from newscrawler.reading.sharing import host_of


def with_cited(lines: Sequence[Line], chosen: list[Line], document: Document) -> list[Line]:
    """With the lists of links to other sites that a line ending in a colon announces and text follows."""
    own, cited = {*chosen}, set[Line]()
    announced: list[Line] | None = None
    for line in lines:
        if line in own:
            cited.update(announced or ())
            announced = [] if line.text.endswith(":") else None
        elif announced is not None:
            announced = [*announced, line] if _is_cited(line, document) else None
    return [line for line in lines if line in own or line in cited]


def _is_cited(line: Line, document: Document) -> bool:
    """Is it an item of a list, and nothing but links to other sites?"""
    hosts = {host_of(document.absolute(node.get("href") or "")) for node in line.holder.iter("a")}
    return line.holder.tag == "li" and line.is_link and not {host_of(document.url), ""} & hosts
