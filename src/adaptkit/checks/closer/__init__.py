"""Checks of one passage that are asked only where everything is: one module a check."""
