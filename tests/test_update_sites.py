"""`scrapy update` of all fourteen sites in one process, against a newsroom that plays them all."""

from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.sites.choice import names
from tests.conftest import RunScrapy

PACE = ("-s", "DOWNLOAD_DELAY=0.002", "-L", "WARNING")


def test_all_sites_in_one_process_bring_what_they_show_and_then_only_ask_whether_it_changed(
    run_scrapy: RunScrapy,
) -> None:
    room = Newsroom(articles=8, seed=3, sites=("all",))
    with room.serve() as origin:
        first = run_scrapy("update", "-s", f"ORIGIN={origin}", "-s", "CLOCK=2025-12-15T18:00:00+04:00", *PACE)
        asked = len(room.log)
        again = run_scrapy("update", "-s", f"ORIGIN={origin}", "-s", "CLOCK=2025-12-15T23:00:00+04:00", *PACE)
    assert (first.code, again.code) == (0, 0), first.log[-2000:]
    assert room.in_flight_max == 1
    truth = {story.record_id: story for story in room.stories if story.held}
    for site in names():
        held = {line["id"]: line for line in again.lines(site=site)}
        assert len(held) >= 4, site
        assert held.keys() <= truth.keys()
        assert all(line["text"] == truth[key].text for key, line in held.items())
        assert site in first.log
    assert {seen.status for seen in room.log[asked:]} == {304}
