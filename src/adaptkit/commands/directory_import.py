"""``adaptkit directory import``: contacts that somebody has kept elsewhere, back into the YAML."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from adaptkit.exchange.contacts import hsds, table
from adaptkit.exchange.contacts.merge import Plan, plan
from adaptkit.loading.directory import DirectoryFile, read_directory
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.records import replace
from adaptkit.reports.directory import DirectoryImported
from adaptkit.settings.directory import parse_directory
from adaptkit.settings.directory_text import rewritten
from adaptkit.texts.foreign import document_in
from adaptkit.workspace import Workspace
from adaptkit.workspace.problems import no_file, unreadable

_JSON = (b"{", b"[")


def directory_import(
    workspace: Workspace, overlay: str, file: Path, *, dry_run: bool = False
) -> DirectoryImported:
    """Take what the file says otherwise than ``directory.yaml``; no contact and no comment goes.
    Raises ProblemsFound, before anything is written."""
    found = read_directory(workspace, overlay)
    wanted, told = _read(found, file)
    if wanted.changes:
        text = _rewritten(found, wanted)
        if not dry_run:
            workspace.write({found.path: text.encode("utf-8")})
    return DirectoryImported(
        overlay=found.overlay,
        path=found.path,
        changes=wanted.changes,
        left=wanted.left,
        diagnostics=(*told, *wanted.problems),
        written=not dry_run,
    )


def _read(found: DirectoryFile, file: Path) -> tuple[Plan, tuple[Diagnostic, ...]]:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise ProblemsFound([no_file(file)]) from None
    except IsADirectoryError:
        said = "this is a folder, and no table of contacts"
        hint = f"name the file in it: {file.as_posix()}/FILE"
        raise ProblemsFound([error("use-no-file", Position(file.as_posix()), said, hint)]) from None
    except OSError as fault:
        raise ProblemsFound([unreadable(file.as_posix(), fault)]) from None
    if document := document_in(content):
        said = f"this is {document}, and no table of contacts"
        hint = 'open it in the program that wrote it, and save the table as "CSV UTF-8"'
        wrong = error("use-unknown-format", Position(file.as_posix()), said, hint)
        raise ProblemsFound([wrong])
    told: tuple[Diagnostic, ...] = ()
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in _JSON:
        incoming = hsds.parse(content, str(file), found.overlay, found.contacts)
    else:
        incoming, told = table.parse(content, str(file))
    return plan(found.contacts, incoming), told


def _rewritten(found: DirectoryFile, wanted: Plan) -> str:
    """The new text, which says what is wanted, all else as before, and has every comment. Raises
    ProblemsFound where it would not."""
    changed = [(one.old, one.said) for one in wanted.changes if one.old is not None]
    added = [one.said for one in wanted.changes if one.old is None]
    new = {id(old): said for old, said in changed}
    meant = [new.get(id(contact), contact.said) for contact in found.contacts] + added
    try:
        text = rewritten(found.text or "contacts:\n", changed, added)
        there = parse_directory(text, path=found.path)
    except ProblemsFound as wrong:
        # The places are those of a text that nobody has.
        where = Position(found.path)
        named = [replace(d, position=where) for d in wrong.diagnostics if d.code == "wrong-area"]
        raise ProblemsFound(named or [_not_changed(found)]) from None
    except (ValueError, StopIteration):
        raise ProblemsFound([_not_changed(found)]) from None
    if [contact.said for contact in there] != meant or _comments(found.text) - _comments(text):
        raise ProblemsFound([_not_changed(found)])
    return text


def _not_changed(found: DirectoryFile) -> Diagnostic:
    return error(
        "directory-not-changed",
        Position(found.path),
        "this file is written in a way that adaptkit cannot change without losing something",
        "write each contact and each field on lines of its own, then import once more",
    )


def _comments(text: str) -> Counter[str]:
    """Whatever might be one."""
    return Counter(found[0].strip() for found in re.finditer(r"(?m)(?:^|(?<=\s))#.*$", text))
