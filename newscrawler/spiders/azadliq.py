"""Azadlıq Radiosu (RFE/RL), https://www.azadliq.org: articles since the 2000s."""

from newscrawler.cms.pangea import PangeaSpider, archive_sources, article_rule, live_sources

SITE = "https://www.azadliq.org"


class AzadliqSpider(PangeaSpider):
    """https://www.azadliq.org; the mirrors under other hosts are no sources, their pages name this one."""

    name = "azadliq"
    allowed_domains = ["www.azadliq.org"]
    site_names = ("Azadlıq Radiosu", "AzadlıqRadiosu", "Azad Avropa / Azadlıq Radioları Inc.", "RFE/RL")
    hosts = {"azadliq.org": "www.azadliq.org"}
    article_url = article_rule("azadliq.org")
    live = live_sources(SITE, service=1)
    archive = archive_sources(SITE)
