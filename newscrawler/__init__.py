"""newscrawler: a trustworthy archive of Azerbaijani news."""

__version__ = "0.1.0"
