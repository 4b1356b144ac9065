"""Stored pages read again: one page beside its record, on several cores, written where it differs, told."""
