"""What is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from adaptkit.records import Record, replace


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Position(Record, frozen=True, order=True):
    """A place in a project file.

    ``path`` is relative to the project, with ``/``. ``line`` and ``column`` count from 1;
    0 means the whole file, or the whole line.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class Diagnostic(Record, frozen=True):
    """One finding. ``message`` says what is wrong, ``hint`` what to do; both in plain words."""

    code: str
    severity: Severity
    position: Position
    message: str
    hint: str = ""
    edition: str = ""
    unit: str = ""

    @property
    def stops_release(self) -> bool:
        """Whether this must not be published: any error, and the warnings whose code says so."""
        if self.severity is Severity.ERROR:
            return True
        from adaptkit.model.codes import CODES

        return self.code in CODES and CODES[self.code].stops_release

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        p = self.position
        return (p.path, p.line, p.column, self.code, self.message)


def error(code: str, position: Position, message: str, hint: str = "", **extra: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, position, message, hint, **extra)


def warning(
    code: str, position: Position, message: str, hint: str = "", **extra: str
) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, position, message, hint, **extra)


def info(code: str, position: Position, message: str, hint: str = "", **extra: str) -> Diagnostic:
    return Diagnostic(code, Severity.INFO, position, message, hint, **extra)


def as_blocker(one: Diagnostic) -> Diagnostic:
    """What a draft only warns of, as it is told where it stops a release."""
    return replace(one, severity=Severity.ERROR)


class ProblemsFound(Exception):
    """Work cannot go on. Holds every problem that was found, not only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.position}: {d.message}" for d in self.diagnostics))


_NEAR, _MOST_COMPARED = 0.55, 24


def near_names(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names that look most like ``name``, nearest first; for "did you mean"."""
    return _near_names(name, tuple(known), most)


@lru_cache(maxsize=1 << 10)
def _near_names(name: str, names: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Every language of a guide is asked about the same few links."""
    known = _without(names, name)
    close = _close(name, known, most)
    if not close:
        # Of capitals and small letters people think last.
        low = {other.casefold(): other for other in reversed(known)}
        close = [low[other] for other in _close(name.casefold(), tuple(low), most)]
    if not close:
        tail = name.rsplit(".", 1)[-1].rsplit("/", 1)[-1]
        close = [k for k in known if tail and tail in k][:most]
    return tuple(close)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    known = dict.fromkeys(names)
    known.pop(name, None)
    return tuple(known)


def _close(name: str, known: tuple[str, ...], most: int) -> list[str]:
    """As difflib judges it, which compares like people. It is slow: of very many names it is asked
    about those only that have the most letters in common with this one, in this order."""
    import difflib

    if len(known) > _MOST_COMPARED:
        from rapidfuzz import fuzz, process

        # Never below what difflib finds: that counts only letters that stand together.
        found = process.extract(
            name, known, scorer=fuzz.ratio, limit=_MOST_COMPARED, score_cutoff=100 * _NEAR
        )
        known = tuple(known[place] for *_, place in sorted(found, key=lambda one: one[2]))
    return difflib.get_close_matches(name, known, n=most, cutoff=_NEAR)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean "costs"?`` or nothing when no known name is near."""
    close = near_names(name, known)
    if not close:
        return ""
    quoted = [f'"{c}"' for c in close]
    said = quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
    return f"did you mean {said}?"
