"""What ``review pack`` wrote: for people, and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.pack import Pack
from adaptkit.records import Record, as_data
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, safe, size

_REASONS = {
    "core": ("safety passage", "safety passages"),
    "error": ("passage with errors", "passages with errors"),
    "dose": ("passage with doses or durations", "passages with doses or durations"),
    "changed": (
        "passage that has changed since it was signed",
        "passages that have changed since they were signed",
    ),
    "negation": ("passage that says not, no or never", "passages that say not, no or never"),
    "finding": ("passage with warnings", "passages with warnings"),
    "adapted": ("passage of this country's own", "passages of this country's own"),
    "number": ("passage with numbers", "passages with numbers"),
    "other": ("other", "others"),
}


class PackReport(Record, frozen=True):
    """``path`` as the person who typed the command sees it; ``size`` in bytes."""

    pack: Pack
    path: str
    size: int
    format: str


class OtherPackReport(Record, frozen=True):
    """``kind``: ``back-translation`` or ``readers``; ``passages``: how many somebody answers about;
    ``questions``: how many readers answer; ``untranslated``: of these, how many they would be asked
    in another language."""

    kind: str
    edition: str
    path: str
    size: int
    format: str
    pack: str
    passages: int
    questions: int = 0
    untranslated: int = 0


def other_pack_lines(report: OtherPackReport) -> Iterator[str]:
    yield f"Wrote {as_name(report.path)} ({size(report.size)})"
    if report.kind == "readers":
        passages = counted(report.passages, "passage")
        yield f"In it: {passages}, {counted(report.questions, 'question')}"
        if report.untranslated:
            those = counted(report.untranslated, "question")
            yield f"Not translated yet: {those}; readers would be asked in the guide's language"
    else:
        yield f"In it: {counted(report.passages, 'passage')}, without their source"
    if report.kind == "readers" and report.format == "html":
        yield "What readers get is: --format sheet"
    if report.format == "sheet":
        yield "Print it. What was written on it is typed into the page of: --format html"
    else:
        yield "What comes back goes in with: adaptkit review apply FILE"


def other_pack_json(report: OtherPackReport) -> Json:
    found: Json = as_data(report)
    return found


def pack_lines(report: PackReport) -> Iterator[str]:
    pack = report.pack
    read = [one for one in pack.units if not one.aside]
    asked = sum(map(pack.asks, read))
    yield f"Wrote {as_name(report.path)} ({size(report.size)})"
    if pack.cut:
        yield f"In it, for {counted(pack.cut.minutes, 'minute')}: {_counts(pack.cut.shown)}"
        yield f"Left out: {_counts(pack.cut.left_out)}"
    else:
        yield f"In it: {counted(len(read), 'passage')}, {asked:,} of them to sign off"
    if not read:
        yield "There is nothing in it to read: all that could be asked has been answered."
    if not pack.people and pack.reviewer:
        who, language = safe(pack.reviewer), pack.language.posix
        yield f"{who} may sign nothing in {language}: see languages: in reviews/people.yaml."
    elif not pack.people:
        yield "Nobody may sign anything yet: write who may into reviews/people.yaml first."
    if report.format == "sheet":
        yield "Print it. What was written on it goes in with: adaptkit review sign"
    else:
        yield "Send it to the reviewer. What comes back goes in with: adaptkit review apply FILE"


def _counts(found: tuple[tuple[str, int], ...]) -> str:
    said = [counted(number, *_REASONS[reason]) for reason, number in found]
    return ", ".join(said) or "nothing"


def pack_json(report: PackReport) -> Json:
    pack, read = report.pack, [one for one in report.pack.units if not one.aside]
    return {
        "edition": pack.edition,
        "path": report.path,
        "format": report.format,
        "size": report.size,
        "pack": pack.hash,
        "role": pack.role,
        "reviewer": pack.reviewer,
        "passages": len(read),
        "to_sign": sum(map(pack.asks, read)),
        "of": pack.whole,
        "minutes": pack.cut.minutes if pack.cut else 0,
        "shown": dict(pack.cut.shown) if pack.cut else {},
        "left_out": dict(pack.cut.left_out) if pack.cut else {},
    }
