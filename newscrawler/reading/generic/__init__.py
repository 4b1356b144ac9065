"""The generic reader: any page of any site, for what its own looks leave empty and for sites that have none."""

from newscrawler.reading.generic.page import FLAG, GenericPage, complete, printed

__all__ = ["FLAG", "GenericPage", "complete", "printed"]
