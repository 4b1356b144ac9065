"""`scrapy view` as Scrapy has it; whatever it fetches does not touch the archive."""

from scrapy.commands.view import Command as ScrapyView


class Command(ScrapyView):
    """Looks, and leaves the archive alone."""

    default_settings = {**ScrapyView.default_settings, "ARCHIVE_ENABLED": False}
