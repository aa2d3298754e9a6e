"""What an alignment did and what it could not place, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.alignment.document import Passage
from adaptkit.alignment.place import Placement
from adaptkit.records import Record, as_data

_EXCERPT = 60
_MOST_SHOWN = 20


class ReportedPlace(Record, frozen=True):
    """One text: ``guide`` and ``document`` say where it stands (``""``: nowhere)."""

    unit: str
    text: str
    guide: str = ""
    document: str = ""
    confidence: int = 0


class AlignReport(Record, frozen=True):
    """``kept``: recognised, but the catalogue has words already. ``doubtful``: below ``least``.
    ``untranslated``: the document has the guide's own language there. ``missing``: of the guide,
    not found in the document; ``added``: of the document, not found in the guide. ``files``: what
    was (with ``dry_run``: would be) written."""

    path: str
    language: str
    created: bool = False
    files: tuple[str, ...] = ()
    least: int = 0
    placed: tuple[ReportedPlace, ...] = ()
    kept: tuple[ReportedPlace, ...] = ()
    doubtful: tuple[ReportedPlace, ...] = ()
    untranslated: tuple[ReportedPlace, ...] = ()
    missing: tuple[ReportedPlace, ...] = ()
    added: tuple[ReportedPlace, ...] = ()
    dry_run: bool = False


def place_of_placement(one: Placement) -> ReportedPlace:
    position = one.unit.position
    guide = f"{position.path}:{position.line}" if position.line else position.path
    return ReportedPlace(one.unit.id, one.unit.source, guide, one.where, one.confidence)


def place_in_guide(passage: Passage) -> ReportedPlace:
    return ReportedPlace(passage.unit.id if passage.unit else "", passage.text, guide=passage.where)


def place_in_document(passage: Passage) -> ReportedPlace:
    return ReportedPlace("", passage.text, document=passage.where)


def as_json(report: AlignReport) -> dict[str, object]:
    data: dict[str, object] = as_data(report)
    return data


def as_text(report: AlignReport) -> Iterator[str]:
    """Lines; long lists are cut, and say so (``--json`` has all of them)."""
    done = "would be placed" if report.dry_run else "placed"
    number = _counted(len(report.placed), "suggestion")
    fuzzy = ", all of them fuzzy" if report.placed else ""
    yield f"{report.path}: {number} {done}{fuzzy}"
    if report.placed:
        sure = sorted(place.confidence for place in report.placed)
        middle = sure[len(sure) // 2]
        yield f"  confidence {sure[0]}% to {sure[-1]}%, half of them {middle}% or more"
    if report.kept:
        yield f"  {_counted(len(report.kept), 'unit')} had words already, which stay as they are"
    if report.untranslated:
        yield (
            f"  {_counted(len(report.untranslated), 'unit')} in the document in the guide's own "
            "words or language; not placed"
        )
    yield from _listed(
        f"Not placed, because less than {report.least}% sure:",
        [f"{p.guide} ~ {p.document} ({p.confidence}%): {_short(p.text)}" for p in report.doubtful],
    )
    yield from _listed(
        "In the guide, not found in the document:",
        [f"{p.guide}: {_short(p.text)}" for p in report.missing],
    )
    yield from _listed(
        "In the document, not found in the guide:",
        [f"{p.document}: {_short(p.text)}" for p in report.added],
    )
    yield ""
    if report.files and not report.dry_run:
        yield f"{_counted(len(report.files), 'file')} written."
    else:
        yield "Nothing was written."


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield title
    for line in lines[:_MOST_SHOWN]:
        yield f"  {line}"
    if len(lines) > _MOST_SHOWN:
        yield f"  … and {len(lines) - _MOST_SHOWN} more; --json lists all of them"


def _short(text: str) -> str:
    line = " ".join(text.split())
    line = "".join(c if c.isprintable() else " " for c in line)
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
