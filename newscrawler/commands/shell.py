"""`scrapy shell` as Scrapy has it; whatever it fetches does not touch the archive."""

from scrapy.commands.shell import Command as ScrapyShell


class Command(ScrapyShell):
    """Looks, and leaves the archive alone."""

    default_settings = {**ScrapyShell.default_settings, "ARCHIVE_ENABLED": False}
