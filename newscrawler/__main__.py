"""`newscrawler …`: the commands of `scrapy …`, from any folder."""

import os
import sys

from scrapy.cmdline import execute


def main(argv: list[str] | None = None) -> None:
    """Runs one command with this project's settings, wherever it is started."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newscrawler.settings")
    execute(argv or sys.argv)


if __name__ == "__main__":
    main()
