"""Pages that may be committed: markup, dates and structured data as they were, prose, names and pictures invented.

`scrub` takes a page and what was read there. Where the same words stand twice (the headline in `h1`, `og:title`,
JSON-LD and the slug), they are replaced by the same words. `surviving` checks the result.
"""

from newscrawler.scrubbing.page import Prose, Scrubbed, scrub
from newscrawler.scrubbing.runs import surviving

__all__ = ["Prose", "Scrubbed", "scrub", "surviving"]
