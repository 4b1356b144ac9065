"""Settings of the project. Each that differs from Scrapy's default says why. Ours come first, Scrapy's below.

The command line (`-s NAME=VALUE`) beats the environment (`NEWSCRAWLER_NAME`), which beats this file.
"""

from pathlib import Path

from scrapy.utils.conf import closest_scrapy_cfg

_PROJECT = Path(__file__).resolve().parent.parent
_HOME = _PROJECT if (_PROJECT / "scrapy.cfg").exists() else Path(closest_scrapy_cfg() or "scrapy.cfg").absolute().parent

# --- ours -----------------------------------------------------------------------------------------------------------
ARCHIVE_DIR = str(_HOME / "archive")  # beside scrapy.cfg, wherever the command is started
SEEDS_DIR = str(_HOME / "seeds")  # <site>.txt, one URL a line
CONTACT = ""  # an e-mail address or a page about you; a real site should know whom to ask
ORIGIN = ""  # send every request of the site's hosts here instead: a mirror, a replay proxy, the newsroom
CLOCK = ""  # 2025-12-15T18:00:00+04:00*1440 begins there and lives a day a minute; empty is real time
KEEP_PAGES = True  # raw pages as WARC beside the records, to be read again when a page class improves
KEEP_LISTINGS = False  # listings and feeds too: they change with every visit
RETRY_AFTER_MAX = 3600  # seconds; a longer Retry-After than this is cut to it
WAIT_DUE = 300  # seconds to wait for what is due later (Retry-After, the next try), then the end; below 0: for ever
COMMAND = "crawl"  # which of our commands crawls; set by the command itself
EVERY = 0  # seconds; `update --every` sets it: the crawl never ends by itself
RECHECK = 0  # `update --recheck` sets it: so many of the articles looked at longest ago
MIN_FREE = 1_000_000_000  # bytes; with less free on the archive's file system a crawl stops, exit 6

# --- the project ----------------------------------------------------------------------------------------------------
BOT_NAME = "newscrawler"
SPIDER_MODULES = ["newscrawler.spiders"]  # and packages of your own: newscrawler.spiders,my.spiders
SPIDER_LOADER_CLASS = "newscrawler.registry.Registry"  # Scrapy's only warns of two spiders of one name
NEWSPIDER_MODULE = "newscrawler.spiders"
COMMANDS_MODULE = "newscrawler.commands"
ADDONS = {"newscrawler.addon.Newscrawler": 100}  # the archive's feeds, User-Agent and ORIGIN, which need other settings
LOG_FORMATTER = "newscrawler.logformatter.OneLine"  # Scrapy dumps the whole item

# --- a good citizen -------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True  # Scrapy's library default is False
ROBOTSTXT_USER_AGENT = "newscrawler"  # the product token that a robots.txt group names, not the whole User-Agent
DOWNLOAD_DELAY = 1  # a second a page; above 0 always: with 0 Scrapy >= 2.14 lets 16 through to one host
DOWNLOAD_DELAY_JITTER = 0  # a Crawl-delay is a promise: jitter would break it half of the time
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request in flight on a host
COOKIES_ENABLED = False  # no session, no tracking
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy's default is False
RETRY_TIMES = 4  # tries after the first, each after a longer wait: 15 s, 30 s, 1 min, 2 min, give or take a quarter

# --- hostile input --------------------------------------------------------------------------------------------------
DOWNLOAD_MAXSIZE = 10_000_000  # bytes; an article page has 0.2 MB, Scrapy's limit of 1 GB took 1.2 GB of memory
DOWNLOAD_WARNSIZE = 5_000_000
DOWNLOAD_FAIL_ON_DATALOSS = False  # judged by us: a page that is whole under a wrong Content-Length is no loss
DOWNLOAD_TIMEOUT = 30  # seconds, for the whole download; Scrapy's 180 let one slow host hold a slot for nine minutes
REDIRECT_MAX_TIMES = 5  # Scrapy's 20 is a loop
METAREFRESH_ENABLED = False  # listings refresh themselves every 300 seconds: that is no redirect

# --- a server's process ---------------------------------------------------------------------------------------------
TELNETCONSOLE_ENABLED = False  # an open port that runs Python
REMOTE_CONTROL_ENABLED = False  # the same over HTTP, on by default since 2.19
LOG_LEVEL = "INFO"  # one line an item; DEBUG costs 5 % of the CPU
CONCURRENT_ITEMS = 8  # the default of 100 starts 100 tasks for every response
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "newscrawler.handlers.CivilHandler")
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
FEED_EXPORT_ENCODING = "utf-8"  # the fallback writes \\uXXXX for every Azerbaijani letter

# --- what carries ---------------------------------------------------------------------------------------------------
FEED_STORAGES = {"archive": "newscrawler.exporters.ArchiveStorage"}
FEED_EXPORTERS = {"archive": "newscrawler.exporters.ArchiveExporter"}
ITEM_PIPELINES = {
    "newscrawler.pipelines.Normalise": 100,
    "newscrawler.pipelines.Revisions": 300,
}
EXTENSIONS = {
    "newscrawler.extensions.Politeness": 100,
    "newscrawler.receipt.Gatherer": 100,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newscrawler.extensions.Feeds": 0,  # Scrapy's, which also tells the ledger whose item it exports
}
SPIDER_MIDDLEWARES = {"newscrawler.middlewares.Frontier": 950}  # next to the spider: it sees what the spider yields
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawler.robots.Robots": 100,
    "newscrawler.middlewares.Charset": 580,  # above decompression (590)
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newscrawler.middlewares.Unpack": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newscrawler.redirects.Redirects": 600,
    "newscrawler.middlewares.Capture": 950,  # next to the downloader: nothing has been unpacked yet
}
