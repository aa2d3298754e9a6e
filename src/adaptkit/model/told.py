"""How a long piece of work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Told = Callable[[str, int, int], None]
"""``told(what, done, of)``: what is being done now, and how much of the work is done already."""
