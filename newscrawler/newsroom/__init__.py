"""The embedded newsroom: a small server that plays news sites on loopback, with articles whose truth is known.

`calendar` says when something happens, `prose` writes it in three languages, `plan` puts both together, and a folder
of `sites` publishes it: report.az in code, thirteen more as data for `sites/family`, any other from saved pages.
`room` is the newsroom itself, `answer`, `connection` and `server` are its HTTP, `switches` and `faults` what it can be
told to do. No code is shared with what it tests.
"""

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.room import Newsroom
from newscrawler.newsroom.story import Story

__all__ = ["Answer", "Newsroom", "Story"]
