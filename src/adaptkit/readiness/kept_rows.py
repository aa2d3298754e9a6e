"""The rows of the last ``status``, for as long as nothing that they were made from has changed."""

from __future__ import annotations

import datetime
import json
import os
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adaptkit import __version__
from adaptkit.model.diagnostic import Diagnostic, Position, Severity
from adaptkit.model.layout import LOCALES, NOT_LANGUAGES, SOURCE
from adaptkit.reports.status import EditionStatus
from adaptkit.workspace.fingerprints import Fingerprints, cache_folder

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift
    from adaptkit.workspace import Workspace

_FORMAT = 1


class KeptRows:
    """Rows by edition. One is valid while the guide, overlays, editions and templates, the
    catalogues of the edition's languages, the day and this program are what they were.

    Nothing here can fail: what cannot be read or written is made anew.
    """

    def __init__(self, workspace: Workspace, today: datetime.date) -> None:
        self._file = _file(workspace.root)
        self._made_by = [_FORMAT, __version__, sys.version, today.isoformat(), *_program()]
        self._kept = _read(self._file)
        self._shared: dict[str, str] = {}
        self._catalogues: dict[str, dict[str, str]] = {}
        self._rows: dict[str, Any] = {}
        self._prints = Fingerprints(workspace.root, _stamps(self._kept), self._looked_at())
        try:
            self._look()
        except OSError:
            self._file = None
        if self._kept.get("made_by") == self._made_by and self._kept.get("shared") == self._shared:
            self._rows = dict(self._kept.get("rows", {}))

    def _looked_at(self) -> int:
        found = self._kept.get("looked_at", 0)
        return found if isinstance(found, int) else 0

    def _look(self) -> None:
        self._shared = self._prints.of(SOURCE)
        for path, digest in self._prints.of(LOCALES).items():
            folder = path.split("/")[1]
            if path.endswith(".po") and path.count("/") == 2 and folder not in NOT_LANGUAGES:
                self._catalogues.setdefault(folder.casefold(), {})[path] = digest
                self._shared[path] = ""
            else:
                self._shared[path] = digest

    def row(self, name: str) -> EditionStatus | None:
        """The kept row of the edition ``name``, if it still holds."""
        kept = self._rows.get(name) if self._file else None
        if kept is None:
            return None
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            if kept["catalogues"] == self._of(kept["languages"]):
                return _row(kept["row"])
        return None

    def _of(self, languages: Iterable[str]) -> dict[str, str]:
        return {
            path: digest
            for language in languages
            for path, digest in self._catalogues.get(language.casefold(), {}).items()
        }

    def keep(self, made: Mapping[str, tuple[EditionStatus, tuple[str, ...]]]) -> None:
        """Keep new rows, each with the languages whose catalogues it was made from."""
        if self._file is None or not (made or self._prints.read):
            return
        from dataclasses import asdict

        for name, (row, languages) in made.items():
            self._rows[name] = {
                "languages": languages,
                "catalogues": self._of(languages),
                "row": asdict(row),
            }
        content = {
            "made_by": self._made_by,
            "looked_at": self._prints.now,
            "files": self._prints.found,
            "shared": self._shared,
            "rows": self._rows,
        }
        _write(self._file, json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _file(root: Path) -> Path | None:
    folder = cache_folder()
    # Only a name: two projects that share one by chance take turns, since paths are compared.
    return folder and folder / f"status-{zlib.crc32(os.fsencode(root)):08x}.json"


def _program() -> Iterable[Any]:
    """What tells one state of this program from another, in a source tree too: the newest of its
    files, and when the folders of the installed libraries last changed."""
    package = Path(__file__).parents[1]
    newest = size = 0
    for folder, _, names in os.walk(package):
        for name in names:
            if name.endswith((".py", ".po", ".css", ".html")):
                found = Path(folder, name).stat()
                newest, size = max(newest, found.st_mtime_ns), size + found.st_size
    libraries = [Path(place) for place in sys.path if place.endswith("-packages")]
    times = [place.stat().st_mtime_ns for place in libraries if place.is_dir()]
    return str(package), newest, size, max(times, default=0)


def _read(file: Path | None) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(file.read_bytes()) if file else {}
        if isinstance(found, dict):
            return found
    return {}


def _stamps(kept: Mapping[str, Any]) -> dict[str, tuple[tuple[int, int, int, int], str]]:
    with suppress(TypeError, ValueError, AttributeError):
        return {
            path: (tuple(stamp), digest) for path, (stamp, digest) in kept.get("files", {}).items()
        }
    return {}


def _write(file: Path, text: str) -> None:
    from adaptkit.model.diagnostic import ProblemsFound
    from adaptkit.workspace.files import write_files

    with suppress(OSError, ProblemsFound):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_files({file: text.encode("utf-8", "surrogatepass")})


# Back from JSON -------------------------------------------------------------------------------


def _row(data: Mapping[str, Any]) -> EditionStatus:
    return EditionStatus(
        **{
            **data,
            "overlays": tuple(data["overlays"]),
            "open_adaptation_points": tuple(data["open_adaptation_points"]),
            "drift": tuple(map(_drift, data["drift"])),
            "unverified_contacts": tuple(data["unverified_contacts"]),
            "blockers": tuple(map(_diagnostic, data["blockers"])),
            "diagnostics": tuple(map(_diagnostic, data["diagnostics"])),
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
