"""Whose fault a failure is, and when the next try comes."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawler.patience import BACKOFF, IN_A_ROW, RESTS, Host, Kind, Setback, Verdict

NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)
KINDS: tuple[Kind, ...] = ("unreachable", "unanswered", "busy", "refused", "page")


def fail(
    host: Host, url: str, kind: Kind, attempts: int = 0, now: datetime = NOW, wait: float | None = None
) -> Verdict:
    return host.judge(url, attempts, Setback(kind, kind, wait=wait), now)


def seconds(verdict: Verdict, now: datetime = NOW) -> float:
    assert verdict.due is not None
    return (verdict.due - now).total_seconds()


def test_each_try_waits_twice_as_long_give_or_take_a_quarter() -> None:
    for attempts in range(4):
        waits = {seconds(fail(Host(), "a", "page", attempts)) for _ in range(200)}
        middle = BACKOFF * 2**attempts
        assert middle * 0.75 <= min(waits) < middle * 0.85
        assert middle * 1.15 < max(waits) <= middle * 1.25


@pytest.mark.parametrize("kind", ["page", "unanswered", "busy"])
def test_a_url_that_fails_alone_is_given_up_after_five_tries(kind: Kind) -> None:
    host, actions = Host(tries=5), []
    for attempts in range(5):
        host.alive()  # its robots.txt came
        actions.append(fail(host, "a", kind, attempts).action)
    assert actions == ["again"] * 4 + ["give_up"]


@pytest.mark.parametrize("kind", ["unanswered", "busy"])
def test_a_url_is_not_given_up_on_the_word_of_a_host_that_answers_nothing(kind: Kind) -> None:
    host = Host(tries=2)
    assert fail(host, "a", kind, 0).action == "again"
    assert fail(host, "a", kind, 1).action == "rest"
    host.alive()
    assert fail(host, "a", kind, 1).action == "give_up"


@pytest.mark.parametrize("kind", ["unreachable", "unanswered", "busy", "refused"])
def test_so_many_in_a_row_are_the_hosts_failure(kind: Kind) -> None:
    host, limit = Host(), IN_A_ROW[kind]
    actions = [fail(host, f"u{number}", kind).action for number in range(limit)]
    assert actions[-1] == "rest"
    assert "rest" not in actions[:-1]
    assert host.is_resting(NOW)
    assert not host.is_resting(NOW + timedelta(seconds=RESTS[kind][0]))


@pytest.mark.parametrize("kind", ["unanswered", "busy", "refused"])
def test_an_answer_in_between_breaks_the_row(kind: Kind) -> None:
    host, limit = Host(), IN_A_ROW[kind]
    for number in range(3 * limit):
        if number % (limit - 1) == 0:
            host.answered()
        assert fail(host, f"u{number}", kind).action != "rest"


def test_one_url_again_and_again_is_no_row() -> None:
    host = Host(tries=100)
    assert {fail(host, "a", "busy", attempts).action for attempts in range(20)} == {"again"}


@pytest.mark.parametrize("kind", ["unreachable", "unanswered", "busy", "refused"])
def test_each_rest_is_twice_as_long_until_the_longest_and_the_first_again_after_an_answer(kind: Kind) -> None:
    host, now, rests = Host(), NOW, []
    for number in range(40):
        verdict = fail(host, f"u{number}", kind, now=now)
        if verdict.action == "rest":
            rests.append(seconds(verdict, now))
            now += timedelta(seconds=rests[-1])
    first, longest = RESTS[kind]
    assert rests[:3] == [first, 2 * first, 4 * first]
    assert rests[-1] == longest
    host.answered()
    again = [fail(host, f"v{number}", kind, now=now) for number in range(IN_A_ROW[kind])][-1]
    assert seconds(again, now) == first


def test_no_way_and_no_answer_are_one_row() -> None:
    host = Host()
    assert fail(host, "a", "unanswered").action == "again"
    assert seconds(fail(host, "b", "unreachable")) == RESTS["unreachable"][0]
    assert seconds(fail(host, "c", "unreachable")) == 2 * RESTS["unreachable"][0]


def test_what_was_refused_before_the_host_showed_that_it_refuses_all_is_reopened_once() -> None:
    host = Host()
    urls = [f"u{number}" for number in range(20)]
    verdicts = [fail(host, url, "refused") for url in urls]
    assert [verdict.action for verdict in verdicts] == ["give_up"] * 19 + ["rest"]
    assert verdicts[-1].reopened == tuple(urls[:19])
    assert fail(host, "u0", "refused").reopened == ()


def test_a_robots_txt_that_comes_does_not_make_good_what_is_refused() -> None:
    host = Host()
    actions = []
    for number in range(20):
        host.alive()
        actions.append(fail(host, f"u{number}", "refused").action)
    assert actions[-1] == "rest"


@pytest.mark.parametrize(("wait", "least"), [(120.0, 120.0), (1.0, 11.25)])
def test_what_the_server_asks_for_holds_the_host_and_the_try_comes_no_earlier(wait: float, least: float) -> None:
    host = Host()
    assert seconds(fail(host, "a", "busy", wait=wait)) >= least
    assert host.until == NOW + timedelta(seconds=wait)
    assert host.persists


def test_a_rest_is_never_cut_short() -> None:
    host = Host()
    host.hold(NOW + timedelta(hours=1), "Retry-After")
    fail(host, "a", "unreachable")
    assert host.until == NOW + timedelta(hours=1)


def test_the_loss_of_our_own_network_is_told_to_no_other_process() -> None:
    host = Host()
    fail(host, "a", "unreachable")
    assert not host.persists


def test_three_hours_without_network_cost_no_url_an_attempt() -> None:
    host, now, attempts = Host(), NOW, dict.fromkeys("abcdef", 0)
    while now < NOW + timedelta(hours=3):
        for url in attempts:
            verdict = fail(host, url, "unreachable", attempts[url], now)
            attempts[url] += verdict.action == "again"
            assert verdict.action != "give_up"
            now = max(now, host.until or now)
    assert set(attempts.values()) == {0}
