"""One page explained: where each field stands, what every look says, what became of it."""

from newscrawler.explaining.model import Explanation, FieldTold, Said, Subject
from newscrawler.explaining.telling import explain

__all__ = ["Explanation", "FieldTold", "Said", "Subject", "explain"]
