"""From a page to an article, without Scrapy."""
