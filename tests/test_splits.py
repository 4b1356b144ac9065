"""Splits without leaks: whole clusters, whole days, whole sites, and the same ones every time."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from random import Random

import pytest

from newscrawler.az import BAKU
from newscrawler.corpus.copies.duplicates import Duplicates, find_duplicates
from newscrawler.corpus.splits import SPLITS, Shares, make_splitter
from newscrawler.errors import ArgumentError
from tests.copied_news import JSON, in_order, record
from tests.corpus_site import prose

DAY = datetime(2015, 1, 1, 12, tzinfo=BAKU)
SITES = ("apa", "azertag", "oxu", "report", "trend", "turan")
HOW = ("none", "time", "site", "hash")


def archive(count: int = 2000, sites: tuple[str, ...] = SITES, days: int = 400) -> list[JSON]:
    """Records of which each tenth is copied by another site a hundred days later, and each seventh has a revision."""
    chance, records = Random(5), []
    for number in range(count):
        site, moment = chance.choice(sites), DAY + timedelta(days=chance.randrange(days))
        text = prose(chance, "az", 40)
        records.append(record(f"{site}:{number}", "X", text, moment))
        if number % 10 == 0:
            records.append(record(f"{chance.choice(sites)}:copy-{number}", "Y", text, moment + timedelta(days=100)))
        if number % 7 == 0:
            records.append(record(f"{site}:{number}", "X", prose(chance, "az", 40), moment, revision=2))
    return in_order(records)


def split(how: str, records: list[JSON], shares: Shares | None = None) -> list[str]:
    found = find_duplicates(enumerate(records), near=False)
    splitter = make_splitter(how, found, shares)
    return [splitter.split_of(number, one, found.mark(number)) for number, one in enumerate(records)]


@pytest.mark.parametrize("how", HOW)
def test_clusters_and_revisions_are_never_torn_apart(how: str) -> None:
    records = archive()
    of_text, of_article = defaultdict(set), defaultdict(set)
    for one, where in zip(records, split(how, records), strict=True):
        of_text[one["text"]].add(where)
        of_article[one["id"]].add(where)
    assert {len(where) for where in (*of_text.values(), *of_article.values())} == {1}


@pytest.mark.parametrize("how", HOW[1:])
def test_each_split_has_about_its_share(how: str) -> None:
    records = archive()
    counts = Counter(split(how, records, Shares(0.1, 0.2)))
    assert set(counts) == set(SPLITS)
    slack = 0.12 if how == "site" else 0.04  # six sites cannot be cut finer
    assert counts["test"] / len(records) == pytest.approx(0.2, abs=slack)
    assert counts["validation"] / len(records) == pytest.approx(0.1, abs=slack)


def test_none_puts_all_records_into_train() -> None:
    assert set(split("none", archive(50))) == {"train"}


def test_by_time_whole_days_follow_one_another() -> None:
    records = archive()
    found = find_duplicates(enumerate(records), near=False)
    splitter = make_splitter("time", found)
    days = defaultdict(set)
    for number, one in enumerate(records):
        if found.head(number) == number:
            days[splitter.split_of(number, one, found.mark(number))].add(one["published_on"])
    assert max(days["train"]) < min(days["validation"]) <= max(days["validation"]) < min(days["test"])
    assert f"`test` with {min(days['test'])}" in splitter.about
    assert date.fromisoformat(min(days["validation"])).isoformat() in splitter.about


def test_by_time_a_copy_published_in_the_days_of_the_test_goes_where_its_original_is() -> None:
    records = archive(200)
    late = record("apa:late", "Z", records[0]["text"], DAY + timedelta(days=600))
    assert split("time", [*records, late])[-1] == "train"


def test_by_site_whole_sites_are_held_out() -> None:
    records = archive()
    found = find_duplicates(enumerate(records), near=False)
    splitter = make_splitter("site", found)
    sites = defaultdict(set)
    for number, one in enumerate(records):
        if found.head(number) == number:
            sites[one["site"]].add(splitter.split_of(number, one, found.mark(number)))
    assert {len(where) for where in sites.values()} == {1}
    assert all(f"`{site}`" in splitter.about for site, where in sites.items() if where != {"train"})


def test_by_hash_an_article_stays_where_it_is_when_others_come_and_go() -> None:
    records = archive()
    before = dict(zip((one["id"] for one in records), split("hash", records), strict=True))
    fewer = [one for one in records if one["site"] in ("apa", "trend") and "copy" not in one["id"]]
    after = dict(zip((one["id"] for one in fewer), split("hash", fewer), strict=True))
    assert after.items() <= before.items()


def test_by_hash_the_splits_are_the_same_on_every_machine_and_in_every_version() -> None:
    records = in_order([record(f"report:{number}", "X", prose(Random(number), "az", 40), DAY) for number in range(100)])
    held = [one["id"] for one, where in zip(records, split("hash", records), strict=True) if where == "test"]
    assert held == ["report:15", "report:3", "report:99"]


@pytest.mark.parametrize(
    ("how", "records", "said"),
    [
        ("time", archive(20, days=2)[:5], "three days or more; these are of"),
        ("site", archive(20, sites=("apa", "report")), "three sites or more; these are of `apa`, `report`"),
        ("month", archive(20), "'month' is none of none, time, site, hash"),
    ],
)
def test_what_cannot_be_split_is_refused_saying_why(how: str, records: list[JSON], said: str) -> None:
    records = [one for one in records if how != "time" or one["published_on"] <= "2015-01-02"]
    with pytest.raises(ArgumentError, match=said):
        split(how, records)


@pytest.mark.parametrize("how", ["time", "site"])
def test_three_days_or_sites_make_three_splits_however_unlike_their_sizes(how: str) -> None:
    sizes = {"apa": 90, "oxu": 9, "turan": 1}
    records = [
        record(f"{site}:{number}", "X", prose(Random(f"{site}{number}"), "az", 40), DAY + timedelta(days=day))
        for day, (site, size) in enumerate(sizes.items())
        for number in range(size)
    ]
    assert split(how, records) == ["train"] * 90 + ["validation"] * 9 + ["test"]


@pytest.mark.parametrize(("validation", "test"), [(0.5, 0.5), (0, 0.1), (0.1, -0.1)])
def test_shares_that_do_not_leave_three_splits_are_refused(validation: float, test: float) -> None:
    with pytest.raises(ArgumentError, match="do not leave three splits"):
        Shares(validation, test)


def test_an_empty_selection_has_no_split_but_the_whole() -> None:
    found: Duplicates = find_duplicates([], near=False)
    assert make_splitter("none", found).about
    with pytest.raises(ArgumentError, match="three days"):
        make_splitter("time", found)
