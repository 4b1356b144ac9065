"""One page explained: where each field stands, what every look says, what became of it."""

from newscrawler.explaining.telling import Explanation, FieldTold, Said, Subject, explain

__all__ = ["Explanation", "FieldTold", "Said", "Subject", "explain"]
