"""Faults that show an article, and not all of it: cut, bare of its text, behind a paywall, beside an error."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape, unescape
from typing import Any

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.faults.notices import notice
from newscrawler.newsroom.faults.strike import Strike
from newscrawler.newsroom.story import Story

_PARAGRAPH = re.compile(r"(?s)<p\b[^>]*>(.*?)</p>")
_LINKED = re.compile(r'(?s)(<script type="application/ld\+json">)(.*?)(</script>)')
_TAG = re.compile(r"<[^>]+>")
# Of a paragraph's words so many suffice: its page may have put other letters into a few of them.
_SAME = 0.6
_WARNING = (
    "<br />\n<b>Warning</b>:  Undefined variable $reklam in <b>/var/www/xeber/inc/top.php</b> on line <b>31</b><br />\n"
)
_INVITATION = (
    '<div class="paywall"><h2>Məqalənin davamı abunəçilər üçündür</h2>'
    '<p>Mətni bütövlükdə oxumaq üçün abunə olun.</p><a href="/abune">Abunə ol</a></div>'
)
_LOCKED = {
    "isAccessibleForFree": False,
    "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"},
}


def page_cut(strike: Strike) -> Answer:
    """A valid length, the HTML cut at 55 %: no `</html>`."""
    return strike.show(replace(strike.page, body=strike.page.body[: len(strike.page.body) * 55 // 100]))


def no_paragraphs(strike: Strike) -> Answer:
    """The page with headline and date, its body without a paragraph: the text's query failed."""
    return _told(strike, _without(strike.page.body.decode(), strike.story.paragraphs, ""))


def database_notice(strike: Strike) -> Answer:
    """The page with headline and date, an SQL error where its text should be."""
    said = "<p>You have an error in your SQL syntax; check the manual for the right syntax near 'LIMIT 1' at line 1</p>"
    return _told(strike, _without(strike.page.body.decode(), strike.story.paragraphs, said))


def php_warning(strike: Strike) -> Answer:
    """The right page after a PHP warning."""
    return _told(strike, _WARNING + strike.page.body.decode())


def paywall(strike: Strike) -> Answer:
    """Headline and first paragraph, an invitation to subscribe; JSON-LD says what is not free, and where."""
    story, text = strike.story, strike.page.body.decode()
    rest = story.paragraphs[1:]
    found = _without(text, rest, _INVITATION) if rest else text
    if found == text:
        found = _teaser(story)
    return _told(strike, _locked(found, story))


def _told(strike: Strike, text: str) -> Answer:
    return strike.show(replace(strike.page, body=text.encode(), tag=None, lasting=False))


def _without(text: str, dropped: Iterable[str], instead: str) -> str:
    """The page without these paragraphs; `instead` stands where the first of them stood. JSON-LD tells no text."""
    unwanted = [_words(paragraph) for paragraph in dropped]
    left = [instead]

    def pick(found: re.Match[str]) -> str:
        words = _words(unescape(_TAG.sub("", found[1])))
        if not any(len(words & one) > _SAME * max(len(words), len(one)) for one in unwanted):
            return found[0]
        return left.pop() if left else ""

    return _linked(_PARAGRAPH.sub(pick, text), lambda each: each.pop("articleBody", None))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.replace("\u00ad", "").replace("\u200b", "")))


def _linked(text: str, change: Any) -> str:
    """The page with each news article of its JSON-LD changed."""

    def retell(found: re.Match[str]) -> str:
        block = json.loads(found[2])
        if not [change(each) for each in _objects(block) if "headline" in each]:
            return found[0]
        return found[1] + json.dumps(block, ensure_ascii=False).replace("</", "<\\/") + found[3]

    return _LINKED.sub(retell, text)


def _objects(block: Any) -> list[dict[str, Any]]:
    listed = block if isinstance(block, list) else [block]
    return [each for one in listed for each in one.get("@graph", [one])]


def _locked(text: str, story: Story) -> str:
    """The page whose JSON-LD says what is locked; a block of its own where there was none."""
    found = _linked(text, lambda each: each.update(_LOCKED))
    if '"isAccessibleForFree"' in found:
        return found
    own = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, **_LOCKED}
    told = json.dumps(own, ensure_ascii=False).replace("</", "<\\/")
    return found.replace("</head>", f'<script type="application/ld+json">{told}</script>\n</head>', 1)


def _teaser(story: Story) -> str:
    """A page of one's own for a site whose text is no row of paragraphs, or has only one."""
    first = story.paragraphs[0].partition(". ")[0] + "."
    stamp = f'<time datetime="{story.published.isoformat()}">{story.published:%d.%m.%Y %H:%M}</time>'
    return notice(
        escape(story.title, quote=False),
        f"<article><h1>{escape(story.title, quote=False)}</h1>{stamp}\n"
        f"<p>{escape(first, quote=False)}</p>\n{_INVITATION}</article>",
        story.language,
    )
