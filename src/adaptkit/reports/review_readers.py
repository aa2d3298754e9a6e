"""What came of a test with readers: for people, and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, one_line

_SAID: Mapping[str, str] = {
    "taken": "counted",
    "instead": "counted, in place of other counts of the same sitting; readers now and before",
    "already": "known already",
    "stale": "the chapter has changed since they read it: not counted",
    "not-there": "these words do not stand in that passage, and were left out",
}


class ReadersReport(Record, frozen=True):
    """``told``: (what, chapter, words); ``written``: files of the project."""

    edition: str
    files: tuple[str, ...]
    told: tuple[tuple[str, str, str], ...]
    written: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """False when a person has something to look at."""
        return all(what in ("taken", "instead", "already") for what, _, _ in self.told)


def readers_lines(report: ReadersReport) -> Iterator[str]:
    if not report.told:
        yield f"{report.edition}: these files count nothing"
    for what, chapter, words in report.told:
        about = f" (“{one_line(words)}”)" if words else ""
        about = f": {words}" if what == "instead" else about
        yield f"{as_name(chapter)}: {_SAID[what]}{about}"
    would = "Would be written" if report.dry_run else "Written"
    yield from (f"{would}: {as_name(path)}" for path in report.written)


def readers_json(report: ReadersReport) -> Json:
    return {
        "edition": report.edition,
        "files": list(report.files),
        "dry_run": report.dry_run,
        "ok": report.ok,
        "written": list(report.written),
        "answers": [
            {"what": what, "chapter": chapter, "words": words}
            for what, chapter, words in report.told
        ],
    }
