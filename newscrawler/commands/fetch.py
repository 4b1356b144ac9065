"""`scrapy fetch` as Scrapy has it; whatever it fetches does not touch the archive."""

from scrapy.commands.fetch import Command as ScrapyFetch


class Command(ScrapyFetch):
    """Looks, and leaves the archive alone."""

    default_settings = {**ScrapyFetch.default_settings, "ARCHIVE_ENABLED": False}
