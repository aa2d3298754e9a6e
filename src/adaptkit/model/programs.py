"""Programs of the machine that some formats need; a writer asks, and knows nothing of the machine.

The machine's own stand in ``workspace/programs.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from adaptkit.model.diagnostic import Position, ProblemsFound, error

PANDOC, SPEAKER, ENCODER = "pandoc", "espeak-ng", "ffmpeg"
KNOWN = (PANDOC, SPEAKER, ENCODER)
"""Every program that is ever run so, by the name by which it is asked for."""


class Programs(Protocol):
    """Text or bytes go in at one end and come out at the other: no program is given a file of the
    project or of the person."""

    def says(self, name: str, *arguments: str) -> str:
        """What the program answers to these arguments; ``""`` where it is not there."""

    def run(self, name: str, arguments: Sequence[str], given: bytes) -> bytes:
        """What it writes. Raises ProblemsFound where it is not there, fails, or takes too long."""


class NoPrograms:
    """A machine that has none of them."""

    def says(self, name: str, *arguments: str) -> str:  # noqa: ARG002
        return ""

    def run(self, name: str, arguments: Sequence[str], given: bytes) -> bytes:  # noqa: ARG002
        raise LookupError(name)


def program_failed(name: str, why: str) -> ProblemsFound:
    return ProblemsFound(
        [
            error(
                "program-failed",
                Position(name),
                f"the program {name} has not written what it was asked for: {why}",
                "try again; if it stays so, leave the format out of the edition's formats: "
                "and report it",
            )
        ]
    )
