"""What other programs go on with, made from the Word document by pandoc: OpenDocument text (ODT)
for LibreOffice, and InCopy (ICML), which InDesign places.

Pandoc is no part of adaptkit: without it these two cannot be written, and all others are.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.programs import PANDOC, Programs
from adaptkit.writers import ALONE, FORMATS, Format, Others, file_of

ODT, ICML = ".odt", ".icml"
# Earlier ones lose every drawing in their sandbox (3.5, 3.6), or cannot write ODT there (2.17).
_LOWEST = (3, 8)
_HINT = (
    "install it with the command: pip install 'adaptkit[office]' – "
    "or leave {format} out of the edition's formats"
)


@FORMATS.register("odt")
def odt() -> Format:
    return Format("odt", "OpenDocument", write_odt, suffix=ODT, lacking=lacking)


@FORMATS.register("icml")
def icml() -> Format:
    return Format("icml", "InDesign (ICML)", write_icml, suffix=ICML, lacking=lacking)


def lacking(spec: EditionSpec, one: Format, programs: Programs) -> Diagnostic | None:
    """Why this machine cannot write it."""
    said = programs.says(PANDOC, "--version").split("\n", 1)[0]
    version = said.partition(" ")[2].strip() if said.startswith(PANDOC) else ""
    if version and _numbers(version) >= _LOWEST:
        return None
    needed = ".".join(map(str, _LOWEST))
    why = "the program pandoc is not on this machine"
    if version:
        why = f"pandoc {version} is too old, and {needed} or a later one is needed"
    return warning(
        "format-unavailable",
        spec.position,
        f"{one.name} is not written: {why}",
        _HINT.format(format=one.name),
        edition=spec.name,
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def write_odt(edition: Edition, others: Others = ALONE) -> Mapping[str, bytes]:
    from adaptkit.writers.office.opendocument import render_odt

    return {file_of(edition, ODT): render_odt(edition, others.programs)}


def write_icml(edition: Edition, others: Others = ALONE) -> Mapping[str, bytes]:
    """The text, and beside it the pictures that it shows."""
    from adaptkit.writers.office.incopy import render_icml

    text, pictures = render_icml(edition, others.programs)
    return {**pictures, file_of(edition, ICML): text}
