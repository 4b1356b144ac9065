"""`scrapy check` as Scrapy has it; whatever it fetches does not touch the archive."""

from scrapy.commands.check import Command as ScrapyCheck


class Command(ScrapyCheck):
    """Looks, and leaves the archive alone."""

    default_settings = {**ScrapyCheck.default_settings, "ARCHIVE_ENABLED": False}
