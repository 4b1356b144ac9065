"""Copies among the records of a release: texts folded, printed as shingles, compared within some days, clustered."""
