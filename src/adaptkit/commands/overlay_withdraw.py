"""``adaptkit overlay withdraw``: a story leaves the project, and takes its words with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote as in_address

from adaptkit.catalogues.purge import other_words, own_words, purged
from adaptkit.loading.overlays import (
    consents_without,
    noted_lines,
    overlay_units,
    read_overlay,
    same_without,
    texts_of,
)
from adaptkit.loading.releases import histories_without
from adaptkit.loading.reviews import ledgers_without
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.consent import Tombstone
from adaptkit.model.diagnostic import Position, ProblemsFound, did_you_mean, error
from adaptkit.model.document import Chapter
from adaptkit.model.layout import (
    BASE_FILE,
    CONSENTS_FILE,
    GUIDE,
    NOTED,
    overlay_file,
    overlay_folder,
)
from adaptkit.model.naming import meant
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.model.review import decision_unit
from adaptkit.overlays.base import parse_base, render_records
from adaptkit.overlays.noted import render_noted
from adaptkit.overlays.parse import DIRECTORY
from adaptkit.overlays.purge import purged_base, purged_lines
from adaptkit.overlays.stories import name_sign, passages, signs, text_sign
from adaptkit.readiness.kept_files import forget_all
from adaptkit.records import Record, replace
from adaptkit.reports.withdrawn import Withdrawn
from adaptkit.settings.consents import new_consents_text, tombstone_text
from adaptkit.texts.traces import Traces
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.proven import proven
from adaptkit.workspace.traces import files_with, in_git
from adaptkit.yaml_text.cutting import without_field, without_item

_TEXTS = (".md", ".markdown", ".txt")
_WRITTEN = (*_TEXTS, ".yaml", ".yml")


class Story(Record, frozen=True):
    """What is to go. ``operation``: None where nothing puts the text in any more; ``texts``: it and
    its native versions; ``ids``: of its units; ``prefixes``: how these begin."""

    overlay: Overlay
    operation: Operation | None
    file: str
    texts: tuple[Chapter, ...]
    ids: frozenset[str]
    prefixes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What other files call it."""
        return (*(chapter.path for chapter in self.texts), *self.prefixes)

    def owns(self, unit_id: str) -> bool:
        return unit_id.startswith(self.prefixes) or unit_id in self.ids


class Plan(Record, frozen=True):
    """What is to be written and to be deleted."""

    story: Story
    traces: Traces
    files: Mapping[str, bytes]
    remove: tuple[str, ...]
    report: Withdrawn


def plan_withdrawal(
    workspace: Workspace, overlay: str, story: str, *, today: datetime.date
) -> Plan:
    """What ``carry_out`` would do. ``story``: its file as ``with:`` names it, or its operation's
    id. Nothing is written. Raises ProblemsFound where there is no such story, or where a file that
    may hold something of it cannot be read."""
    own = read_overlay(workspace, meant(overlay, workspace.overlay_names) or overlay)
    catalogues = _catalogues(workspace)
    wanted = _story(workspace, own, story, catalogues)
    told, others = _words(wanted, catalogues)
    traces = Traces(told, others)
    stone = Tombstone(name_sign(wanted.file), today.isoformat(), signs(told) - signs(others))
    files = {
        **_overlay_yaml(workspace, wanted, traces),
        **_consents_yaml(workspace, wanted, traces, stone),
        **_bases(workspace, wanted, traces),
        **_reviews(workspace, wanted),
        **histories_without(workspace, wanted.owns),
    }
    for catalogue in catalogues:
        left = purged(catalogue, wanted.owns, traces, wanted.names)
        if left is not catalogue:
            files |= proven(workspace, catalogue.path, left, catalogue)
    remove = (*(chapter.path for chapter in wanted.texts), *_pictures(workspace, wanted))
    report = Withdrawn(
        overlay=own.name,
        operation=wanted.operation.id if wanted.operation else "",
        file=wanted.file,
        on=stone.withdrawn,
        removed=remove,
        changed=tuple(sorted(files)),
        left=_left(workspace, wanted, traces, {*files, *remove}),
        editions=tuple(_editions(workspace, own.name)),
        in_git=in_git(workspace.root),
    )
    return Plan(wanted, traces, files, remove, report)


def carry_out(workspace: Workspace, plan: Plan) -> Withdrawn:
    """Do what was planned, and look where words of the story are left. Raises ProblemsFound, and
    changes nothing, where somebody has saved one of the files in the meantime."""
    workspace.write(plan.files, plan.remove)
    forget_all()
    return replace(
        plan.report, done=True, left=_left(workspace, plan.story, plan.traces, frozenset())
    )


def _reviews(workspace: Workspace, story: Story) -> dict[str, bytes]:
    """What people said of its texts: hashes tell nothing, but a note may quote."""
    decision = decision_unit(story.overlay.name, story.operation.id) if story.operation else ""
    return ledgers_without(
        workspace, story.overlay.name, lambda unit: unit == decision or story.owns(unit)
    )


# What is meant ----------------------------------------------------------------------------------


def _story(
    workspace: Workspace, overlay: Overlay, name: str, catalogues: Iterable[Catalogue]
) -> Story:
    telling = [one for one in overlay.operations if one.prose and one.prose != DIRECTORY]
    file = name.removeprefix(f"{overlay_folder(overlay.name)}/")
    versions = {chapter.name: of for (of, _), chapter in overlay.native.items()}
    file = versions.get(file, file)
    found = next((one for one in telling if one.id == name or one.prose == file), None)
    file = found.prose if found else file
    texts = texts_of(workspace, overlay, file) if file.lower().endswith(_TEXTS) else ()
    stone = next((s for s in overlay.consents.gone if s.name == name_sign(file)), None)
    if not (found or texts or stone or overlay.consents.of(file)):
        known = [known for one in telling for known in (one.prose, one.id)]
        raise ProblemsFound(
            [
                error(
                    "use-unknown-operation",
                    Position(overlay.path),
                    f'the overlay {overlay.name} puts in no text "{name}"',
                    did_you_mean(name, known) or f"its texts are {', '.join(known[::2]) or 'none'}",
                )
            ]
        )
    again = _come_back(overlay, stone, catalogues) if stone else frozenset()
    operations = {id.partition("/")[2].rpartition(".")[0] for id in again}
    operations -= {one.id for one in overlay.operations}
    operations |= {found.id} if found else set()
    prefixes = tuple(f"{overlay.name}/{one}." for one in sorted(operations) if one)
    ids = _unit_ids(workspace, overlay, texts) | again
    return Story(overlay, found, file, texts, ids, prefixes)


def _unit_ids(workspace: Workspace, overlay: Overlay, texts: Iterable[Chapter]) -> frozenset[str]:
    """Of the units of these texts, today's and those that the template still has."""
    paths = {chapter.path for chapter in texts}
    units = overlay_units(workspace, overlay.name)[1]
    ids = {unit.id for unit in units if unit.position.path in paths}
    template = workspace.read_template(overlay.name)
    for entry in template.entries if template else ():
        if entry.references and paths.issuperset(entry.references):
            ids.add(entry.unit_id)
    return frozenset(ids)


def _come_back(
    overlay: Overlay, stone: Tombstone, catalogues: Iterable[Catalogue]
) -> frozenset[str]:
    """Of a story that was withdrawn before: its entries that somebody's branch has brought back."""
    return frozenset(
        entry.unit_id
        for catalogue in catalogues
        if catalogue.domain == overlay.name
        for entry in catalogue.entries
        if text_sign(entry.msgid) in stone.texts
    )


def _catalogues(workspace: Workspace) -> list[Catalogue]:
    """All that may hold words of a text. Raises ProblemsFound with all that cannot be read."""
    problems = Problems()
    domains = (GUIDE, *workspace.overlay_names)
    found = [problems.attempt(workspace.read_template, domain) for domain in domains]
    for locale in workspace.languages:
        for domain in workspace.domains(locale):
            found.append(problems.attempt(workspace.read_catalogue, locale, domain))
    problems.stop_if_any()
    return [catalogue for catalogue in found if catalogue is not None]


def _words(story: Story, catalogues: Sequence[Catalogue]) -> tuple[list[str], list[str]]:
    """All that the story says and has said, in every language; and what other texts say."""
    told = [text for chapter in story.texts for text in passages(chapter)]
    own = {chapter.path for chapter in story.texts}
    others = [
        text
        for chapters in (story.overlay.prose, story.overlay.native)
        for chapter in chapters.values()
        if chapter.path not in own
        for text in passages(chapter)
    ]
    return (
        [*told, *own_words(catalogues, story.owns)],
        [*others, *other_words(catalogues, story.owns)],
    )


# What is written --------------------------------------------------------------------------------


def _overlay_yaml(workspace: Workspace, story: Story, traces: Traces) -> dict[str, bytes]:
    if story.operation is None:
        return {}
    overlay, operation = story.overlay, story.operation
    text = workspace.read_text(overlay.path)

    def ours(comment: str) -> bool:
        named = re.search(rf"(?<![\w-]){re.escape(operation.id)}(?![\w-])", comment)
        return bool(named) or story.file in comment or traces.in_text(comment.strip(" #"))

    left = without_item(text, operation.position, ours)
    if left is None or not same_without(workspace, overlay, operation, left):
        raise _not_cut(operation.position, f'operation "{operation.id}"')
    return {overlay.path: left.encode("utf-8")}


def _not_cut(where: Position, what: str) -> ProblemsFound:
    return ProblemsFound(
        [
            error(
                "operation-not-cut",
                where,
                f"{what} cannot be taken out without touching others",
                "write it on lines of its own, or delete it by hand; then run this again with the "
                "text's file",
            )
        ]
    )


def _consents_yaml(
    workspace: Workspace, story: Story, traces: Traces, stone: Tombstone
) -> dict[str, bytes]:
    """Its record goes; what is left tells only that somebody has withdrawn something."""
    path = overlay_file(story.overlay.name, CONSENTS_FILE)
    consents = story.overlay.consents
    text = workspace.read_text(path) if workspace.exists(path) else new_consents_text()
    places = [one.position for one in consents.records if one.file == story.file]
    record = consents.of(story.file)
    stone = replace(stone, withdrawn=(record and record.withdrawn) or stone.withdrawn)
    for earlier in consents.gone:
        if earlier.name == stone.name:
            places.append(earlier.position)
            texts = stone.texts | earlier.texts
            stone = replace(stone, withdrawn=earlier.withdrawn, texts=texts)

    def ours(comment: str) -> bool:
        return story.file in comment or traces.in_text(comment.strip(" #"))

    for place in sorted(places, key=lambda place: -place.line):
        text = without_field(text, place, ours)
    if places and not consents_without(text, path, consents, places):
        raise _not_cut(places[0], f"the record of {story.file}")
    if text and not text.endswith("\n"):
        text += "\n"
    return {path: (text + tombstone_text(stone)).encode("utf-8")}


def _bases(workspace: Workspace, story: Story, traces: Traces) -> dict[str, bytes]:
    """Every base.yaml that has something of it, and the list of what they hold."""
    files: dict[str, bytes] = {}
    gone = {(story.overlay.name, id) for id in _ids(story)}
    for name in workspace.overlay_names:
        path = overlay_file(name, BASE_FILE)
        if not workspace.exists(path):
            continue
        records = parse_base(workspace.read_text(path), path=path)
        ids = _ids(story) if name == story.overlay.name else frozenset()
        left = purged_base(records, ids, story.prefixes, traces)
        if len(left) < len(records):
            files[path] = render_records(left).encode("utf-8")
            gone |= {(name, id) for id in records.keys() - left.keys()}
    lines = noted_lines(workspace) or {}
    kept = purged_lines(lines, gone, story.prefixes)
    if len(kept) < len(lines):
        files[NOTED] = render_noted(kept).encode("utf-8")
    return files


def _ids(story: Story) -> frozenset[str]:
    """Its operation's, and the former one where somebody has renamed it."""
    if story.operation is None:
        return frozenset()
    record = story.overlay.record(story.operation)
    former = (id for id, one in story.overlay.base.items() if one is record)
    return frozenset({story.operation.id, *former})


def _pictures(workspace: Workspace, story: Story) -> Iterator[str]:
    """The files of the overlay's folder that no other text names: with those for one language, and
    only where the text, or its record, names them."""
    folder = overlay_folder(story.overlay.name)
    own = {chapter.path for chapter in story.texts}
    told = "\n".join(chapter.source for chapter in story.texts)
    others = "\n".join(text for _, text in _sources(workspace, own))
    for file in workspace.files_below(folder):
        if file.lower().endswith(_WRITTEN):
            continue
        names = _called(PurePosixPath(file).name)
        if _named(told, names) and not any(name in others for name in names):
            yield f"{folder}/{file}"


def _called(name: str) -> tuple[str, ...]:
    """How a text names a picture: ``team.es.svg`` is shown where it says ``team.svg``."""
    path = PurePosixPath(name)
    plain = f"{path.stem.rpartition('.')[0]}{path.suffix}" if "." in path.stem else name
    return tuple(dict.fromkeys(form for one in (name, plain) for form in (one, in_address(one))))


def _named(text: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"(?<![\w.-]){re.escape(name)}", text) for name in names)


def _sources(workspace: Workspace, apart: Collection[str]) -> Iterator[tuple[str, str]]:
    """All that people have written, by its path, but for these files."""
    for folder in ("source_guide", "locales/overlays"):
        for file in workspace.files_below(folder):
            path = f"{folder}/{file}"
            if file.lower().endswith(_WRITTEN) and path not in apart:
                yield path, workspace.read_text(path)


# What is told -----------------------------------------------------------------------------------


def _left(
    workspace: Workspace, story: Story, traces: Traces, apart: Iterable[str]
) -> tuple[str, ...]:
    def holds(text: str) -> bool:
        return any(name in text for name in story.names) or traces.in_text(text)

    apart = frozenset(apart)
    copied = [path for path, text in _sources(workspace, apart) if traces.copied_in(text)]
    found = files_with(workspace.root, holds, apart)
    return tuple(dict.fromkeys((*sorted(copied), *found)))


def _editions(workspace: Workspace, overlay: str) -> Iterator[str]:
    apart = Problems()
    for name in workspace.edition_files:
        spec = apart.attempt(workspace.read_edition, name)
        if spec is not None and overlay in spec.overlays:
            yield name
