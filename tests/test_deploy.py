"""What `deploy/` and `docs/operations.md` tell an operator to run exists, and is understood by what runs it."""

import argparse
import importlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawler.addon import PREFIX
from tests.conftest import PROJECT

DEPLOY = PROJECT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("newscrawler-*"))
OPERATIONS = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
OURS = {path.stem for path in (PROJECT / "newscrawler" / "commands").glob("[a-z]*.py")}
SCRAPY = "/opt/newscrawler/.venv/bin/scrapy"
PLACES = ("/opt/newscrawler", "/var/lib/newscrawler", "/var/log/newscrawler")
CRON_LINE = re.compile(r"(?P<when>(?:[\d*/,-]+ ){5})(?P<command>\S.*)")


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def directives(name: str) -> list[str]:
    """The lines that are no comment."""
    return [line for line in text(name).splitlines() if line.strip() and not line.lstrip().startswith("#")]


def value(name: str, key: str) -> str:
    """What a unit's file says for a key; the last one counts."""
    return [line.partition("=")[2] for line in directives(name) if line.startswith(f"{key}=")][-1]


def cron_lines() -> list[re.Match[str]]:
    return [match for line in directives("crontab") if (match := CRON_LINE.fullmatch(line))]


def told_commands() -> list[str]:
    """Every command line of ours that the files and the page name."""
    blocks = re.findall(r"```sh\n(.*?)```", OPERATIONS, re.DOTALL) + re.findall(r"`(scrapy [^`]+)`", OPERATIONS)
    lines = [line.partition(" #")[0] for block in blocks for line in block.splitlines()]
    lines += [value(name, "ExecStart") for name in UNITS if name.endswith(".service")]
    lines += [match["command"] for match in cron_lines()]
    parts = [part for line in lines for part in re.split(r"&&|\|\||[;>{}]", line)]
    return sorted(
        {match[1].strip() for part in parts if (match := re.search(r"\b(scrapy(?: [^\n]*)?)$", part.strip()))}
    )


def settings() -> Settings:
    known = Settings()
    known.setmodule("newscrawler.settings")
    return known


@pytest.mark.parametrize("line", told_commands())
def test_every_command_that_is_told_exists_with_every_option(line: str) -> None:
    _, name, *words = shlex.split(line)
    if name == "list":
        assert words == []
        return
    assert name in OURS
    command = importlib.import_module(f"newscrawler.commands.{name}").Command()
    command.settings = settings()
    parser = argparse.ArgumentParser(exit_on_error=False, allow_abbrev=False, conflict_handler="resolve")
    command.add_options(parser)
    opts, rest = parser.parse_known_args(words)
    assert [word for word in rest if word.startswith("-")] == []
    for pair in opts.set:
        assert pair.partition("=")[0] in command.settings


def test_the_page_names_the_commands_of_an_operator() -> None:
    named = {line.split()[1] for line in told_commands()}
    assert named >= {"list", "crawl", "update", "backfill", "coverage", "summary", "show", "runs", "retry", "verify"}


def test_every_variable_that_is_set_is_a_setting() -> None:
    told = "\n".join([*map(text, [*UNITS, "crontab"]), OPERATIONS])
    names = set(re.findall(rf"\b{PREFIX}([A-Z_]+)=", told))
    assert names == {"ARCHIVE_DIR", "CONTACT"}
    assert all(name in settings() for name in names)


@pytest.mark.parametrize("name", [*UNITS, "crontab", "logrotate.conf"])
def test_every_place_is_one_that_the_page_explains(name: str) -> None:
    machine = set(re.findall(r"(?<![\w.])/(?:opt|var|etc|home|root|srv|usr|work|tmp)[\w/.-]*", text(name)))
    ours = {path for path in machine if path.startswith(PLACES) or path.startswith("/etc/")}
    assert machine == ours
    assert all(place in OPERATIONS for place in PLACES)


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units as they are, but for the program: this machine's own."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    program = str(Path(sys.executable).parent / "scrapy")
    for name in UNITS:
        (tmp_path / name).write_text(text(name).replace(SCRAPY, program), encoding="utf-8")
    return [str(tmp_path / name) for name in UNITS]


def test_systemd_finds_nothing_to_say_of_the_units(units: list[str]) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_finds_the_services_well_confined(units: list[str]) -> None:
    services = [unit for unit in units if unit.endswith(".service")]
    for service in services:
        command = ["systemd-analyze", "security", "--offline=yes", "--threshold=25", "--no-pager", service]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-500:]


def test_the_timer_starts_the_service_of_its_name_and_catches_up() -> None:
    assert (DEPLOY / "newscrawler-update.service").exists()
    assert value("newscrawler-update.timer", "OnCalendar") == "*:0/10"
    assert value("newscrawler-update.timer", "Persistent") == "true"


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_site_that_refuses_or_is_late_fails_no_unit_and_a_fault_of_the_machine_does(name: str) -> None:
    assert value(name, "SuccessExitStatus") == "3 5"
    assert int(value(name, "TimeoutStopSec")) > settings().getint("DOWNLOAD_TIMEOUT")


def test_the_two_services_differ_in_how_they_run_only() -> None:
    one, other = (set(directives(f"newscrawler-{name}.service")) for name in ("update", "every"))
    keys = {line.partition("=")[0] for line in one ^ other}
    assert keys == {
        *("Description", "Conflicts", "StartLimitIntervalSec", "Type", "ExecStart", "TimeoutStartSec"),
        *("Restart", "RestartSec", "RestartPreventExitStatus", "[Install]", "WantedBy"),
    }


def test_the_crontab_is_made_of_comments_variables_and_lines_of_five_fields() -> None:
    variables = [line for line in directives("crontab") if re.fullmatch(r"[A-Z_]+=\S+", line)]
    assert len(variables) + len(cron_lines()) == len(directives("crontab"))
    limits = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
    for match in cron_lines():
        for field, (least, most) in zip(match["when"].split(), limits, strict=True):
            assert re.fullmatch(r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?", field)
            assert all(least <= int(number) <= most for number in re.findall(r"\d+", field.partition("/")[0]))
        assert "%" not in match["command"], "cron takes it for the end of the line"


@pytest.mark.parametrize(("code", "mailed"), [(0, False), (3, False), (5, False), (1, True), (4, True), (6, True)])
def test_cron_mails_what_is_a_fault_of_the_machine_only(code: int, mailed: bool, tmp_path: Path) -> None:
    done = run_cron(tmp_path, f'echo "$@"; exit {code}')
    assert bool(done.stdout) == mailed
    assert (f"exit code {code}" in done.stdout) == mailed
    assert (tmp_path / "update.log").read_text(encoding="utf-8") == "update\n"


def test_cron_starts_no_second_run_beside_one_that_goes_on(tmp_path: Path) -> None:
    second = 'flock -n -E 9 "$(dirname "$0")/../../update.lock" true; echo lock $?'
    done = run_cron(tmp_path, second)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "update.log").read_text(encoding="utf-8") == "lock 9\n"


def run_cron(place: Path, script: str) -> subprocess.CompletedProcess[str]:
    """The first line of the crontab as cron runs it, with `script` for scrapy and all places in one folder."""
    if shutil.which("flock") is None:
        pytest.skip("flock is not installed")
    program = place / ".venv" / "bin" / "scrapy"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    command = cron_lines()[0]["command"]
    for name in PLACES:
        command = command.replace(name, str(place))
    return subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, timeout=30, check=False)


def test_logrotate_takes_the_file_and_leaves_the_archive_alone(tmp_path: Path) -> None:
    assert [line for line in directives("logrotate.conf") if line.startswith("/")] == ["/var/log/newscrawler/*.log {"]
    words = {"su", "weekly", "maxsize", "rotate", "compress", "delaycompress", "missingok", "notifempty", "create"}
    assert {line.split()[0] for line in directives("logrotate.conf") if line.startswith(" ")} == words
    if shutil.which("logrotate") is not None:
        copy = tmp_path / "logrotate.conf"
        copy.write_text(re.sub(r"\n.*\bnewscrawler newscrawler", "", text("logrotate.conf")), encoding="utf-8")
        done = subprocess.run(["logrotate", "-d", str(copy)], capture_output=True, text=True, check=False)
        assert (done.returncode, "error" in done.stderr) == (0, False)
