"""What is left to decide before an edition can be published, and what to write for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import Block, Variable
from adaptkit.model.edition import Edition
from adaptkit.model.layout import DIRECTORY_FILE, overlay_file, overlay_folder
from adaptkit.model.overlay import Drift
from adaptkit.readiness.blockers import blockers, contacts, safety_passages
from adaptkit.readiness.passages import Passages
from adaptkit.records import replace
from adaptkit.reports.decided import Decision
from adaptkit.reports.listed import Listed
from adaptkit.settings import new_files
from adaptkit.workspace import Workspace

_QUOTED = re.compile(r'["\\]')


class Decisions:
    """``overlay``: that of whose decisions alone somebody wants to know, or ``""``."""

    def __init__(self, workspace: Workspace, edition: Edition, overlay: str = "") -> None:
        self.workspace, self.edition, self.overlay = workspace, edition, overlay
        self.passages = Passages(workspace, edition)
        self._files: dict[str, list[str]] = {}
        overlays = edition.spec.overlays
        self.target = overlay or (overlays[-1] if overlays else "")
        self._points = {point.addresses[0]: point for point in edition.open_points}
        self._variables = {f"variable {v.name}": v for v in edition.open_variables}
        self._drift = {(d.target, d.position): d for d in edition.drift}

    def all(self) -> Iterator[Decision]:
        """The most urgent first. That nobody has signed anything off is nothing to write."""
        waiting: dict[bool, list[Decision]] | None = None
        for found in dict.fromkeys(blockers(self.edition)):
            if found.code == "untranslated":
                if not self.overlay:
                    waiting = self._waiting() if waiting is None else waiting
                    yield from waiting.pop(bool(found.unit), ())
            elif found.code != "unreviewed" and self._is_asked(found):
                yield self._decision(found)

    def _is_asked(self, found: Diagnostic) -> bool:
        if not self.overlay or found.code == "adaptation-point-open":
            return True
        return found.position.path.startswith(f"{overlay_folder(self.overlay)}/")

    def _waiting(self) -> dict[bool, list[Decision]]:
        """Safety passage or not → what to write for each passage without finished words."""
        safety = safety_passages(self.edition)
        out: dict[bool, list[Decision]] = {True: [], False: []}
        for kind in ("untranslated", "fuzzy"):
            for one in self.passages.listed(kind):
                out[one.unit in safety].append(_translation(one, self._empty_line(one)))
        order = {one.unit: number for number, one in enumerate(self.edition.trace)}
        for decisions in out.values():
            decisions.sort(key=lambda one: order.get(one.unit, 0))
        return out

    def _empty_line(self, one: Listed) -> int:
        """The line of the catalogue at which the words of this passage are missing; 0: some stand
        there, over how many lines nobody knows."""
        if one.kind != "untranslated" or not one.catalogue:
            return 0
        lines = self._lines_of(one.catalogue)
        for number in range(one.catalogue_line, len(lines) + 1):
            if lines[number - 1].startswith("msgstr"):
                return number if lines[number - 1] == 'msgstr ""' else 0
        return 0

    def _lines_of(self, file: str) -> list[str]:
        if file not in self._files:
            self._files[file] = self.workspace.read_bytes(file).decode("utf-8").splitlines()
        return self._files[file]

    def _decision(self, found: Diagnostic) -> Decision:
        if found.unit in self._points and found.code == "adaptation-point-open":
            return self._point(found, self._points[found.unit])
        if found.unit in self._variables and found.code == "adaptation-point-open":
            return self._variable(found, self._variables[found.unit])
        drift = self._drift.get((found.unit, found.position))
        if drift is not None and found.code == "overlay-drift":
            return self._overtaken(found, drift)
        if found.code == "contact-unverified":
            return self._contact(found)
        if found.code == "publisher-missing":
            return self._publisher(found)
        if found.code == "review-objection":
            return self._objection(found)
        text = self.passages.texts.get(found.unit, "")
        return _at(found, "", 0, (), text=text)

    # Passages and values of another country ----------------------------------------------------

    def _point(self, found: Diagnostic, point: Block) -> Decision:
        text = self.passages.words_of(point)
        if not self.target:
            return self._without_overlay(found, text)
        file = overlay_file(self.target)
        taken = {one.id for one in read_overlay(self.workspace, self.target).operations}
        lines = new_files.point_lines(point, taken)
        with_text = next(line for line in lines if "with:" in line).split("with: ")[1]
        others = (
            f"The text that stands there instead: {overlay_folder(self.target)}/{with_text}. "
            f"{new_files.shape(point)}",
            "To leave the passage out, write `remove:` in place of `replace:`, and no line with:.",
            "Where it is true here too, write `keep:` in place of `replace:`, and no line with:.",
        )
        do = "Replace it, leave it out or keep it, and say why and who decided."
        after, lines = self._in_list(file, "operations:", lines)
        return _at(found, file, after, lines, text=text, do=do, others=others)

    def _variable(self, found: Diagnostic, variable: Variable) -> Decision:
        if not self.target:
            return self._without_overlay(found, variable.value)
        file = overlay_file(self.target)
        line = f'  {variable.name}: "{new_files.example_of(variable)}"'
        after, lines = self._in_list(file, "variables:", (line,))
        text = " ".join(filter(None, (variable.value, variable.note)))
        do = (
            f"Write what readers need here as {{{variable.name}}}, under variables:; find out, and "
            "do not guess."
        )
        return _at(found, file, after, lines, text=text, do=do)

    def _in_list(self, file: str, key: str, lines: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Below which line of the file these are to be written; with the key where it is not there,
        and as far to the right as those that are."""
        there = self._lines_of(file)
        at = next((n for n, line in enumerate(there, 1) if line.rstrip() == key), 0)
        if not at:
            return len(there), (key, *lines)
        following = next((line for line in there[at:] if line.strip() and line[0] != "#"), "")
        deep = len(following) - len(following.lstrip())
        if following[deep:].startswith("- ") and deep != 2:
            lines = tuple(" " * deep + line[2:] for line in lines)
        return at, lines

    def _without_overlay(self, found: Diagnostic, text: str) -> Decision:
        spec, country = self.edition.spec, self.edition.spec.locale.territory
        if country and country in self.workspace.overlay_names:
            do = f"Let this edition use the overlay {country}, which decides about it."
            return _at(
                found,
                spec.position.path,
                0,
                (new_files.overlays_line((country,)),),
                text=text,
                do=do,
            )
        if country:
            return _at(found, "", 0, (), text=text, do=f"Run: adaptkit add overlay {country}")
        do = (
            "A language alone decides nothing for a country: make an edition for one, such as "
            f"adaptkit add edition {spec.locale.language}_{_example(spec.locale.language)}"
        )
        return _at(found, "", 0, (), text=text, do=do)

    def _publisher(self, found: Diagnostic) -> Decision:
        """In place of the line with the empty name; else with the whole field."""
        path, line = found.position.path, found.position.line
        there = self._lines_of(path)[line - 1] if line else ""
        deep = len(there) - len(there.lstrip())
        name = f'name: "{new_files.EXAMPLE_NAME}"'
        if there.strip().startswith("name:"):
            return _at(found, path, 0, (" " * deep + name,), instead=line)
        return _at(found, path, len(self._lines_of(path)), ("publisher:", f"  {name}"))

    def _contact(self, found: Diagnostic) -> Decision:
        where = found.position
        by_place = {contact.position: contact for contact in contacts(self.edition)}
        contact = by_place.get(where)
        said = {
            "verified_by": f'"{new_files.EXAMPLE_CHECKED_BY}"',
            "verified_on": new_files.EXAMPLE_DAY,
        }
        blanks = " " * max(where.column - 1, 0)
        lines = tuple(
            f"{blanks}{key}: {value}"
            for key, value in said.items()
            if contact is None or not contact.text(key)
        )
        do = (
            "Call, write or look; then say who has checked it and on which day. Take the contact "
            "out if it is not there any more."
        )
        if not where.path.endswith(f"/{DIRECTORY_FILE}"):
            return _at(found, "", 0, (), do=do)
        return _at(found, where.path, where.line, lines, do=do)

    def _objection(self, found: Diagnostic) -> Decision:
        """With the words that are objected to, and where they stand: what somebody said of them
        is in the ledger, and there nobody can change them."""
        _, entry = self.passages.entries.get(found.unit, ("", None))
        passage = self.edition.asked.get(found.unit)
        text = self.passages.texts.get(found.unit, "")
        words = passage.words if passage else ""
        said = f"What readers get, and what the objection is to: “{words}”"
        where = entry.position if entry else passage.position if passage else found.position
        decision = _at(found, "", 0, (), text=text or words)
        others = (said,) if words and text and words != text else ()
        return replace(decision, path=where.path, line=where.line, others=others)

    def _overtaken(self, found: Diagnostic, drift: Drift) -> Decision:
        overlay = read_overlay(self.workspace, drift.overlay)
        prose = next((o.prose for o in overlay.operations if o.id == drift.operation), "")
        file = f"{overlay_folder(drift.overlay)}/{prose}" if prose and prose != "directory" else ""
        accept = (
            f"adaptkit overlay accept {drift.overlay} {drift.operation} "
            '--by "your name" --why "your reason"'
        )
        others = (
            f"Then it said: “{drift.then}”",
            f"Now it says: “{drift.now}”",
            f"Yours says: “{drift.ours}”" if drift.ours else "",
        )
        do = (
            "Read both; if yours is still right"
            + (f" (change {file} where it is not)" if file else "")
            + f", run: {accept}"
        )
        return _at(found, "", 0, (), text=drift.now, do=do, others=tuple(filter(None, others)))


def _example(language: str) -> str:
    return "KE" if language == "sw" else "MX"


def _at(
    found: Diagnostic,
    file: str,
    after: int,
    lines: tuple[str, ...],
    *,
    text: str = "",
    do: str = "",
    others: tuple[str, ...] = (),
    instead: int = 0,
) -> Decision:
    where: Position = found.position
    return Decision(
        found.code,
        found.message,
        do or found.hint or "Put this right.",
        unit=found.unit,
        text=text,
        path=where.path,
        line=where.line,
        file=file,
        after=after,
        lines=lines,
        others=others,
        instead=instead,
    )


def _translation(one: Listed, empty: int) -> Decision:
    """``empty``: the line at which its words are missing."""
    said = "finish its translation" if one.kind == "fuzzy" else "translate it"
    if not one.catalogue:
        do = f"No catalogue has this passage yet. Run: adaptkit update; then {said}."
        what = f'"{one.unit}" has no translation'
        return Decision("untranslated", what, do, one.unit, one.text, one.path, one.line)
    do = f"Open the catalogue and {said}: your words stand between the quotation marks of msgstr"
    do += f", in line {empty}, where … stands here." if empty else "."
    if one.kind == "fuzzy":
        do += " Then take the line `#, fuzzy` and the lines that begin with `#|` away."
    # Whoever writes this as it stands has written no words, and no reader gets it.
    lines = (f"msgctxt {_po(one.unit)}", f"msgid {_po(one.text)}", 'msgstr "…"')
    return Decision(
        "untranslated",
        f'"{one.unit}" is not translated, or not finished',
        do,
        unit=one.unit,
        text=one.text,
        path=one.path,
        line=one.line,
        file=one.catalogue,
        after=0 if empty else max(one.catalogue_line - 1, 0),
        lines=lines[-1:] if empty else lines,
        instead=empty,
    )


def _po(text: str) -> str:
    return '"' + _QUOTED.sub(lambda m: "\\" + m[0], text).replace("\n", "\\n") + '"'
