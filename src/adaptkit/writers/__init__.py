"""A finished edition as files: one module (or package) per format, found by its name.

A writer takes an edition and gives paths under ``<edition>/<format>/`` with their bytes. It
looks nothing up, touches no disk, and gives the same bytes for the same edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adaptkit.registry import Registry

Writer = Callable[..., Mapping[str, bytes]]
"""``write(edition, siblings=(), **options)``: relative path → content."""

WRITERS: Registry[Writer] = Registry("adaptkit.writers")
