"""Bases for sites that run on the same software."""
