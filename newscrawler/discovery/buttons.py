"""The buttons of a page that bring more of its list, as their mark-up describes them."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qsl

from newscrawler.discovery.wording import LOADS, NO_FIELD, STATIC
from newscrawler.tree import Element, Path, text_of

_NODES = Path(
    "//*[not(ancestor-or-self::nav or ancestor-or-self::header or ancestor-or-self::footer)]"
    "[self::button or self::a or self::input or @*[starts-with(name(), 'data-') or starts-with(name(), 'hx-')]]"
)
_FORMS = Path("//form[not(ancestor::nav or ancestor::header or ancestor::footer)]")
_SUBMITS = Path(".//button | .//input[@type='submit' or @type='button' or @type='image']")
_QUESTIONS = Path(
    ".//select | .//textarea | .//input[@type='radio' or @type='checkbox' or @type='password' or @type='email'"
    " or @type='tel' or @type='file' or @type='date' or @type='number' or @type='range']"
)
"""What a person chooses or fills in: a poll, a filter, a login, which is nobody's to send but theirs."""
_INPUTS = Path(".//input[@name and @value] | .//button[@name and @value]")
_MORE = re.compile(
    r"(?:load|show|view|see|get|btn)[-_]?more|more[-_]?(?:btn|button|news|posts|load)|infinite|load[-_]?next"
)
_MENU = re.compile(r"dropdown|collapse|menu|modal|nav|tab\b|accordion|share", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:data-(?:\w+-)*(?:url|href|next|link|endpoint|route|src|ajax|path|load|remote|api|uri)(?:-page)?|hx-(?:get|post))$"
)
_WRITTEN = re.compile(r"(?:https?:)?//\S+|[/?.]\S*|[\w-]+(?:/\S*|\.php\S*)", re.IGNORECASE)
_PLAIN = re.compile(r"[\w.,:|%+-]{1,200}")
_QUERY = re.compile(r"params?|query|data|post|form|args|body|vals|fields")
_LAST = re.compile(r"(?:max|total|last|num)_?(?:num_?)?pages?|max|last|pages|max_?num")
_PAGED = re.compile(r"(?:p|pg|page|paged|sehife|seh|page_?n(?:o|um|umber)|pagen_\d)", re.IGNORECASE)
_OFFSET = re.compile(r"offset|start|skip|limitstart|cstart|from", re.IGNORECASE)
_HERE = re.compile(r"^(?:next|current|cur)_?(?=p(?:age)?)", re.IGNORECASE)
_ABOVE = 4  # elements around a button in which its address may stand
_LONG = 40  # letters; no button has more on it


@dataclass(frozen=True)
class Button:
    """A button: its text, the address in its mark-up, the fields that go with it, the number of the last page.

    `is_at_end`: it is switched off, for there is no more.
    """

    text: str
    url: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    is_post: bool = False
    last: int | None = None
    is_at_end: bool = False


def is_paged(name: str) -> bool:
    """Is a field of this name the number of a page?"""
    return _PAGED.fullmatch(name) is not None


def is_offset(name: str) -> bool:
    """Is a field of this name the number of articles before?"""
    return _OFFSET.fullmatch(name) is not None


def buttons(root: Element) -> Iterator[Button]:
    """The buttons that bring more of a list, forms first: these tell everything."""
    in_forms: set[Element] = set()
    for form in _FORMS.elements(root):
        submit = next((one for one in _SUBMITS.elements(form) if _brings_more(one)), None)
        if submit is not None:
            in_forms.update(form.iter())
        if submit is not None and not _QUESTIONS.elements(form):
            yield _of_form(form, submit)
    found = [node for node in _NODES.elements(root) if node not in in_forms and _brings_more(node)]
    around = {up for node in found for up in node.iterancestors()}  # what holds a button reads as one
    yield from (_of_node(node) for node in found if node not in around)


def _brings_more(node: Element) -> bool:
    """Is this the button, by the words on it, by its class, or by an attribute for the address of what comes next?"""
    marks = (
        f"{node.get('class', '')} {node.get('id', '')} {node.get('data-toggle', '')} {node.get('data-bs-toggle', '')}"
    )
    if _MENU.search(marks):
        return False
    text = _text(node)
    is_named = bool(text) and len(text) <= _LONG and LOADS.fullmatch(text) is not None and _is_dead(node)
    is_marked = _MORE.search(marks.lower()) is not None and (_is_dead(node) or _url_of(node) is not None)
    is_next = any("next" in name and _is_address(name, value) for name, value in _attributes(node))
    return is_named or is_marked or is_next


def _is_dead(node: Element) -> bool:
    """Does it lead nowhere by itself, so that a script has to act? A link that leads on is followed as such."""
    if node.tag == "a":
        return (
            node.get("href", "#").strip().lower().startswith(("#", "javascript:")) or not node.get("href", "").strip()
        )
    return node.tag in ("button", "input") or (node.tag in ("div", "span", "p") and len(node) < 3)


def _of_form(form: Element, submit: Element) -> Button:
    told = {node.get("name", ""): node.get("value", "") for node in _INPUTS.elements(form)}
    is_post = (submit.get("formmethod") or form.get("method") or "get").strip().lower() == "post"
    url = submit.get("formaction") or form.get("action") or "?"
    return Button(_text(submit), url.strip(), told, is_post, is_at_end=submit.get("disabled") is not None)


def _of_node(node: Element) -> Button:
    around = list(islice(node.iterancestors(), _ABOVE))
    holder = next((one for one in (node, *around) if _url_of(one) is not None), None)
    told: dict[str, str] = {}
    for one in reversed([node, *around[: around.index(holder) + 1 if holder in around else 0]]):
        told |= dict(_fields(one))
    methods = (one.get(name) for one in (node, holder) if one is not None for name in ("data-method", "data-type"))
    is_post = any((method or "").lower() == "post" for method in methods)
    is_post |= holder is not None and holder.get("hx-post") is not None
    last = (int(told[name]) for name in told if _LAST.fullmatch(name) and told[name].isdigit())
    kept = {name: value for name, value in told.items() if not (_LAST.fullmatch(name) or NO_FIELD.fullmatch(name))}
    url = _url_of(holder) if holder is not None else None
    return Button(_text(node), url, kept, is_post, next(last, None), node.get("disabled") is not None)


def _fields(node: Element) -> Iterator[tuple[str, str]]:
    """The fields that the attributes of an element hold, one each, or several in one."""
    for name, value in _attributes(node):
        bare = re.sub(r"^(?:data|hx)-", "", name).replace("-", "_")
        if _QUERY.fullmatch(bare):
            yield from _several(value)
        elif name.startswith("data-") and not _is_address(name, value) and _PLAIN.fullmatch(value):
            yield _HERE.sub("", bare), value


def _several(value: str) -> Iterator[tuple[str, str]]:
    if value.startswith("{"):
        with suppress(ValueError):
            told = json.loads(value)
            yield from ((str(name), str(one)) for name, one in told.items() if isinstance(one, str | int))
    else:
        yield from parse_qsl(value)


def _url_of(node: Element) -> str | None:
    return next((value for name, value in _attributes(node) if _is_address(name, value)), None)


def _is_address(name: str, value: str) -> bool:
    return bool(_ADDRESS.match(name) and _WRITTEN.fullmatch(value)) and not STATIC.search(value.partition("?")[0])


def _attributes(node: Element) -> Iterator[tuple[str, str]]:
    told = ((str(name), str(value).strip()) for name, value in node.attrib.items())
    return (pair for pair in told if pair[0].startswith(("data-", "hx-")))


def _text(node: Element) -> str:
    return text_of(node) or " ".join((node.get("value") or "").split())
