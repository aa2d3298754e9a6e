"""Checks that need all passages of a catalogue: one module a check."""
