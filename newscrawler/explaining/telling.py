"""What a page says in each field, look by look, and what normalisation made of it: pure, from a fetched page."""

from newscrawler.article import Article, RawArticle
from newscrawler.az import normalise_text
from newscrawler.errors import PageError
from newscrawler.explaining.changes import changes_of, strings_of
from newscrawler.explaining.model import FIELDS, Explanation, FieldTold, Said, Subject
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.findings import Found, Look
from newscrawler.reading.generic import GenericPage
from newscrawler.reading.looks import first
from newscrawler.reading.normalise import normalise
from newscrawler.reading.page import ArticlePage, choose_page
from newscrawler.sitereader import SiteReader, Told
from newscrawler.storedpages import check_page


def explain(subject: Subject, *, compare: bool = True) -> Explanation:
    """Reads the page as a crawl does and tells how. A page that is no article is told as well: `rejected`.

    `compare`: tell also what the generic reader would say, which takes some ten times as long.
    """
    page, reader = subject.page, subject.reader
    rejected = None
    try:
        check_page(page)
        raw = reader.article(page, subject.told)
    except PageError as error:
        notice = page.notice
        rejected = PageError(page.url, notice.reason, None, notice.mark) if notice else error
        raw = _read_anyway(page, reader)
    record = None
    try:
        record = normalise(raw, site_names=subject.site_names) if rejected is None else None
    except PageError as error:
        rejected = error
    layout = layout_of(raw, reader, page)
    told = Explanation(page.url, reader.name, raw.extractor, raw, layout, record=record, rejected=rejected)
    told.fields = [_field(name, layout, raw, record, compare=compare) for name in FIELDS]
    if subject.told is not None:
        dates = next(one for one in told.fields if one.name == "published")
        dates.said.extend(_said_before(subject.told, record))
    return told


def _said_before(told: Told, record: Article | None) -> list[Said]:
    """The dates that no page holds: its source told them."""
    said = [Said(one["source"], one["source"], [one["raw"]], won=False) for one in told.evidence]
    return [_dated(one, record) for one in said] if record else said


def _read_anyway(page: FetchedPage, reader: SiteReader) -> RawArticle:
    """What stands on a page that the reader refuses."""
    try:
        return reader.read(page)
    except PageError:
        layout = _layout_for(page, reader)
        return layout.read(site=reader.name, url=page.url, key="", edition="az", fetched_at=page.fetched_at)


def _layout_for(page: FetchedPage, reader: SiteReader) -> ArticlePage:
    try:
        return choose_page(reader.pages, page.selector, page.url)
    except PageError:
        return GenericPage(page.selector, page.url)


def layout_of(raw: RawArticle, reader: SiteReader, page: FetchedPage) -> ArticlePage:
    """The page class that read `raw`, with its junk marked."""
    kinds = {kind.extractor(reader.name): kind for kind in reader.pages}
    layout = kinds.get(raw.extractor, GenericPage)(page.selector, page.url)
    layout.mark_junk()
    return layout


def _field(name: str, layout: ArticlePage, raw: RawArticle, record: Article | None, *, compare: bool) -> FieldTold:
    taken, winner = strings_of(raw, name), raw.looks.get(name, "")
    said = [_said(found, taken, winner) for found in _answers(getattr(layout, name), layout)]
    if compare and not isinstance(layout, GenericPage):
        said += [
            one for one in _said_by_generic(name, layout, winner) if not {*one.values} <= {*taken} or not _won(said)
        ]
    after = getattr(record, FIELDS[name]) if record else None
    if name == "published" and record is not None:
        after = record.published_at or record.published_on
        said = [_dated(one, record) for one in said]
    fixes = list(dict.fromkeys(fix for text in taken for fix in normalise_text(text).fixes))
    return FieldTold(name, FIELDS[name], said, taken, after, [*fixes, *changes_of(name, taken, record)])


def _won(said: list[Said]) -> bool:
    return any(one.won for one in said)


def _said_by_generic(name: str, layout: ArticlePage, winner: str) -> list[Said]:
    """What the generic reader would say, and did say where the layout's own looks were silent."""
    look: Look = getattr(GenericPage, name)
    found = look.best(GenericPage.of(layout).document)
    values = [one.raw for one in found]
    return [Said(f"generic {found[0].look}", found[0].source, values, found[0].look == winner)] if found else []


def _answers(look: Look, layout: ArticlePage) -> list[tuple[str, list[Found]]]:
    """What each single look of a field finds, by the look's name; the silent ones too."""
    if isinstance(look, first):
        return [answer for one in look.looks for answer in _answers(one, layout)]
    found = look.find(layout.document)
    return [(found[0].look if found else look_name(look), found)]


def look_name(look: Look) -> str:
    """A look as a person wrote it: `css(h1)`, `meta(og:title)`."""
    inner = getattr(look, "look", None)
    if inner is not None:
        return f"{type(look).__name__}({look_name(inner)})"
    named = getattr(look, "label", None)
    told = named or next((str(value) for value in vars(look).values() if isinstance(value, str)), "")
    return f"{type(look).__name__}({told})" if told else type(look).__name__


def _said(answer: tuple[str, list[Found]], taken: list[str], winner: str) -> Said:
    name, found = answer
    values = [one.raw for one in found]
    return Said(name, found[0].source if found else "", values, won=bool(found) and name == winner and bool(taken))


def _dated(said: Said, record: Article) -> Said:
    """Of the dates that one has won which the record names."""
    is_named = record.published_source == said.source and record.published_raw in said.values
    return Said(said.look, said.source, said.values, is_named and not said.look.startswith("generic "))
