"""Releases: what an edition's readers got, what is new in it for them, and how to tell whether a
published folder is what was built. Pure: bytes and records, no disk."""
