"""PDF: one tagged file of the whole edition, to print, to send on and to read aloud; the same in
large print; its checklists on a sheet; and a booklet to fold, for paper alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Format, Others, file_of


@FORMATS.register("pdf")
def pdf() -> Format:
    return Format("pdf", "PDF", write, suffix=".pdf", judge=judge)


@FORMATS.register("pdf-large")
def pdf_large() -> Format:
    return Format(
        "pdf-large", "PDF, large print", write_large, suffix=".pdf", is_word=True, judge=judge
    )


@FORMATS.register("pdf-checklists")
def pdf_checklists() -> Format:
    label = "Checklists to print"
    return Format(
        "pdf-checklists", label, write_checklists, suffix=".pdf", is_word=True, judge=judge
    )


@FORMATS.register("pdf-booklet")
def pdf_booklet() -> Format:
    label = "Booklet to print and fold"
    return Format("pdf-booklet", label, write_booklet, suffix=".pdf", is_word=True, judge=judge)


def judge(edition: Edition) -> Iterable[Diagnostic]:
    """The characters that no font has."""
    from adaptkit.writers.pdf.coverage import glyphs_missing

    return glyphs_missing(edition)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """One file, by the edition's name. Raises ProblemsFound where it cannot be set."""
    from adaptkit.writers.pdf.document import document

    return {file_of(edition, ".pdf"): document(edition, large=False)}


def write_large(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """The same for those who see little: 18 points and more, black on white."""
    from adaptkit.writers.pdf.document import document

    return {file_of(edition, ".pdf", "-large-print"): document(edition, large=True)}


def write_checklists(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """All that there is to tick, on a sheet or two."""
    from adaptkit.writers.pdf.document import checklists

    return {file_of(edition, ".pdf", "-checklists"): checklists(edition)}


def write_booklet(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """All of it on sheets that are printed on both sides, folded once and stapled."""
    from adaptkit.writers.pdf.document import booklet

    return {file_of(edition, ".pdf", "-booklet"): booklet(edition)}
