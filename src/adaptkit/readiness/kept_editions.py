"""What the last build has written of an edition, and what it need not write again.

A translator saves a catalogue and looks at the page: of hundreds of chapters one has other words.
An edition that was built is *rewritten* where it can be shown that nothing else could differ: the
program, the day, what was asked for, and every file that the edition was made from are the same but
for entries of its catalogues; every file that was written is as it was; and the chapters with these
entries, made once with the old words and once with the new, show the same to all others. In every
other case the edition is made anew.

The record lies in the person's own cache folder (see ``kept_files``). It is never trusted over the
files, and without it the same bytes are written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import Edition, EditionSpec, Sibling
from adaptkit.model.layout import INTERFACE
from adaptkit.readiness.changed_units import ChangedCatalogues, Otherwise
from adaptkit.readiness.kept_files import (
    Inputs,
    as_kept,
    kept_file,
    program,
    read_kept,
    write_copy,
    write_kept,
)
from adaptkit.readiness.plain_data import from_plain, to_plain
from adaptkit.readiness.standing import ABOUT, about
from adaptkit.records import NotJson, Record, from_json, json_text, replace, to_json
from adaptkit.reports.built import BuiltEdition
from adaptkit.texts.sizes import size_text
from adaptkit.workspace import Workspace
from adaptkit.workspace.fingerprints import RACY

if TYPE_CHECKING:
    from adaptkit.readiness.kept_facts import Written

_FORMAT = 5


class Rewritten(Record, frozen=True):
    """``files``: by path under the edition's folder, those that change; ``listed``: all, with their
    sizes."""

    files: Mapping[str, bytes]
    listed: Mapping[str, int]
    outcome: BuiltEdition
    sibling: Sibling


class KeptEditions:
    """The editions that an earlier build with the same ``asked`` has left in ``to``.

    It has to be made before anything of the project is read: what is saved after that is found next
    time, and never taken for what was read.
    """

    def __init__(
        self, workspace: Workspace, to: Path, today: str, asked: Sequence[Any], *, off: bool = False
    ) -> None:
        """``off``: as if there were no folder to keep anything in."""
        self._workspace, self._to = workspace, to
        self._made_by = [_FORMAT, today, *map(as_kept, asked)]
        self._off = off or kept_file("built") is None
        self._inputs: Inputs | None = None
        # As packed JSON: each says something of every passage, and there may be hundreds.
        self._records: dict[str, bytes] = {}
        self._texts: dict[str, Mapping[str, str]] = {}
        self._chapters: Written | None = None
        self._index_stands = True
        if not self._off:
            self._stamps = read_kept(self._file(""))
            self._made_by += program()
            try:
                self._inputs = Inputs(workspace.root, self._stamps)
                # Known only now: guide.yaml may not be read before it was looked at.
                self._inputs.also(workspace.settings.pictures)
            except OSError:
                # Nor may this build keep anything: what it has read was not looked at.
                self._off, self._inputs = True, None
            except ProblemsFound:
                pass  # of guide.yaml, which whoever reads it tells

    def _file(self, name: str, *more: str) -> Path | None:
        return kept_file("built", str(self._workspace.root), str(self._to), name, *more)

    def _as_it_was(self, name: str, known: Mapping[str, str], path: str) -> str:
        """A catalogue when the edition was built."""
        from hashlib import sha256

        file = self._file(name, path)
        content = file.read_bytes() if file else b""
        if sha256(content).hexdigest() != known[path]:
            raise Otherwise
        return content.decode("utf-8")

    # -- again --------------------------------------------------------------------------------

    def rewritten(self, spec: EditionSpec) -> Rewritten | None:
        """What to write instead of all of the edition; None where it has to be made anew."""
        # What is left out, or stops everything, depends on more than the words of one chapter.
        if self._off or spec.only != "all" or spec.fallback == "block":
            return None
        record = read_kept(self._file(spec.name))
        if record.get("made_by") != self._made_by:
            return None
        wrong = (Otherwise, ProblemsFound, NotJson, OSError, LookupError, TypeError, ValueError)
        with suppress(*wrong, AttributeError, RecursionError):
            return self._rewritten(spec, record)
        return None

    def _rewritten(self, spec: EditionSpec, record: dict[str, Any]) -> Rewritten:
        inputs = self._inputs
        assert inputs is not None
        now = inputs.of([locale.posix for locale in spec.chain])
        _same(inputs.shared, record["shared"])
        _same(now.keys(), record["catalogues"].keys())
        written = self._written(spec.name, record)
        changed = [path for path, digest in now.items() if record["catalogues"][path] != digest]
        if not changed:
            sizes = {path: size for path, (size, _) in record["outputs"].items()}
            outcome, sibling = from_plain(record["outcome"]), from_plain(record["sibling"])
            return Rewritten({}, sizes, outcome, sibling)
        known: Mapping[str, str] = record["catalogues"]
        before = partial(self._as_it_was, spec.name, known)
        catalogues = ChangedCatalogues(self._workspace, spec, before, changed)
        # What makes a chapter is imported where one is made.
        from adaptkit.readiness.rewriting import Rewriting

        made = Rewriting(self._workspace, spec, record, written, catalogues).result()
        told = about(made.rewritten.sibling)
        rewritten = replace(
            made.rewritten,
            files={**made.rewritten.files, ABOUT: told},
            listed={**made.rewritten.listed, ABOUT: len(told)},
        )
        new = {**record, **made.record, "catalogues": now}
        self._texts[spec.name] = catalogues.texts
        new["outputs"] = {**record["outputs"], **_sealed(rewritten.files)}
        self._records[spec.name] = _packed(new)
        return rewritten

    def index_stands(self, content: Callable[[], bytes], siblings: Iterable[Sibling]) -> bool:
        """Whether the index already says this of these editions. ``content`` reads it."""
        said = self._stamps.get("index") if not self._off else None
        return said is not None and said == self._index(content(), siblings)

    def _written(self, name: str, record: Mapping[str, Any]) -> Callable[[str], bytes]:
        """Reads what was written; every file must hold exactly that.

        One whose size, times and inode are those of the last look is not read for that, as git
        does; one that was changed within two seconds of that look is.
        """
        folder, stamps = self._to / name, record["stamps"]
        settled = record["stamped_at"] - RACY
        outputs: Mapping[str, Sequence[Any]] = record["outputs"]

        def read(path: str) -> bytes:
            from hashlib import sha256

            content = (folder / path).read_bytes()
            if [len(content), sha256(content).hexdigest()] != outputs[path]:
                raise Otherwise
            return content

        for path in outputs:
            stamp = _stamp(folder, path)
            if stamp != stamps.get(path) or max(stamp[:2]) >= settled:
                read(path)
        return read

    # -- keep ---------------------------------------------------------------------------------

    def made(
        self,
        edition: Edition,
        settled: bool,
        files: Mapping[str, bytes],
        outcome: BuiltEdition,
        sibling: Sibling,
    ) -> None:
        """Remember an edition that was made anew; ``files`` by path under its folder. ``settled``:
        whether all ids come from the templates; else any catalogue may have given some."""
        if self._inputs is None or not settled or edition.spec.only != "all":
            return
        with suppress(OSError, TypeError, ValueError, ProblemsFound):
            catalogues = self._inputs.of([locale.posix for locale in edition.spec.chain])
            self._texts[edition.spec.name] = {
                path: self._workspace.first_seen(path) for path in catalogues
            }
            from adaptkit.readiness.kept_facts import Written, facts_of

            if self._chapters is None:
                self._chapters = Written()
            record = {
                "shared": self._inputs.shared,
                "catalogues": catalogues,
                "outputs": _sealed(files),
                "outcome": to_plain(outcome),
                "sibling": to_plain(sibling),
                **facts_of(edition, self._chapters),
            }
            self._records[edition.spec.name] = _packed(record)

    def forget(self, name: str) -> None:
        """Keep nothing of this edition; ``""`` is the index."""
        self._index_stands = self._index_stands and bool(name)
        file = self._file(name) if name and not self._off else None
        if file is not None:
            self._records.pop(name, None)
            with suppress(OSError):
                file.unlink()

    def keep(self, index: bytes | None, siblings: Iterable[Sibling]) -> None:
        """Write what is new, once all files have become visible. ``index``: of these editions, if
        one was written."""
        if self._inputs is None:
            return
        for name, packed in self._records.items():
            file, record = self._file(name), _unpacked(packed)
            if file is not None:
                write_kept(file, {**record, **self._looked(name, record), "made_by": self._made_by})
            for path, text in self._texts[name].items():
                copy = self._file(name, path)
                if copy is not None:
                    write_copy(copy, text.encode("utf-8"))
        stands = None if not self._index_stands else index
        said = None if stands is None else self._index(stands, siblings)
        file = self._file("")
        if file is not None and (self._inputs.prints.read or said != self._stamps.get("index")):
            write_kept(file, {**self._inputs.stamps(), "index": said})

    def _index(self, content: bytes, siblings: Iterable[Sibling]) -> list[str]:
        """What tells one index of one build from another. Its title and its words are no edition's:
        they are the guide's own. Nothing where a file's name cannot be written down."""
        from hashlib import sha256

        assert self._inputs is not None
        words = self._inputs.named(f"{INTERFACE}.po")
        # Of a size no more is said than what people read: a word more changes no index.
        told = [
            [
                to_plain(replace(sibling, built=())),
                [
                    [file.format, file.label, file.path, size_text(file.size)]
                    for file in sibling.built
                ],
            ]
            for sibling in siblings
        ]
        with suppress(ValueError):
            said = json_text([told, self._made_by, self._inputs.shared, words])
            return [sha256(content).hexdigest(), sha256(said.encode()).hexdigest()]
        return []

    def _looked(self, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
        from time import time_ns

        now = time_ns()
        with suppress(OSError):
            stamps = {path: _stamp(self._to / name, path) for path in record["outputs"]}
            return {"stamps": stamps, "stamped_at": now}
        return {"stamps": {}, "stamped_at": 0}


def _packed(record: Mapping[str, Any]) -> bytes:
    from zlib import compress

    return compress(to_json(record), 1)


def _unpacked(packed: bytes) -> dict[str, Any]:
    from zlib import decompress

    record: dict[str, Any] = from_json(decompress(packed))
    return record


def _stamp(folder: Path, path: str) -> list[int]:
    status = os.stat(f"{folder}{os.sep}{path}")  # noqa: PTH116 of hundreds
    return [status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_size]


def _same(now: object, then: object) -> None:
    if now != then:
        raise Otherwise


def _sealed(files: Mapping[str, bytes]) -> dict[str, list[Any]]:
    from hashlib import sha256

    return {path: [len(held), sha256(held).hexdigest()] for path, held in files.items()}
