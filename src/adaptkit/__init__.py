"""Translate a guide, adapt it to a country, publish editions that are never silently stale."""

__version__ = "0.1.0"
