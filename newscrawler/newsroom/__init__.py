"""The embedded newsroom: a small server that plays report.az on loopback, with articles whose truth is known."""

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.room import Newsroom
from newscrawler.newsroom.story import Story

__all__ = ["Answer", "Newsroom", "Story"]
