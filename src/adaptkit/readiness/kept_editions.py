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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import Answer, Edition, EditionSpec, Progress, Sibling
from adaptkit.model.layout import GUIDE, catalogue_path
from adaptkit.readiness.kept_files import Inputs, as_kept, kept_file, program, read_kept, write_kept
from adaptkit.readiness.plain_data import from_plain, to_plain
from adaptkit.reports.built import BuiltEdition
from adaptkit.workspace import Workspace

if TYPE_CHECKING:
    from adaptkit.editions.again import Made
    from adaptkit.editions.anchors import Anchors
    from adaptkit.model.catalogue import Catalogue
    from adaptkit.model.document import Chapter

_FORMAT = 1
_MOST_ENTRIES = 200
"""Beyond so many changed entries, making it all anew is hardly slower."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """``files``: by path under the edition's folder, those that change; ``listed``: all, with their
    sizes."""

    files: Mapping[str, bytes]
    listed: Mapping[str, int]
    outcome: BuiltEdition
    sibling: Sibling


class _Otherwise(Exception):
    """Something is not as it was."""


class KeptEditions:
    """The editions that an earlier build with the same ``asked`` has left in ``to``.

    It has to be made before anything of the project is read: what is saved after that is found next
    time, and never taken for what was read.
    """

    def __init__(
        self, workspace: Workspace, to: Path, today: str, asked: Sequence[Any], *, off: bool = False
    ) -> None:
        """``off``: as if there were no folder to keep anything in."""
        self._workspace, self._to, self._today = workspace, to, today
        self._made_by = [_FORMAT, today, *map(as_kept, asked)]
        self._off = off or kept_file("built") is None
        self._inputs: Inputs | None = None
        self._records: dict[str, dict[str, Any]] = {}
        if not self._off:
            self._stamps = read_kept(self._file(""))
            self._made_by += program()
            try:
                self._inputs = Inputs(workspace.root, self._stamps)
            except OSError:
                self._off = True

    def _file(self, name: str) -> Path | None:
        return kept_file("built", str(self._workspace.root), str(self._to), name)

    # -- again --------------------------------------------------------------------------------

    def rewritten(self, spec: EditionSpec) -> Rewritten | None:
        """What to write instead of all of the edition; None where it has to be made anew."""
        # What is left out, or stops everything, depends on more than the words of one chapter.
        if self._off or spec.only != "all" or spec.fallback == "block":
            return None
        record = read_kept(self._file(spec.name))
        if record.get("made_by") != self._made_by:
            return None
        wrong = (_Otherwise, ProblemsFound, OSError, KeyError, TypeError, ValueError)
        with suppress(*wrong, AttributeError):
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
        catalogues = _Catalogues(self._workspace, spec, record["texts"], changed)
        made = _Rewriting(self._workspace, spec, record, written, catalogues).result()
        if not changed:
            return made.rewritten
        new = {**record, **made.record, "catalogues": now}
        new["texts"] = {**record["texts"], **catalogues.texts}
        new["outputs"] = {**record["outputs"], **_sealed(made.rewritten.files)}
        self._records[spec.name] = new
        return made.rewritten

    def index_stands(self, content: Callable[[], bytes], siblings: Iterable[Sibling]) -> bool:
        """Whether the index already says this of these editions. ``content`` reads it."""
        said = self._stamps.get("index") if not self._off else None
        return said is not None and said == _index(content(), siblings)

    def _written(self, name: str, record: Mapping[str, Any]) -> Callable[[str], bytes]:
        """Reads what was written; the file must hold exactly that."""
        from hashlib import sha256

        folder = self._to / name
        outputs: Mapping[str, Sequence[Any]] = record["outputs"]
        for path, (size, _) in outputs.items():
            if (folder / path).stat().st_size != size:
                raise _Otherwise
        contents: dict[str, bytes] = {}
        for path, (_, digest) in outputs.items():
            contents[path] = (folder / path).read_bytes()
            if sha256(contents[path]).hexdigest() != digest:
                raise _Otherwise
        return contents.__getitem__

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
        with suppress(OSError, TypeError, ProblemsFound):
            catalogues = self._inputs.of([locale.posix for locale in edition.spec.chain])
            texts = {path: self._workspace.first_seen(path) for path in catalogues}
            self._records[edition.spec.name] = {
                "shared": self._inputs.shared,
                "catalogues": catalogues,
                "texts": texts,
                "outputs": _sealed(files),
                "outcome": to_plain(outcome),
                "sibling": to_plain(sibling),
                **_facts_of(edition),
            }

    def keep(self, index: bytes | None, siblings: Iterable[Sibling]) -> None:
        """Write what is new, once all files have become visible. ``index``: of these editions, if
        one was written."""
        if self._inputs is None:
            return
        for name, record in self._records.items():
            file = self._file(name)
            if file is not None:
                write_kept(file, {**record, "made_by": self._made_by})
        said = None if index is None else _index(index, siblings)
        file = self._file("")
        if file is not None and (self._inputs.prints.read or said != self._stamps.get("index")):
            write_kept(file, {**self._inputs.stamps(), "index": said})


def _index(content: bytes, siblings: Iterable[Sibling]) -> list[str]:
    """What tells one index of one build from another."""
    from hashlib import sha256

    said = dumps([to_plain(sibling) for sibling in siblings])
    return [sha256(content).hexdigest(), sha256(said.encode()).hexdigest()]


def _same(now: object, then: object) -> None:
    if now != then:
        raise _Otherwise


def _sealed(files: Mapping[str, bytes]) -> dict[str, list[Any]]:
    from hashlib import sha256

    return {path: [len(held), sha256(held).hexdigest()] for path, held in files.items()}


def _facts_of(edition: Edition) -> dict[str, Any]:
    """What a record says of an edition, chapter by chapter."""
    from adaptkit.editions.anchors import anchor_table

    known = {id_ for chapter in edition.chapters for id_ in _units_in(chapter.origin)}
    return {
        "values": to_plain(dict(edition.values)),
        "words": [dict(edition.words), edition.words_language.tag],
        "elsewhere": sorted(edition.answers.keys() - known),
        "source": edition.settings.source_language.tag,
        "country": edition.settings.country,
        "waiting": [point.key for point in edition.open_points],
        "assets": [asset.name for asset in edition.assets],
        "progress": to_plain(edition.progress),
        "names": [[chapter.id, chapter.name] for chapter in edition.chapters],
        "anchors": {
            chapter.name: dumps([[w, to.anchor, to.verbatim] for w, to in table.items()])
            for chapter in edition.chapters
            if (table := anchor_table(chapter))
        },
        # A text in a text: only what is looked at is taken apart.
        "units": {c.name: "\n".join(_units_in(c.origin)) for c in edition.chapters},
        "chapters": {c.name: dumps(_chapter_facts(c.origin, edition)) for c in edition.chapters},
    }


def _units_in(chapter: Chapter) -> list[str]:
    return [block.id for block in chapter.walk() if block.is_unit and not block.children]


def _chapter_facts(chapter: Chapter, edition: Edition) -> dict[str, Any]:
    ids = _units_in(chapter)
    answers = {id_: a for id_ in ids if (a := edition.answers.get(id_)) is not None}
    facts: dict[str, Any] = {
        "ids": ids,
        "answers": [[id_, *_answer(answer)] for id_, answer in answers.items()],
    }
    if edition.sources.get(chapter.path) is chapter:
        facts["sections"] = _runs(block.section for block in chapter.walk())
    else:
        # An overlay has changed it: it cannot be read again from one file.
        paths = {block.position.path for block in chapter.walk()} | {chapter.path}
        facts["adapted"] = to_plain(replace(chapter, source="", diagnostics=()))
        facts["sources"] = [
            to_plain(replace(edition.sources[path], source="", diagnostics=()))
            for path in sorted(paths & edition.sources.keys())
        ]
    return facts


def _answer(answer: Answer) -> list[Any]:
    locale = answer.locale.tag if answer.locale else ""
    return [answer.words, answer.state, answer.path, locale, answer.stale]


def _runs(texts: Iterator[str]) -> list[list[Any]]:
    """Neighbours that are the same, with how many they are."""
    out: list[list[Any]] = []
    for text in texts:
        if out and out[-1][0] == text:
            out[-1][1] += 1
        else:
            out.append([text, 1])
    return out


# What has changed ---------------------------------------------------------------------------------


class _Catalogues:
    """The catalogues of an edition as they are, and as they were (``before``, by path).

    ``texts``: those of ``changed`` as they are; ``units``: the ids whose entries are others.
    Raises ProblemsFound for a catalogue that is damaged.
    """

    def __init__(
        self,
        workspace: Workspace,
        spec: EditionSpec,
        before: Mapping[str, str],
        changed: Sequence[str],
    ) -> None:
        from adaptkit.catalogues.po import parse_po

        self._workspace, self._spec = workspace, spec
        self._read: dict[tuple[str, str], Catalogue | None] = {}
        self.texts: dict[str, str] = {}
        units: set[str] = set()
        asked = {
            catalogue_path(locale, domain): (locale, domain)
            for locale in spec.chain
            for domain in (GUIDE, *spec.overlays)
        }
        for path in changed:
            if path not in asked:
                raise _Otherwise
            locale, domain = asked[path]
            text = self.texts[path] = workspace.read_text(path)
            self._read[locale.posix, domain] = parse_po(
                text.encode("utf-8"), path=path, locale=locale, domain=domain
            )
            units |= _different(before[path], text, path)
        self.units = frozenset(units)

    def of(self, domains: Iterable[str]) -> dict[tuple[str, str], Catalogue]:
        """All that the edition asks in these domains."""
        found: dict[tuple[str, str], Catalogue] = {}
        for domain in domains:
            for locale in self._spec.chain:
                key = (locale.posix, domain)
                if key not in self._read:
                    self._read[key] = self._workspace.read_catalogue(locale, domain)
                catalogue = self._read[key]
                if catalogue is not None:
                    found[key] = catalogue
        return found


def _different(before: str, now: str, path: str) -> set[str]:
    """The units whose entries are not the same to the letter."""
    old, new = before.split("\n\n"), now.split("\n\n")
    if _units(old[:1], path) or _units(new[:1], path):
        raise _Otherwise  # not written as catalogues are: nothing can be told from the blocks
    different = {block.strip("\n") for block in old[1:]} ^ {block.strip("\n") for block in new[1:]}
    if len(different) > 2 * _MOST_ENTRIES:
        raise _Otherwise
    found: set[str] = set()
    for blocks in (old, new):
        own = [block for block in blocks[1:] if block.strip("\n") in different]
        found |= _units([blocks[0], *own], path)
    return found


def _units(blocks: Sequence[str], path: str) -> set[str]:
    from adaptkit.catalogues.po import parse_po

    text = "\n\n".join(block.strip("\n") for block in blocks) + "\n"
    made = parse_po(text.encode("utf-8"), path=path, locale=None, domain=GUIDE)
    return {entry.unit_id for entry in made.entries}


@dataclass(frozen=True, slots=True)
class _Result:
    rewritten: Rewritten
    record: Mapping[str, Any]


class _Rewriting:
    """One edition, of which some units have other entries."""

    def __init__(
        self,
        workspace: Workspace,
        spec: EditionSpec,
        record: Mapping[str, Any],
        written: Callable[[str], bytes],
        catalogues: _Catalogues,
    ) -> None:
        self._workspace, self._spec = workspace, spec
        self._record, self._written, self._catalogues = record, written, catalogues

    def result(self) -> _Result:
        record, units = self._record, self._catalogues.units
        outcome: BuiltEdition = from_plain(record["outcome"])
        sibling: Sibling = from_plain(record["sibling"])
        progress: Progress = from_plain(record["progress"])
        sizes = {path: size for path, (size, _) in record["outputs"].items()}
        held = {name: units & set(ids.split("\n")) for name, ids in record["units"].items()}
        names = [name for name, own in held.items() if own]
        known = frozenset(id_ for own in held.values() for id_ in own)
        if not units.isdisjoint(record["elsewhere"]):
            raise _Otherwise  # title, attribution, terms: they may stand anywhere
        if not names:
            return _Result(Rewritten({}, sizes, outcome, sibling), {})
        before, after = self._made(names, units & known, progress)
        files = dict(self._files(before, after, [one.name for one in outcome.formats]))
        sizes |= {path: len(content) for path, content in files.items()}
        outcome = _outcome(outcome, before, after, sizes)
        sibling = replace(sibling, percent=after.edition.progress.percent)
        chapters = {**record["chapters"]}
        for name in names:
            facts = loads(chapters[name])
            answers = [[i, *_answer(after.answers[i])] for i in facts["ids"]]
            chapters[name] = dumps({**facts, "answers": answers})
        new = {
            "progress": to_plain(after.edition.progress),
            "outcome": to_plain(outcome),
            "sibling": to_plain(sibling),
            "chapters": chapters,
        }
        return _Result(Rewritten(files, sizes, outcome, sibling), new)

    def _files(
        self, before: Made, after: Made, formats: Sequence[str]
    ) -> Iterator[tuple[str, bytes]]:
        from adaptkit.reports.trace import rewrite_trace
        from adaptkit.writers import FORMATS

        for name in formats:
            rewrite = FORMATS[name]().rewrite
            if rewrite is None:
                raise _Otherwise
            changed = rewrite(before.edition, after.edition, partial(self._of_format, name))
            if changed is None:
                raise _Otherwise
            yield from ((f"{name}/{path}", content) for path, content in changed.items())
        text = self._written("trace.json").decode("utf-8")
        trace = rewrite_trace(text, before.trace, after.trace)
        if trace is None:
            raise _Otherwise
        yield "trace.json", trace.encode("utf-8")

    def _facts(self, name: str) -> dict[str, Any]:
        facts: dict[str, Any] = loads(self._record["chapters"][name])
        return facts

    def _of_format(self, name: str, path: str) -> bytes:
        return self._written(f"{name}/{path}")

    def _made(
        self, names: Sequence[str], units: frozenset[str], progress: Progress
    ) -> tuple[Made, Made]:
        from adaptkit.editions.again import make_chapters

        ground = self._ground()
        chapters, sources = self._chapters(names)
        then: dict[str, Answer] = {}
        for name in names:
            for id_, words, state, path, tag, stale in self._facts(name)["answers"]:
                then[id_] = Answer(words, _state(state), path, _locale(tag), stale)
        now = {**then, **self._answers(chapters, units)}
        before = make_chapters(ground, chapters, sources, then, progress)
        after = make_chapters(ground, chapters, sources, now, _moved(progress, then, now))
        _same(before.outside, after.outside)
        if not (before.sound and after.sound):
            raise _Otherwise
        return before, after

    def _answers(self, chapters: Sequence[Chapter], units: frozenset[str]) -> dict[str, Answer]:
        """What the catalogues say now to these units."""
        from adaptkit.editions.translate import Dictionary

        blocks = [b for c in chapters for b in c.walk() if b.id in units and not b.children]
        spec = self._spec
        found = self._catalogues.of({block.domain for block in blocks})
        source = _known_locale(self._record["source"])
        dictionary = Dictionary(found, spec.chain, spec.locale, source)
        return {block.id: dictionary.answer(block) for block in blocks}

    def _ground(self) -> Any:
        from adaptkit.editions.again import Ground
        from adaptkit.editions.media import asset

        record = self._record
        html = "html/" if any(path.startswith("html/") for path in record["outputs"]) else "md/"
        words, language = record["words"]
        return Ground(
            spec=self._spec,
            source_language=_known_locale(record["source"]),
            country=self._spec.locale.territory or record["country"],
            today=record["made_by"][1],
            values=from_plain(record["values"]),
            words=words,
            words_language=_known_locale(language),
            names=[(id_, name) for id_, name in record["names"]],
            anchors=_Anchors(record["anchors"]),
            assets=[asset(name, self._written(html + name)) for name in record["assets"]],
            waiting=frozenset(record["waiting"]),
        )

    def _chapters(self, names: Sequence[str]) -> tuple[list[Chapter], dict[str, Chapter]]:
        """The adapted chapters, and the files that they came from by path."""
        from adaptkit.model.layout import chapter_path

        chapters: list[Chapter] = []
        sources: dict[str, Chapter] = {}
        ids = {name: id_ for id_, name in self._record["names"]}
        for name in names:
            facts = self._facts(name)
            if "sections" in facts:
                chapter = self._read_again(name, chapter_path(name), ids[name], facts)
                sources[chapter.path] = chapter
            else:
                for plain in facts["sources"]:
                    source: Chapter = from_plain(plain)
                    text = self._workspace.read_text(source.path)
                    sources[source.path] = replace(source, source=text)
                adapted: Chapter = from_plain(facts["adapted"])
                text = self._workspace.read_text(adapted.path)
                chapter = replace(adapted, source=text)
            chapters.append(chapter)
        return chapters, sources

    def _read_again(self, name: str, path: str, id_: str, facts: Mapping[str, Any]) -> Chapter:
        from adaptkit.guides.parse import parse_chapter
        from adaptkit.guides.units import assign_ids

        source = self._workspace.read_text(path)
        chapter = parse_chapter(source, path=path, name=name, chapter_id=id_)
        final = [section for section, times in facts["sections"] for _ in range(times)]
        sections = {
            block.section: section for block, section in zip(chapter.walk(), final, strict=True)
        }
        return assign_ids(chapter, facts["ids"], sections)


class _Anchors(Mapping[str, "Anchors"]):
    """The tables of anchors, each made when it is asked for."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._kept = kept

    def __getitem__(self, name: str) -> Anchors:
        from adaptkit.model.destination import ToChapter

        return {
            written: ToChapter(name, anchor, verbatim)
            for written, anchor, verbatim in loads(self._kept[name])
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _state(state: str | None) -> Any:
    from adaptkit.model.catalogue import EntryState

    return None if state is None else EntryState(state)


def _locale(tag: str) -> Any:
    return _known_locale(tag) if tag else None


def _known_locale(tag: str) -> Any:
    from adaptkit.model.locale import Locale

    return Locale.parse(tag)


def _moved(progress: Progress, then: Mapping[str, Answer], now: Mapping[str, Answer]) -> Progress:
    """The progress with these units answered otherwise."""
    from adaptkit.model.catalogue import EntryState

    def more(state: EntryState) -> int:
        count = sum(answer.state is state for answer in now.values())
        return count - sum(answer.state is state for answer in then.values())

    return replace(
        progress,
        translated=progress.translated + more(EntryState.TRANSLATED),
        fuzzy=progress.fuzzy + more(EntryState.FUZZY),
        untranslated=progress.untranslated + more(EntryState.UNTRANSLATED),
    )


def _outcome(
    outcome: BuiltEdition, before: Made, after: Made, sizes: Mapping[str, int]
) -> BuiltEdition:
    def in_source(made: Made) -> int:
        return sum(trace.outcome == "shown in source language" for trace in made.trace.values())

    formats = tuple(
        replace(
            one,
            size=sum(size for path, size in sizes.items() if path.startswith(f"{one.name}/")),
        )
        for one in outcome.formats
    )
    return replace(
        outcome,
        formats=formats,
        percent=after.edition.progress.percent,
        shown_in_source=outcome.shown_in_source + in_source(after) - in_source(before),
    )
