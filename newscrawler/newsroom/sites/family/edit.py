"""From drafts to stories of a site that is data: what is printed, and under which address."""

from bisect import bisect
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.printing import BAKU, SLUGS, parts
from newscrawler.newsroom.prose.desk import dateline
from newscrawler.newsroom.sites.dressing import renamed, said, tags, typeset
from newscrawler.newsroom.sites.family.sheet import Address, Edition, House
from newscrawler.newsroom.story import TEXTLESS, Story

TAILED = 0.12
USUAL = timedelta(hours=4)
# How the text itself is written down; none of it changes what a reader sees.
NOISE = {"nbsp": 0.12, "bold": 0.1, "wrapped": 0.06, "empty-paragraph": 0.1, "padded": 0.06, "entities": 0.03}


class Editor:
    """Makes stories of drafts, oldest first; knows which slugs and numbers are taken."""

    def __init__(self, house: House, seed: int, end: datetime, removals: float) -> None:
        self._house, self._seed, self._end, self._removals = house, seed, end, removals
        self._editions = {edition.language: edition for edition in house.editions}
        self._numbered = [(datetime.fromisoformat(day).replace(tzinfo=BAKU), at) for day, at in house.numbers]
        self._slugs: set[tuple[str, str]] = set()
        self._numbers: set[int] = set()

    def story(self, draft: Draft) -> Story:
        """The draft as the site publishes it."""
        rng = Random(f"{self._house.name} {self._seed} {draft.event} {draft.language}")
        edition, address = self._editions[draft.language], self._address(draft, rng)
        story = self._dressed(self._written(draft, edition, address, rng), draft, edition, rng)
        if Random(f"removed {self._seed} {story.record_id}").random() < self._removals:
            return replace(story, removed=draft.moment + timedelta(hours=rng.uniform(1, 240)))
        return story

    def _written(self, draft: Draft, edition: Edition, address: Address, rng: Random) -> Story:
        """Title, text and address."""
        house, section, named = self._house, edition.sections[draft.topic], self._named(draft, edition, rng)
        url, key = address.url.format_map(named), address.key.format_map(named)
        paragraphs = self._paragraphs(draft, edition)
        return Story(
            site=house.name,
            key=f"{edition.mark}/{key}" if edition.mark else key,
            language=draft.language,
            topic=draft.topic,
            section=section.name if house.says_section else "",
            section_slug=section.slug,
            url=url,
            listed=address.listed.format_map(named) or url,
            short_id=int(named["id"]),
            title=typeset(draft.copy.title, self._style(edition)) + self._tail(edition, rng),
            lead=None,
            paragraphs=() if address.kind in TEXTLESS else paragraphs,
            published=self._instant(draft.moment),
            modified=None,
            layout=address.layout,
            kind=address.kind,
        )

    def _dressed(self, story: Story, draft: Draft, edition: Edition, rng: Random) -> Story:
        """What the page carries beside the text: all of it in today's layout only, no photo where several are told."""
        house, whole, features = self._house, story.layout == "article", self._features(rng)
        second_said = house.precision != "second" or story.published.second
        return replace(
            story,
            modified=self._modified(draft, rng) if whole else None,
            tags=tags(draft, story.text) if whole and "tags" in features else (),
            authors=(said(draft.facts, "person2", draft.language),) if whole and house.signs else (),
            images=() if story.layout == "digest" else self._images(story, draft, edition),
            traps=self._traps(story.published),
            features=features - frozenset(house.inside) if story.layout == "digest" else features,
            precision=house.precision if second_said else "minute",
        )

    def _named(self, draft: Draft, edition: Edition, rng: Random) -> dict[str, str]:
        """What patterns of addresses may name."""
        return {
            "home": edition.home,
            "section": edition.sections[draft.topic].slug,
            "other": rng.choice([one.slug for one in edition.sections.values()]),
            "id": str(self._number(draft.moment)),
            "slug": self._slug(draft),
        }

    def _instant(self, moment: datetime) -> datetime:
        full = self._house.full_minutes or self._house.precision == "minute"
        return moment.replace(second=0) if full else moment

    def _traps(self, moment: datetime) -> tuple[str, ...]:
        """`stale-zone`: the only date there is says +04:00 in a summer of +05:00."""
        labelled = any("+04" in form.usual for form in self._house.dates.values())
        alone = self._house.precision == "minute"
        return ("stale-zone",) if labelled and alone and moment.utcoffset() != USUAL else ()

    def _images(self, story: Story, draft: Draft, edition: Edition) -> tuple[tuple[str, str | None], ...]:
        caption = f"{said(draft.facts, 'person3', draft.language)} / {edition.agency}"
        named = {"home": edition.home, "id": str(story.short_id), **parts(draft.moment, "en")}
        return ((self._house.photo.format_map(named), caption if self._house.captions else None),)

    def _address(self, draft: Draft, rng: Random) -> Address:
        drawn = [one for one in self._house.addresses if one.suits(draft.moment) and rng.random() < one.share]
        return drawn[0] if drawn else self._house.addresses[-1]

    def _paragraphs(self, draft: Draft, edition: Edition) -> tuple[str, ...]:
        """The copy without the writers' own dateline, under this site's name and with this site's dateline."""
        first, *rest = draft.copy.paragraphs
        own, name = dateline(draft.language, draft.facts), edition.source or edition.agency
        texts = [renamed(text, name, draft.language) for text in (first.removeprefix(own).lstrip(), *rest)]
        if edition.dateline:
            person = said(draft.facts, "person2", draft.language)
            start = edition.dateline.format_map({**parts(draft.moment, draft.language), "person": person})
            texts[:1] = (start + texts[0]).split("\n")
        return tuple(typeset(text, self._style(edition)) for text in texts)

    def _style(self, edition: Edition) -> str:
        return "guillemets" if edition.language == "ru" and self._house.quotes == "curly" else self._house.quotes

    def _tail(self, edition: Edition, rng: Random) -> str:
        return rng.choice(edition.tails) if edition.tails and rng.random() < TAILED else ""

    def _modified(self, draft: Draft, rng: Random) -> datetime | None:
        """Some hours later where the site tells of edits, so that nobody takes one for the other."""
        later = draft.moment + timedelta(seconds=rng.randint(10_500, 13_500))
        return min(later, self._end) if self._house.edits else None

    def _features(self, rng: Random) -> frozenset[str]:
        shapes = self._house.shapes
        found = {
            name for table in (self._house.features, NOISE) for name, share in table.items() if rng.random() < share
        }
        return frozenset(found | {rng.choices(list(shapes), list(shapes.values()))[0]})

    def _slug(self, draft: Draft) -> str:
        base = name = SLUGS[self._house.slugs](draft.copy.title, draft.language)
        if self._house.slug_tail and Random(f"tail {self._seed} {base}").random() < TAILED:
            name = base + self._house.slug_tail.format_map(parts(draft.moment, draft.language))
        number = 2
        while (draft.language, name) in self._slugs:
            name, number = f"{base}-{number}", number + 1
        self._slugs.add((draft.language, name))
        return name

    def _number(self, moment: datetime) -> int:
        after = min(max(bisect([point[0] for point in self._numbered], moment), 1), len(self._numbered) - 1)
        (start, low), (end, high) = self._numbered[after - 1], self._numbered[after]
        number = low + round((moment - start) / (end - start) * (high - low))
        while number in self._numbers:
            number += 1
        self._numbers.add(number)
        return number
