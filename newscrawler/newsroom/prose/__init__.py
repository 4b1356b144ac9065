"""The newsroom's writers: one set of facts, told in Azerbaijani, Russian and English."""

from newscrawler.newsroom.prose.desk import TOPICS, Copy, write

__all__ = ["TOPICS", "Copy", "write"]
