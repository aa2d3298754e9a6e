"""The rows of the last ``status``, for as long as nothing that they were made from has changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, Severity
from adaptkit.model.frame import Because, ProcessStep
from adaptkit.model.tried import Stumble, Tried
from adaptkit.readiness.kept_files import Inputs, as_kept, kept_file, program, read_kept, write_kept
from adaptkit.records import as_data
from adaptkit.reports.because import Recorded
from adaptkit.reports.listed import Word
from adaptkit.reports.status import Due, EditionStatus, Readers, Waiting

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift
    from adaptkit.workspace import Workspace

_FORMAT = 6


class KeptRows:
    """Rows by edition. One is valid while the guide, overlays, editions and templates, the
    catalogues of the edition's languages, the day and this program are what they were.

    Nothing here can fail: what cannot be read or written is made anew.
    """

    def __init__(self, workspace: Workspace, today: datetime.date) -> None:
        self._file = kept_file("status", str(workspace.root))
        self._made_by = as_kept([_FORMAT, today.isoformat(), *program()])
        self._rows: dict[str, Any] = {}
        kept = read_kept(self._file)
        try:
            self._inputs = Inputs(workspace.root, kept)
            # Known only now: guide.yaml may not be read before it was looked at.
            self._inputs.also(workspace.settings.pictures)
        except (OSError, ProblemsFound):
            self._file = None
            return
        if kept.get("made_by") == self._made_by and kept.get("shared") == self._inputs.shared:
            self._rows = dict(kept.get("rows", {}))

    def row(self, name: str) -> EditionStatus | None:
        """The kept row of the edition ``name``, if it still holds."""
        kept = self._rows.get(name) if self._file else None
        if kept is None:
            return None
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            if kept["catalogues"] == self._inputs.of(kept["languages"]):
                return _row(kept["row"])
        return None

    def keep(self, made: Mapping[str, tuple[EditionStatus, tuple[str, ...]]]) -> None:
        """Keep new rows, each with the languages whose catalogues it was made from."""
        if self._file is None or not (made or self._inputs.prints.read):
            return
        for name, (row, languages) in made.items():
            self._rows[name] = {
                "languages": languages,
                "catalogues": self._inputs.of(languages),
                "row": as_data(row),
            }
        content = {
            **self._inputs.stamps(),
            "made_by": self._made_by,
            "shared": self._inputs.shared,
            "rows": self._rows,
        }
        write_kept(self._file, content)


# Back from JSON -------------------------------------------------------------------------------


def _row(data: Mapping[str, Any]) -> EditionStatus:
    return EditionStatus(
        **{
            **data,
            "overlays": tuple(data["overlays"]),
            "open_adaptation_points": tuple(data["open_adaptation_points"]),
            "drift": tuple(map(_drift, data["drift"])),
            "unverified_contacts": tuple(data["unverified_contacts"]),
            "contacts_due": tuple(Due(**one) for one in data["contacts_due"]),
            "blockers": tuple(map(_diagnostic, data["blockers"])),
            "diagnostics": tuple(map(_diagnostic, data["diagnostics"])),
            "words": tuple(Word(**one) for one in data["words"]),
            "waiting": tuple(Waiting(**one) for one in data.get("waiting", ())),
            "operations": tuple(map(_recorded, data["operations"])),
            "process": tuple(map(_step, data["process"])),
            "readers": tuple(map(_readers, data["readers"])),
            "tried": tuple(map(_tried, data["tried"])),
        }
    )


def _readers(data: Mapping[str, Any]) -> Readers:
    return Readers(**{**data, "who": tuple(data["who"]), "again": tuple(data["again"])})


def _tried(data: Mapping[str, Any]) -> Tried:
    over = tuple(Stumble(**one) for one in data["stumbled"])
    return Tried(**{**data, "right": tuple(data["right"]), "stumbled": over})


def _recorded(data: Mapping[str, Any]) -> Recorded:
    because = data["because"]
    made = Because(
        **{
            **because,
            "position": Position(**because["position"]),
            **{key: tuple(because[key]) for key in ("decided_by", "tried_with")},
            **{
                key: tuple(Position(**one) for one in because[key])
                for key in ("decided_by_at", "tried_with_at")
            },
        }
    )
    return Recorded(**{**data, "because": made})


def _step(data: Mapping[str, Any]) -> ProcessStep:
    return ProcessStep(
        **{
            **data,
            "by": tuple(data["by"]),
            "group": tuple(data["group"]),
            "position": Position(**data["position"]),
            "places": {key: Position(**one) for key, one in data["places"].items()},
        }
    )


def _diagnostic(data: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(
        **{
            **data,
            "severity": Severity(data["severity"]),
            "position": Position(**data["position"]),
        }
    )


def _drift(data: Mapping[str, Any]) -> Drift:
    from adaptkit.model.overlay import Drift

    return Drift(**{**data, "position": Position(**data["position"])})
