"""Tags, authors, pictures, links and typography of a story."""

from collections.abc import Iterable
from random import Random
from uuid import UUID

from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.printing import slug
from newscrawler.newsroom.sites.dressing import said, tags, typeset
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX
from newscrawler.newsroom.story import Story

__all__ = ["links", "photo", "pictures", "quoting", "said", "tags", "typeset"]

Pair = tuple[str, str]
CALLS = {"az": "bu link", "ru": "по этой ссылке", "en": "this link"}
CREDIT = {"az": "Foto: {} / Report", "ru": "Фото: {} / Report", "en": "Photo: {} / Report"}


def pictures(draft: Draft, kind: str, features: Iterable[str], rng: Random) -> tuple[tuple[str, str | None], ...]:
    """The main photo, unless a placeholder stands there, then a gallery or a picture in the text.

    A caption that only repeats the title is none.
    """
    credit = CREDIT[draft.language].format(said(draft.facts, "person3", draft.language))
    captions: list[str | None] = []
    if "placeholder" not in features:
        captions.append(None if "caption-repeats-title" in features else credit)
    if kind == "photo":
        captions += [credit if number % 2 else None for number in range(rng.randint(3, 7))]
    elif "image" in features:
        captions.append(None)
    return tuple((photo(rng), caption) for caption in captions)


def photo(rng: Random) -> str:
    """An address of the picture server."""
    return f"https://static.report.az/photo/{UUID(int=rng.getrandbits(128), version=4)}.jpg"


def links(story: Story, draft: Draft, before: str, rng: Random) -> tuple[Pair, ...]:
    """Links inside the text, in its order: the agency's name, a person, the document promised at the end."""
    home = HOME + PREFIX[draft.language]
    person = said(draft.facts, "person", draft.language)
    old = story.layout == "old"
    wanted = [(f"{home}/", "Report", 0.6 if old else 0.1)]
    wanted += [(f"{home}/person/{slug(person, draft.language)}/", person, 0.3 if old else 0.05)]
    wanted += [(before, CALLS[draft.language], 1.0)]
    text = story.text
    found = [(text.find(name), url, name) for url, name, share in wanted if name in text and rng.random() < share]
    return tuple((url, name) for _, url, name in sorted(found))


def quoting(layout: str, language: str, rng: Random) -> str:
    """Which quotation marks the page uses: straight of late, curly before, in Russian often guillemets."""
    curly = "guillemets" if language == "ru" else "curly"
    return curly if rng.random() < (0.6 if layout == "old" else 0.12) else "straight"
