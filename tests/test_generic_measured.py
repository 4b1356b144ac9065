"""The generic reader beside trafilatura itself, on pages that have a truth (`shared/data/generic`)."""

import gzip
import json
from pathlib import Path

import pytest
import trafilatura

from newscrawler.az.charset import decode
from newscrawler.reading.generic import GenericPage
from tests.shingles import Score, f1, interval, score

EVERY = 4
"""Of the pages in the order of their names every so manieth is read: seconds; `make soak` reads them all."""
MODES = {"standard": {}, "fast": {"fast": True}, "precision": {"favor_precision": True}}


def measure(folder: Path, every: int) -> dict[str, list[Score]]:
    """Precision and recall of each page: ours, and those of trafilatura's modes on the same text."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    found: dict[str, list[Score]] = {"ours": [], **{name: [] for name in MODES}}
    for key in sorted(truth)[::every]:
        body, url = truth[key]["articleBody"], truth[key]["url"]
        text, _ = decode(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()), None)
        ours = "\n".join(line.text for line in GenericPage(text, url).document.text)
        found["ours"].append(score(body, ours))
        for name, mode in MODES.items():
            theirs = trafilatura.extract(text, url=url, include_comments=False, **mode)  # type: ignore[arg-type]
            found[name].append(score(body, theirs or ""))
    return found


def test_bodies_are_read_as_well_as_by_trafilatura_in_any_of_its_modes(shared: Path) -> None:
    found = measure(shared / "generic", EVERY)
    assert f1(found["ours"]) >= max(f1(found[name]) for name in MODES)


@pytest.mark.soak
def test_the_gain_over_trafilatura_is_no_chance(shared: Path) -> None:
    found = measure(shared / "generic", 1)
    gains = {name: interval(found["ours"], found[name]) for name in MODES}
    print({name: round(f1(scores), 4) for name, scores in found.items()}, gains)
    assert gains["standard"][0] > 0, gains
    assert f1(found["ours"]) >= max(f1(found[name]) for name in MODES)
