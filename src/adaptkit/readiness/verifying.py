"""Whether a published edition is what was built, and whether it still says what is true today."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from adaptkit.loading.releases import read_history
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.layout import RELEASES, history_path
from adaptkit.model.release import EDITION_JSON, Released
from adaptkit.model.review import decision_unit
from adaptkit.readiness.blockers import OPEN_STATES, blockers
from adaptkit.readiness.earlier_build import MANIFEST
from adaptkit.readiness.standing import is_about
from adaptkit.records import replace
from adaptkit.releases.changes import Changes, Sorts, changes
from adaptkit.releases.compare import CHANGED, has_other_line_ends, mismatches
from adaptkit.releases.content import content_of
from adaptkit.releases.facts import changed_facts, facts_of
from adaptkit.releases.look import changed_look, theme_state
from adaptkit.releases.state import MOST_BYTES, parse_released
from adaptkit.reports.since import OtherValue
from adaptkit.reports.verified import Known, SinceThen, Verified, Wrong
from adaptkit.workspace import Workspace
from adaptkit.workspace import published as disk
from adaptkit.workspace.output_folder import BUILD

_NEAR = 4
_NOT_PROJECT = "use-unknown-edition"
# By ``fallen``, and by what is new.
_TOLD_OF_PASSAGES = ("untranslated", "unreviewed")


def verify(path: Path, workspace: Workspace | None, *, today: datetime.date) -> Verified:
    """``path``: the folder of a release or its archive; ``workspace``: the project that it should
    come from. Raises ProblemsFound where it is none, or cannot be looked into."""
    if not path.exists():
        raise ProblemsFound([_nothing(path)])
    if path.is_file() and path.suffix.lower() != ".zip" and (above := _release_around(path)):
        raise ProblemsFound([_no_release(path, "it is one file of a release", [above])])
    with disk.opened(path, EDITION_JSON) as source:
        if EDITION_JSON not in source.sizes:
            said = f"there is no {EDITION_JSON} in it"
            raise ProblemsFound([_no_release(path, said, _releases_in(path, source))])
        content = disk.content_of(source, EDITION_JSON, MOST_BYTES)
        if is_about(content):
            raise ProblemsFound([_built_alone(path)])
        one = parse_released(content, str(path / EDITION_JSON))
        wrong = tuple(_wrong(one, source, content))
    found = Verified(
        path=str(path),
        edition=one.edition,
        release=one.release,
        version=one.guide.version,
        files=len(one.files),
        wrong=wrong,
    )
    if workspace is None:
        return found
    # It is written with plain line ends, and holds others nowhere.
    as_written = content.replace(b"\r\n", b"\n")
    return _in_project(found, one, hashlib.sha256(as_written).hexdigest(), workspace, today)


def _nothing(path: Path) -> Diagnostic:
    """``es_MX`` alone names no folder: its releases stand where a build writes."""
    beside = path.parent if path.parent.name == RELEASES else path.parent / BUILD / RELEASES
    there = sorted(beside.glob(f"*/{EDITION_JSON}"))
    near = [one.parent for one in there if one.parent.name.startswith(path.name)]
    newest = near[-1].as_posix() if near else ""
    hint = f"did you mean {newest}?" if newest else "look at its name"
    said = "there is nothing of this name"
    return error("use-no-file", Position(str(path)), said, hint)


def _built_alone(path: Path) -> Diagnostic:
    said = "this is what adaptkit build has written to be looked at, and no release"
    hint = f"name a folder in {BUILD}/{RELEASES}, which adaptkit build --release writes"
    return error("use-no-release", Position(str(path)), said, hint)


def _wrong(one: Released, source: disk.Published, content: bytes) -> Iterator[Wrong]:
    """``content``: of ``edition.json`` itself."""
    if b"\r\n" in content:
        yield Wrong(CHANGED, EDITION_JSON, line_ends=True)
    built = {file.path: file.sha256 for file in one.files}
    for each in mismatches(one.files, source.sizes, lambda file: disk.sha256_of(source, file)):
        turned = False
        if each.kind == CHANGED and source.sizes[each.path] <= MOST_BYTES:
            there = disk.content_of(source, each.path, MOST_BYTES)
            turned = has_other_line_ends(there, built[each.path])
        yield Wrong(each.kind, each.path, each.was, turned)


def _release_around(file: Path) -> Path | None:
    """The folder of the release that a file stands in."""
    near = list(file.absolute().parents)[:_NEAR]
    return next((one for one in near if (one / EDITION_JSON).is_file()), None)


def _releases_in(path: Path, source: disk.Published) -> list[Path]:
    """The folders in it that may be one: beside the file of that name of a draft is a list of what
    the build wrote."""
    names = [name for name in source.sizes if name.endswith(f"/{EDITION_JSON}")]
    above = [PurePosixPath(name).parent for name in names]
    return [path / one for one in sorted(above) if f"{one}/{MANIFEST}" not in source.sizes]


def _no_release(path: Path, said: str, instead: Sequence[Path]) -> Diagnostic:
    """``instead``: what may be meant."""
    hint = "name the whole folder that adaptkit build --release wrote, or its .zip"
    if instead and path.is_dir():
        hint = f"name one of the folders in it: {', '.join(map(str, instead[:_NEAR]))}"
    elif instead:
        hint = f"name its folder: {instead[0]}"
    return error("use-no-release", Position(str(path)), f"{said}, so it is no release", hint)


def _in_project(
    found: Verified, one: Released, sha256: str, workspace: Workspace, today: datetime.date
) -> Verified:
    try:
        spec = workspace.read_edition(one.edition)
    except ProblemsFound as problem:
        if any(each.code != _NOT_PROJECT for each in problem.diagnostics):
            raise
        return replace(found, known=Known.NO_EDITION)
    history = read_history(workspace, one.edition)
    known = any(line.sha256 == sha256 for line in history)
    return replace(
        found,
        known=Known.YES if known else Known.NO,
        history=history_path(one.edition),
        newest=history[-1].release if history else "",
        since=_since(one, spec, workspace, today),
    )


def _since(
    one: Released, spec: EditionSpec, workspace: Workspace, today: datetime.date
) -> SinceThen:
    from adaptkit.readiness.maker import Maker

    if one.only != "all":
        spec = replace(spec, fallback="omit", only=one.only)
    try:
        edition = Maker(workspace, today).make(spec)
    except ProblemsFound as problem:
        return SinceThen(failed=problem.diagnostics)
    now = content_of(edition)
    found = changes(one.content, now)
    urgent = one.content.safety.keys() | now.safety.keys()
    return SinceThen(
        values=tuple(OtherValue(v.name, v.old, v.new, v.safety) for v in found.values),
        safety=(*found.safety.changed, *found.safety.added, *found.safety.gone),
        passages=tuple((kind, unit, unit in urgent) for kind, unit in _units(found.passages)),
        more=(
            *_more(found),
            *changed_facts(one.facts, facts_of(edition)),
            *changed_look(one.theme, theme_state(edition)),
        ),
        fallen=tuple(_fallen(one, edition)),
        stopped=tuple(each for each in blockers(edition) if each.code not in _TOLD_OF_PASSAGES),
    )


def _units(found: Sorts) -> Iterator[tuple[str, str]]:
    for kind, units in (("changed", found.changed), ("new", found.added), ("gone", found.gone)):
        for unit in units:
            yield kind, unit


def _more(found: Changes) -> Iterator[str]:
    if found.title:
        yield f"the title was {found.title[0]}, today it is {found.title[1]}"
    for one in found.numbers:
        then, now = (", ".join(numbers) or "none" for numbers in (one.old, one.new))
        yield f"{one.name}: the numbers were {then}, today they are {now}"
    sorts = (
        ("contact", found.contacts),
        ("chapter", found.chapters),
        ("story in the chapter", found.stories),
        ("picture", found.pictures),
    )
    for what, names in sorts:
        for kind, which in (("changed", names.changed), ("new", names.added), ("gone", names.gone)):
            for name in which:
                yield f"{what} {kind}: {name}"
    for title in found.chapters_otherwise:
        yield f"something without words has changed in the chapter: {title}"
    if found.reordered:
        yield "passages stand in another order"


def _fallen(one: Released, edition: Edition) -> Iterator[str]:
    """What was in the release has been signed off, or it would be none."""
    then = {decision_unit(done.overlay, done.operation) for done in one.adaptations}
    then |= one.content.passages.keys()
    lost = [record.unit for record in edition.trace if record.state in OPEN_STATES]
    unsigned = (unit for unit in edition.asked if not _is_signed(edition, unit))
    yield from (unit for unit in dict.fromkeys((*lost, *unsigned)) if unit in then)


def _is_signed(edition: Edition, unit: str) -> bool:
    judged = edition.judged.get(unit)
    return judged is not None and judged.signed
