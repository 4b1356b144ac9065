"""The newsroom's writers: one set of facts, told in Azerbaijani, Russian and English."""

from newscrawler.newsroom.prose.desk import TOPICS, Assignment, Copy

__all__ = ["TOPICS", "Assignment", "Copy"]
