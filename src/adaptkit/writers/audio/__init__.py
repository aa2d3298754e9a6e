"""Audio: a file a chapter, spoken by a program, and a list that plays them in order.

It sounds like a machine: for checking, or where there is nothing else. Without the programs, or in
a language without a voice, it cannot be written, and all other formats are.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.programs import ENCODER, SPEAKER, Programs
from adaptkit.writers import ALONE, FORMATS, Format, Others


@FORMATS.register("audio")
def audio() -> Format:
    return Format("audio", "MP3", write, lacking=lacking)


def lacking(spec: EditionSpec, one: Format, programs: Programs) -> Diagnostic | None:
    """Why this machine cannot speak it."""
    from adaptkit.writers.audio.voices import voice_for

    listed = programs.says(SPEAKER, "--voices")
    absent = [SPEAKER] * (not listed) + [ENCODER] * (not programs.says(ENCODER, "-version"))
    why = f"it needs what is not on this machine: {' and '.join(absent)}" if absent else ""
    hint = f"install {' and '.join(absent)}, or leave {one.name} out of the edition's formats"
    if not absent and not voice_for(spec.locale, listed):
        why = f"{SPEAKER} has no voice for {spec.locale.posix}"
        hint = f"leave {one.name} out of the edition's formats, and let a person read it aloud"
    if not why:
        return None
    return warning(
        "format-unavailable",
        spec.position,
        f"{one.name} is not written: {why}",
        hint,
        edition=spec.name,
    )


def write(edition: Edition, others: Others = ALONE) -> Mapping[str, bytes]:
    from adaptkit.writers.audio.recording import record

    return record(edition, others.programs)
