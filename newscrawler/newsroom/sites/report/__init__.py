"""report.az as the newsroom plays it: three editions, the layout since late 2025 and the one before."""

from newscrawler.newsroom.sites.report.site import REPORT, SITE

__all__ = ["REPORT", "SITE"]
