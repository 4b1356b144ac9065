"""`scrapy parse` as Scrapy has it; whatever it fetches does not touch the archive."""

from scrapy.commands.parse import Command as ScrapyParse


class Command(ScrapyParse):
    """Looks, and leaves the archive alone."""

    default_settings = {**ScrapyParse.default_settings, "ARCHIVE_ENABLED": False}
