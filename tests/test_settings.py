"""Settings that nothing can begin with are refused by name and value, before anything is opened or asked for."""

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawler.command import use_environment
from newscrawler.errors import ArgumentError
from newscrawler.running import check_settings


def settings(**values: object) -> Settings:
    found = Settings()
    found.setmodule("newscrawler.settings")
    found.update(values, "cmdline")
    return found


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("WAIT_DUE", "nan", "is no number"),
        ("DOWNLOAD_DELAY", "inf", "is no number"),
        ("DOWNLOAD_TIMEOUT", "-1", "is less than 0"),
        ("MIN_FREE", "1GB", "is no whole number"),
        ("ROBOTSTXT_OBEY", "no", "is neither 0 nor 1"),
        ("ARCHIVE_ENABLED", "yes", "is neither 0 nor 1"),
    ],
)
def test_a_crawl_refuses_what_means_nothing(name: str, value: str, why: str) -> None:
    check_settings(settings())
    check_settings(settings(WAIT_DUE="-1", RETRY_TIMES="9" * 400))
    with pytest.raises(ArgumentError, match=f"{name}='{value}' {why}"):
        check_settings(settings(**{name: value}))


@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_archive_dir_is_not_the_folder_we_stand_in(value: str) -> None:
    with pytest.raises(UsageError, match="ARCHIVE_DIR is empty"):
        use_environment(settings(ARCHIVE_DIR=value))


def test_a_log_level_that_nobody_knows_is_named_with_those_there_are() -> None:
    use_environment(settings(LOG_LEVEL="WARNING"))
    use_environment(settings(LOG_LEVEL=30))
    with pytest.raises(UsageError, match="LOG_LEVEL='LOUD' is none of CRITICAL"):
        use_environment(settings(LOG_LEVEL="LOUD"))
