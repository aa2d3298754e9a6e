"""``adaptkit build``: editions in every format, and an index of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    as_blocker,
    did_you_mean,
    error,
)
from adaptkit.model.edition import EditionSpec, Sibling
from adaptkit.model.layout import OWN
from adaptkit.model.told import Told
from adaptkit.readiness.available import available
from adaptkit.readiness.blockers import lacks_publisher
from adaptkit.readiness.earlier_build import (
    INDEX,
    changed_by_hand,
    lacks_pages,
    listed,
    somebody_else_s,
)
from adaptkit.readiness.kept_editions import KeptEditions
from adaptkit.readiness.menus import menus
from adaptkit.readiness.output import Output
from adaptkit.readiness.standing import neighbours, standing
from adaptkit.records import Record, replace
from adaptkit.reports.built import BuildReport
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.built_files import BuiltFiles
from adaptkit.workspace.programs import MachinePrograms
from adaptkit.writers import FORMATS, default_formats

if TYPE_CHECKING:
    from adaptkit.model.programs import Programs
    from adaptkit.readiness.available import Available
    from adaptkit.readiness.maker import Maker
    from adaptkit.readiness.releasing import Releasing


def build(
    workspace: Workspace,
    editions: Sequence[str] = (),
    *,
    formats: Sequence[str] = (),
    to: Path,
    only: str = "all",
    release: bool = False,
    today: datetime.date,
    progress: Told | None = None,
) -> BuildReport:
    """Write ``to/<edition>/<format>/…``, ``to/<edition>/trace.json`` and ``to/index.html``.

    A draft is written with everything that is wrong reported beside it; with ``release`` nothing
    is written as long as anything must not be published. Raises ProblemsFound where an edition
    cannot be read at all; then nothing is written. Of several, one whose overlays cannot be carried
    out is told, and left out; so is one that holds a story which may not be told there, and what an
    earlier build has written of it goes. One edition is made, written and let go before the next;
    all become visible at the end, together. Declared editions that were built before and are not
    named now stay in the menu and in the index.
    """
    _check_formats(formats)
    folder = _free_folder(workspace, to)
    names, declared = workspace.edition_names(editions), workspace.edition_names()
    others = standing(folder, [name for name in declared if name not in names])
    programs = MachinePrograms(workspace.root)
    asked = [names, formats, only, _shown_of(others), programs.stamps()]
    kept = KeptEditions(workspace, folder, today.isoformat(), asked, off=release)
    releasing = _releasing(workspace, names, today) if release else None
    specs, problems, unread = _specs(workspace, names, only, release)
    beside = neighbours(workspace, others)
    can = _available(specs, formats, programs, release)
    chosen, specs = can.chosen, [spec for spec in specs if spec.name not in can.nothing]
    _check_owner(to, chosen, all_of_them=bool(beside or not editions))
    with BuiltFiles(folder, tidy=True) as files:
        earlier = {spec.name: listed(folder, spec.name) for spec in specs}
        out = Output(files, earlier, kept, releasing, programs)
        anew = _anew(workspace, specs, chosen, out, today, others, beside)
        unfit: list[Diagnostic] = []
        alone = not editions or set(names) <= set(declared)
        if anew or problems.found or unread:
            making = _Making(workspace, chosen, out, release, alone, len(beside) == len(others))
            unfit = _make(making, specs, anew, problems, today, progress, beside)
            beside = (*beside, *_left_out(workspace, names, out))
            specs = [spec for spec in specs if spec.name in out.made]
            if out.failed and (release or not specs):
                raise ProblemsFound([*unread, *unfit, *out.failed])
        if out.refused:
            raise ProblemsFound(out.refused)
        if out.objections:
            return BuildReport((), str(to), blockers=tuple(out.objections))
        made = [*(out.made[spec.name] for spec in specs), *beside]
        wanted = _has_index(made, whole=not editions, alone=alone)
        index = out.index(workspace, made) if wanted else None
        out.finish()
    _settle(out, index, made)
    (progress or _nobody)("done", 2 * len(specs), 2 * len(specs))
    absent = (*unread, *unfit, *out.failed, *can.lacking)
    return _report(out, specs, absent, to=to, listed=wanted, asked=len(names))


def _settle(out: Output, index: bytes | None, made: Sequence[Sibling]) -> None:
    """What can only be done when all that was written stands in its place."""
    out.take_away(out.files.folder)
    if out.releasing:
        out.releasing.remember()
    out.follow_across(out.files.folder)
    out.kept.keep(index, made)


def _report(
    out: Output,
    specs: Sequence[EditionSpec],
    absent: tuple[Diagnostic, ...],
    *,
    to: Path,
    listed: bool,
    asked: int,
) -> BuildReport:
    """``absent``: why some editions or formats are not there; ``listed``: on a page of all."""
    releasing = out.releasing
    return BuildReport(
        tuple(out.built[spec.name] for spec in specs),
        str(to),
        str(to / INDEX) if listed else "",
        absent,
        asked=asked,
        unnamed={s.name: str(s.place("publisher.name")) for s in specs if lacks_publisher(s)},
        releases=tuple(releasing.made[spec.name] for spec in specs) if releasing else (),
    )


def _available(
    specs: Sequence[EditionSpec], formats: Sequence[str], programs: Programs, release: bool
) -> Available:
    """The formats that this machine can write. Raises ProblemsFound where nothing is left of what
    was asked for, or a release would lack one."""
    can = available(specs, {spec.name: _formats(spec, formats) for spec in specs}, programs)
    if can.lacking and (release or len(can.nothing) == len(specs)):
        raise ProblemsFound(map(as_blocker, can.lacking))
    return can


def _releasing(workspace: Workspace, names: Sequence[str], today: datetime.date) -> Releasing:
    """What is only imported where something is released."""
    from adaptkit.readiness.releasing import Releasing

    releasing = Releasing(workspace, today)
    releasing.check(names)
    return releasing


def _left_out(workspace: Workspace, names: Sequence[str], out: Output) -> tuple[Sibling, ...]:
    """What an earlier build wrote of those that are left out: it stands, and readers go on finding
    it. What may not be told any more is listed as nothing."""
    names = [name for name in names if name not in out.made and name not in out.listed]
    return neighbours(workspace, standing(out.files.folder, names))


def _has_index(made: Sequence[Sibling], *, whole: bool, alone: bool) -> bool:
    """``whole``: all editions were asked for. What is not declared (not ``alone``) is in no index,
    and of one there is nothing to choose from."""
    pages = any("html" in one.formats for one in made)
    return pages and (whole or (len(made) > 1 and alone))


def _nobody(_what: str, _done: int, _of: int) -> None:
    """Who is told of the progress where nobody asks."""


def _shown_of(others: Mapping[str, Mapping[str, Any]]) -> list[list[Any]]:
    """What a page shows of other editions; how far they are stands in the index alone."""
    return [[name, said["chapters"], said["formats"][0]["path"]] for name, said in others.items()]


def _specs(
    workspace: Workspace, names: Sequence[str], only: str, release: bool
) -> tuple[list[EditionSpec], Problems, tuple[Diagnostic, ...]]:
    """The editions, what stops all of them, and why some cannot be read that keep no other one from
    its pages: where there is another, and nobody is about to publish."""
    problems = Problems()
    found = [problems.attempt(workspace.read_edition, name) for name in names]
    specs = [_only(spec, only) for spec in found if spec is not None]
    if specs and not release:
        return specs, Problems(), tuple(problems.found)
    return specs, problems, ()


def _check_owner(to: Path, chosen: Mapping[str, tuple[str, ...]], *, all_of_them: bool) -> None:
    """Raises ProblemsFound where somebody else's pages would be overwritten. ``all_of_them``:
    there would be a page of all editions."""
    paged = any("html" in names for names in chosen.values())
    strange = [*somebody_else_s(to, chosen, index=paged and all_of_them)]
    strange += (found for name in chosen for found in changed_by_hand(to, name))
    if strange:
        raise ProblemsFound(strange)


def _anew(
    workspace: Workspace,
    specs: Sequence[EditionSpec],
    chosen: Mapping[str, tuple[str, ...]],
    out: Output,
    today: datetime.date,
    others: Mapping[str, Any],
    beside: Sequence[Sibling],
) -> list[EditionSpec]:
    """Those that cannot be had from an earlier build. Where one has no pages, that is all of them:
    it may get none now either, and what is kept of the others leads to it; not where it has long
    been left out. So where one that is not built now cannot be read (``others`` has it, ``beside``
    has not) or lacks pages."""
    if len(beside) < len(others) or lacks_pages(out.files.folder, others):
        return list(specs)
    there = standing(out.files.folder, [spec.name for spec in specs])
    gone = [spec for spec in specs if spec.name not in there]
    if there and gone:
        from adaptkit.readiness.maker import Maker

        maker = Maker(workspace, today, chosen)
        if not all(maker.reads(spec) and maker.unfit(spec) for spec in gone):
            return list(specs)
    return [spec for spec in specs if not out.rewrite(spec, chosen[spec.name])]


class _Making(Record, frozen=True):
    """``chosen``: the formats by edition; ``whole``: there will be a page of all editions;
    ``known``: menus lead to all other editions that stand."""

    workspace: Workspace
    chosen: Mapping[str, tuple[str, ...]]
    out: Output
    release: bool
    whole: bool
    known: bool


def _make(
    making: _Making,
    specs: Sequence[EditionSpec],
    anew: Sequence[EditionSpec],
    problems: Problems,
    today: datetime.date,
    progress: Told | None,
    beside: Sequence[Sibling],
) -> list[Diagnostic]:
    """Make these editions anew and write them; ``beside`` are others that stand in the folder.
    Gives why some could not be: a country whose overlay cannot be carried out, or that may not tell
    one of its stories, keeps no other one from its pages. Raises ProblemsFound."""
    # What makes an edition is imported where one is made: it is most of what there is to import.
    from adaptkit.readiness.maker import Maker

    out, chosen, release = making.out, making.chosen, making.release
    maker = Maker(making.workspace, today, chosen)
    refused = {} if release else {spec.name: maker.refused(spec) for spec in anew}
    unfit = {} if release else {s.name: refused[s.name] or maker.unfit(s) for s in anew}
    known = making.known and all(maker.reads(spec) for spec in anew if unfit.get(spec.name))
    out.withhold(name for name, found in refused.items() if found)
    if any(refused.values()) and all(unfit.get(spec.name) for spec in specs):
        out.take_away(out.files.folder)
        raise ProblemsFound(found for told in unfit.values() for found in told)
    if anew and not all(unfit.get(spec.name) for spec in specs):
        anew = [spec for spec in anew if not unfit.get(spec.name)]
        specs = [spec for spec in specs if not unfit.get(spec.name)]
        left_out = [name for name, found in unfit.items() if found and not refused[name]]
        beside = (*beside, *neighbours(making.workspace, standing(out.files.folder, left_out)))
    every = (*(_neighbour(maker, spec, chosen[spec.name]) for spec in specs), *beside)
    near = menus(every)
    shown = {spec.name: any(FORMATS[n]().shows_notices for n in chosen[spec.name]) for spec in anew}
    left = [found for told in unfit.values() for found in told]
    made = maker.each(
        anew, problems, _told(progress, len(anew)), lambda spec: shown[spec.name], left
    )
    for edition in made:
        name = edition.spec.name
        out.judge(edition, chosen[name], release=release)
        if not out.stopped:
            if progress:
                progress(f"{name}: writing", 2 * len(out.built) + 1, 2 * len(specs))
            more = making.whole and len(near[name]) < len(every)
            out.write(edition, chosen[name], near[name], more=more)
            # A catalogue that can be read again changes menus: no other edition would know.
            if known:
                out.remember(edition, settled=maker.is_settled(edition.spec))
        # The next one is made only after this one is gone.
        del edition
    return left


def _told(progress: Told | None, total: int) -> Callable[[str, int], None]:
    def told(name: str, done: int) -> None:
        if progress:
            progress(f"{name}: reading", 2 * done, 2 * total)

    return told


def _check_formats(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ProblemsFound(
            [
                error(
                    "use-unknown-format",
                    Position("--format"),
                    f'"{name}" is not a format that adaptkit can write',
                    did_you_mean(name, FORMATS) or f"known are: {', '.join(FORMATS)}",
                )
                for name in unknown
            ]
        )


def _free_folder(workspace: Workspace, to: Path) -> Path:
    """The folder itself. Raises ProblemsFound where what is built would land among what it is built
    from."""
    for name in OWN:
        if to.resolve().is_relative_to((workspace.root / name).resolve()):
            raise ProblemsFound(
                [
                    error(
                        "use-folder-taken",
                        Position("--to"),
                        f"pages would be written into {name}/, which adaptkit reads from",
                        "choose another folder, such as build",
                    )
                ]
            )
    return to.resolve()


def _only(spec: EditionSpec, only: str) -> EditionSpec:
    """``translated`` leaves out what has no translation; ``reviewed`` what nobody signed off."""
    return spec if only == "all" else replace(spec, fallback="omit", only=only)


def _formats(spec: EditionSpec, wanted: Sequence[str]) -> tuple[str, ...]:
    """Those on the command line; else those of the edition's file; else the default ones."""
    return tuple(dict.fromkeys(wanted or spec.formats)) or default_formats()


def _neighbour(maker: Maker, spec: EditionSpec, formats: tuple[str, ...]) -> Sibling:
    """What other editions know of this one before it has been made."""
    return Sibling(
        name=spec.name,
        locale=spec.locale,
        label=spec.label,
        direction=spec.text_direction,
        formats=formats,
        # Which chapters are left of a partly reviewed edition is known too late to link to them.
        chapters=maker.chapter_names(spec) if spec.only == "all" else (),
    )
