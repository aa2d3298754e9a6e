"""``overlay.yaml`` → Overlay: every problem of the file in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from adaptkit.model.consent import Consents
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.document import Chapter
from adaptkit.model.layout import BASE_FILE, DIRECTORY_FILE
from adaptkit.model.locale import Locale
from adaptkit.model.naming import as_typed
from adaptkit.model.overlay import BaseRecord, Operation, Overlay
from adaptkit.overlays.base import parse_base
from adaptkit.overlays.operations import OPERATIONS, OperationKind
from adaptkit.overlays.stories import returned
from adaptkit.settings import values as shared
from adaptkit.settings.because import read_because
from adaptkit.settings.directory import parse_directory
from adaptkit.settings.overlay import read_head
from adaptkit.yaml_text import Fields, Reader, Value

_T = TypeVar("_T")

DIRECTORY = "directory"
_COMMON = ("id", "with", "because", "order")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_TEXTS = (".md", ".markdown", ".txt")


def parse_overlay(
    text: str,
    *,
    path: str,
    name: str,
    prose: Mapping[str, Chapter],
    native: Mapping[tuple[str, str], Chapter] | None = None,
    directory_text: str | None = None,
    base_text: str | None = None,
    consents: Consents | None = None,
    files: Collection[str] = (),
) -> Overlay:
    """An overlay with everything that stands in its folder. Raises ``ProblemsFound``.

    ``path`` is that of ``overlay.yaml``, ``name`` its folder's. ``prose`` and ``native`` are the
    parsed texts by file name below the folder; ``files`` are all file names there, so that a
    misspelt one can be told. The texts of directory.yaml and base.yaml are None when absent.
    ``consents``: what consents.yaml says.
    """
    reader = Reader(text, path)
    top = reader.top()
    head = read_head(top, name)
    withs: dict[str, Position] = {}
    operations = [*_short_forms(top), *_operations(top, withs)]
    operations = _distinct(reader, operations)
    folder = path.rpartition("/")[0]
    there = {*files, DIRECTORY} if directory_text is not None else set(files)
    _check_prose(reader, operations, prose, there, folder, withs)
    problems: list[Diagnostic] = []
    listing, base = _beside(folder, DIRECTORY_FILE), _beside(folder, BASE_FILE)
    contacts = _read_beside(parse_directory, directory_text, listing, problems) or ()
    records = _read_beside(parse_base, base_text, base, problems) or {}
    if directory_text is not None and not contacts and not problems:
        problems += _nobody_in_it(operations, listing)
    known = consents or Consents()
    problems += returned(known, operations, prose, native or {}, withs)
    reader.problems.extend(problems)
    reader.finish()
    return Overlay(
        name=name,
        path=path,
        language=head.language,
        # One order whatever the file says: nothing after this can depend on it.
        operations=tuple(sorted(operations, key=lambda operation: operation.id)),
        prose=prose,
        native=native or {},
        directory=contacts,
        base=records,
        country=head.country,
        native_languages=tuple(sorted({Locale.parse(tag) for _, tag in native or ()})),
        former=_former(records, {operation.id for operation in operations}),
        consents=known,
    )


def _read_beside(
    parse: Callable[..., _T], text: str | None, path: str, problems: list[Diagnostic]
) -> _T | None:
    """A file that stands beside overlay.yaml, where there is one that can be read."""
    try:
        return None if text is None else parse(text, path=path)
    except ProblemsFound as found:
        problems.extend(found.diagnostics)
        return None


def _nobody_in_it(operations: list[Operation], path: str) -> list[Diagnostic]:
    """Readers would look for help in an empty list."""
    shown = [operation for operation in operations if operation.prose == DIRECTORY]
    return [
        error(
            "empty-prose",
            Position(path, 1),
            f'there is no contact in it, and operation "{one.id}" shows this directory',
            "write the contacts under contacts:, or take the operation out of overlay.yaml",
        )
        for one in shown
    ]


def _former(records: Mapping[str, BaseRecord], ids: Collection[str]) -> Mapping[str, BaseRecord]:
    """The entries of operations that are gone, by target, where exactly one has that target."""
    left: dict[str, list[BaseRecord]] = {}
    for id, record in records.items():
        if id not in ids:
            left.setdefault(record.target, []).append(record)
    return {target: found[0] for target, found in left.items() if len(found) == 1}


def prose_operations(text: str, path: str) -> Mapping[str, str]:
    """File name → id of the operation that puts it in, for the ids of its units."""
    reader = Reader(text, path)
    found: dict[str, str] = {}
    for fields in reader.top().list_of_fields("operations"):
        name = fields.text("with")
        if name != DIRECTORY and _is_text(name):
            found.setdefault(name, fields.text("id"))
    return found


def _is_text(file: str) -> bool:
    """Whether readers can get it: settings and all else that stands in a folder are no text."""
    return file.lower().endswith(_TEXTS)


def _beside(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _short_forms(top: Fields) -> Iterator[Operation]:
    """Keys of the file that stand for operations, such as ``variables``."""
    for name in OPERATIONS:
        read = OPERATIONS[name].short_form
        if read is not None:
            yield from read(top)


def _operations(top: Fields, withs: dict[str, Position]) -> list[Operation]:
    """``withs`` gets the places of ``with:`` by operation."""
    found = []
    for fields in top.list_of_fields("operations"):
        operation = _operation(fields)
        if operation is not None:
            withs.setdefault(operation.id, fields.value_at("with"))
            found.append(operation)
    return found


def _operation(fields: Fields) -> Operation | None:
    id = _operation_id(fields)
    prose = fields.get("with")
    because = read_because(fields)
    order = fields.integer("order")
    name = _operation_name(fields)
    if not name:
        return None
    kind = OPERATIONS[name]
    value = fields.get(name)
    target = kind.aim.read(value) if value else None
    arguments = kind.arguments(fields) if kind.arguments else {}
    file = _with(fields, name, kind, prose)
    if not id or target is None:
        return None
    return Operation(id, name, target, file, arguments, because, order, fields.at(name))


def _operation_id(fields: Fields) -> str:
    id = fields.text("id", required=True)
    if id and not _ID.match(id):
        fields.reader.error(
            "wrong-id",
            fields.value_at("id"),
            f'"{id}" cannot be the id of an operation',
            "use small letters and digits, words joined by -",
        )
    return id


def _operation_name(fields: Fields) -> str:
    """The one key that names an operation; ``""`` after a problem."""
    names = [key for key in fields.keys if key in OPERATIONS]
    fields.know(*names)
    if len(names) == 1:
        return names[0]
    known = f"known are {', '.join(OPERATIONS)}"
    if names:
        fields.reader.error(
            "two-operations",
            fields.at(names[1]),
            f"this says both {names[0]} and {names[1]}",
            "make two operations of it, each with its own id",
        )
        return ""
    strangers = [key for key in fields.keys if key not in _COMMON]
    fields.know(*strangers)
    near = next((key for key in strangers if did_you_mean(key, OPERATIONS)), "")
    if near or strangers:
        key = near or strangers[0]
        hint = " ".join(part for part in (did_you_mean(key, OPERATIONS), known) if part)
        fields.reader.error(
            "unknown-operation", fields.at(key), f'"{key}" is not an operation', hint
        )
    elif not fields.broken:
        fields.reader.error(
            "missing-operation", fields.position, "this does not say what to do", known
        )
    return ""


def _with(fields: Fields, name: str, kind: OperationKind, value: Value | None) -> str:
    if kind.with_prose:
        if value is None:
            fields.reader.error(
                "missing-with",
                fields.at(name),
                f'{name} needs "with"',
                "add a line with: and the file to put in, such as blocks/costs.md",
            )
            return ""
        return _text_file(fields.reader, value)
    if value is not None:
        fields.reader.error(
            "needless-with",
            fields.at("with"),
            f'{name} puts nothing in, so it cannot have "with"',
            "delete the line, or use another operation such as replace",
        )
    return ""


def _text_file(reader: Reader, value: Value) -> str:
    file = shared.file_name(reader, value.text(), value.position)
    if not file or file == DIRECTORY or _is_text(file):
        return file
    shows = "to show its contacts, write with: directory"
    reader.error(
        "wrong-path",
        value.position,
        f'"{file}" is no text that could be put in',
        shows if file == DIRECTORY_FILE else "name a Markdown file below this folder: blocks/x.md",
    )
    return ""


def _distinct(reader: Reader, operations: list[Operation]) -> list[Operation]:
    first: dict[str, Operation] = {}
    for operation in operations:
        if operation.id in first:
            reader.error(
                "duplicate-operation",
                operation.position,
                f'two operations have the id "{operation.id}"; '
                f"the first is in line {first[operation.id].position.line}",
                "give one of them another id",
            )
        else:
            first[operation.id] = operation
    return list(first.values())


def _check_prose(
    reader: Reader,
    operations: list[Operation],
    prose: Mapping[str, Chapter],
    there: Collection[str],
    folder: str,
    withs: Mapping[str, Position],
) -> None:
    """``there``: the files of the folder, and ``directory`` where there is one."""
    users: dict[str, Operation] = {}
    for operation in operations:
        file = operation.prose
        where = withs.get(operation.id, operation.position)
        if file == DIRECTORY and DIRECTORY not in there:
            reader.error(
                "missing-file",
                where,
                f'operation "{operation.id}" shows the directory, but there is no directory.yaml',
                f"write {_beside(folder, 'directory.yaml')}",
            )
        if not file or file == DIRECTORY:
            continue
        # A file that is there and was not read has its own message.
        if file not in prose and file not in there:
            reader.error(
                "missing-file",
                where,
                f'operation "{operation.id}" wants {file}, but there is no such file',
                _where_it_is(file, sorted({*prose, *there} - {DIRECTORY}), folder),
            )
        elif file in users:
            reader.error(
                "prose-twice",
                where,
                f'operations "{users[file].id}" and "{operation.id}" both put in {file}',
                "copy the file: each needs its own ids, so that it can be translated and removed",
            )
        users.setdefault(file, operation)


def _where_it_is(file: str, there: Iterable[str], folder: str) -> str:
    """What to do about a text that is missing: perhaps Word or an editor gave it another name."""
    there = tuple(there)
    write = f"write it at {_beside(folder, file)}"
    stem = file.rpartition(".")[0]
    for one in there:
        typed = as_typed(one)
        if typed == stem:
            return f"there is {one}: copy its text into a text editor, and save that as {file}"
        if one == f"{file}.txt":
            return f"there is {one}: rename it to {file}"
    near = did_you_mean(file, [one for one in there if as_typed(one) is None and _is_text(one)])
    return f"{near} If not, {write}" if near else write
