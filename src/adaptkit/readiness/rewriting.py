"""An edition that was built, of which some units have other words now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from adaptkit.checks import Passage, check_catalogue
from adaptkit.editions.again import Ground, Made, make_chapters, named
from adaptkit.editions.media import asset
from adaptkit.editions.translate import Dictionary
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import assign_ids
from adaptkit.model.catalogue import EntryState
from adaptkit.model.destination import ToChapter
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import Chapter, Variable
from adaptkit.model.edition import Answer, Edition, EditionSpec, Progress, Sibling, Value
from adaptkit.model.layout import chapter_path
from adaptkit.model.locale import Locale
from adaptkit.model.signing import CONTACT
from adaptkit.model.telling import Draft
from adaptkit.readiness.changed_units import ChangedCatalogues, Otherwise
from adaptkit.readiness.kept_editions import Rewritten
from adaptkit.readiness.kept_facts import answer_facts
from adaptkit.readiness.plain_data import from_plain, to_plain
from adaptkit.records import Record, from_json, json_text, replace
from adaptkit.reports.built import BuiltEdition
from adaptkit.reports.trace import rewrite_trace
from adaptkit.texts.sizes import size_text
from adaptkit.workspace import Workspace
from adaptkit.writers import FORMATS

if TYPE_CHECKING:
    from adaptkit.editions.anchors import Anchors


# What is told of a catalogue for all its words together.
_OF_ALL_WORDS = frozenset({"language-letters", "language-other", "language-words"})
# One of so many words decides nothing.
_FEW = 50


class Result(Record, frozen=True):
    rewritten: Rewritten
    record: Mapping[str, Any]


class Rewriting:
    """One edition, of which some units have other entries."""

    def __init__(
        self,
        workspace: Workspace,
        spec: EditionSpec,
        record: Mapping[str, Any],
        written: Callable[[str], bytes],
        catalogues: ChangedCatalogues,
    ) -> None:
        self._workspace, self._spec = workspace, spec
        self._record, self._written, self._catalogues = record, written, catalogues

    def result(self) -> Result:
        record, units = self._record, self._catalogues.units
        outcome: BuiltEdition = from_plain(record["outcome"])
        sibling: Sibling = from_plain(record["sibling"])
        progress: Progress = from_plain(record["progress"])
        sizes = {path: size for path, (size, _) in record["outputs"].items()}
        held = {name: units & set(ids.split("\n")) for name, ids in record["units"].items()}
        names = [name for name, own in held.items() if own]
        known = frozenset(id_ for own in held.values() for id_ in own)
        if not units.isdisjoint(record["elsewhere"]):
            raise Otherwise  # title, attribution, terms: they may stand anywhere
        if not units.isdisjoint(record["judged"]):
            raise Otherwise  # whoever read these has read other words
        if any(f"/{CONTACT}." in unit for unit in record["judged"]):
            raise Otherwise  # whether they are verified still is for what asks for signatures
        if any(told.code in _OF_ALL_WORDS for told in outcome.diagnostics):
            raise Otherwise  # perhaps these were the words that looked foreign
        if any(told.unit in units for told in outcome.diagnostics):
            raise Otherwise  # what was wrong with these words is no longer so, or not the same
        # Corrections that came one by one decide together: they count from when all were judged.
        unjudged = record.get("unjudged", 0) + len(units)
        if unjudged * _FEW > progress.translated:
            if self._looks_foreign(record["source"]):
                raise Otherwise
            unjudged = 0
        outcome = replace(outcome, diagnostics=tuple(map(self._told, outcome.diagnostics)))
        if not names:
            moved = {"outcome": to_plain(outcome), "unjudged": unjudged}
            return Result(Rewritten({}, sizes, outcome, sibling), moved)
        before, after = self._made(names, units & known, progress)
        files = dict(self._files(before, after, [one.name for one in outcome.formats]))
        sizes |= {path: len(content) for path, content in files.items()}
        outcome = _outcome(outcome, before, after, sizes)
        size = {one.name: one.size for one in outcome.formats}
        built = tuple(
            # Of a file that holds the whole edition; else of all files of its folder.
            replace(file, size=sizes.get(file.path, size[file.format]))
            for file in sibling.built
        )
        sibling = replace(sibling, percent=outcome.percent, built=built)
        chapters = {**record["chapters"]}
        for name in names:
            facts = from_json(chapters[name])
            answers = [[i, *answer_facts(after.answers[i])] for i in facts["ids"]]
            chapters[name] = json_text({**facts, "answers": answers})
        new = {
            "progress": to_plain(after.edition.progress),
            "outcome": to_plain(outcome),
            "sibling": to_plain(sibling),
            "chapters": chapters,
            "unjudged": unjudged,
        }
        return Result(Rewritten(files, sizes, outcome, sibling), new)

    def _told(self, told: Diagnostic) -> Diagnostic:
        """What is wrong in a catalogue that was saved may stand in another line now."""
        where = told.position
        line = self._catalogues.line_now(where.path, where.line)
        return told if line == where.line else replace(told, position=replace(where, line=line))

    def _looks_foreign(self, source: str) -> bool:
        """Whether a catalogue looks like one of another language with these words."""
        from adaptkit.catalogues.faults import foreign_words

        for locale, domain in self._catalogues.asked.values():
            catalogue = self._workspace.read_catalogue(locale, domain)
            if catalogue and any(foreign_words(catalogue, _known_locale(source))):
                return True
        return False

    def _files(
        self, before: Made, after: Made, formats: Sequence[str]
    ) -> Iterator[tuple[str, bytes]]:
        known = [FORMATS[name]() for name in formats]
        shown = any(one.needs_others for one in known)
        for name, one in zip(formats, known, strict=True):
            written = partial(self._of_format, name)
            changed: Mapping[str, bytes] | None = None
            if one.rewrite:
                changed = one.rewrite(before.edition, after.edition, written)
            elif _shown(before.edition) == _shown(after.edition):
                changed = {}  # a nearer catalogue answers: readers see the same
            if changed is None:
                raise Otherwise
            if shown and one.suffix and any(_looks_other(written(p), changed[p]) for p in changed):
                raise Otherwise
            yield from ((f"{name}/{path}", content) for path, content in changed.items())
        text = self._written("trace.json").decode("utf-8")
        trace = rewrite_trace(text, before.trace, after.trace)
        if trace is None:
            raise Otherwise
        yield "trace.json", trace.encode("utf-8")

    def _facts(self, name: str) -> dict[str, Any]:
        facts: dict[str, Any] = from_json(self._record["chapters"][name])
        return facts

    def _of_format(self, name: str, path: str) -> bytes:
        return self._written(f"{name}/{path}")

    def _made(
        self, names: Sequence[str], units: frozenset[str], progress: Progress
    ) -> tuple[Made, Made]:
        ground = self._ground()
        chapters, sources = self._chapters(names)
        then: dict[str, Answer] = {}
        for name in names:
            for id_, *said in self._facts(name)["answers"]:
                then[id_] = _answer(*said)
        now = {**then, **self._answers(chapters, units)}
        moved = _moved(progress, then, now)
        same = moved == progress
        if self._record["judged"] and not same:
            raise Otherwise  # readers are told who has read how much of it
        before = make_chapters(ground, chapters, sources, then, progress, counted=not same)
        after = make_chapters(ground, chapters, sources, now, moved, counted=not same)
        if before.outside != after.outside:
            raise Otherwise
        if before.problems != after.problems:
            raise Otherwise  # they have to be told, or no longer
        return before, after

    def _answers(self, chapters: Sequence[Chapter], units: frozenset[str]) -> dict[str, Answer]:
        """What the catalogues say now to these units."""
        blocks = [b for c in chapters for b in c.walk() if b.id in units and not b.children]
        spec = self._spec
        found = self._catalogues.of({block.domain for block in blocks})
        source = _known_locale(self._record["source"])
        names: Mapping[str, Value] = from_plain(self._record["values"])
        dictionary = Dictionary(found, spec.chain, spec.locale, source, names)
        answers = {block.id: dictionary.answer(block) for block in blocks}
        if dictionary.problems:
            raise Otherwise  # what is wrong with these words is told with all that is wrong
        passages = [
            Passage(
                *(block.id, block.msgid, answer.words, answer.locale, block.kind, names),
                dialect=self._workspace.settings.syntax.dialect,
                source_locale=source,
            )
            for block in blocks
            if (answer := answers[block.id]).words and answer.locale
        ]
        if any(check_catalogue(passages, errors_only=True)):
            raise Otherwise
        return answers

    def _ground(self) -> Any:
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
            chapters=[named(id_, name) for id_, name in record["names"]],
            anchors=_Anchors(record["anchors"]),
            assets=[asset(name, self._written(html + name)) for name in record["assets"]],
            waiting=record["waiting"],
            home=record["country"],
            open_variables=tuple(Variable(name, "") for name in record["open"]),
            draft=_draft(record),
            terms={said: ToChapter(chapter, to) for said, chapter, to in record["terms"]},
        )

    def _chapters(self, names: Sequence[str]) -> tuple[list[Chapter], dict[str, Chapter]]:
        """The adapted chapters, and the files that they came from by path."""
        chapters: list[Chapter] = []
        sources: dict[str, Chapter] = {}
        ids = {name: id_ for id_, name in self._record["names"]}
        for name in names:
            facts = self._facts(name)
            kept = from_json(facts["own"])
            chapter = own = self._read_again(name, chapter_path(name), ids[name], kept)
            sources[own.path] = own
            if "adapted" in facts:
                for plain in facts["sources"]:
                    source: Chapter = from_plain(from_json(plain))
                    text = self._workspace.read_text(source.path)
                    sources[source.path] = replace(source, source=text)
                blocks = tuple(
                    own.blocks[one] if isinstance(one, int) else from_plain(one)
                    for one in facts["blocks"]
                )
                adapted: Chapter = from_plain(facts["adapted"])
                chapter = replace(adapted, blocks=blocks, source=own.source)
            chapters.append(chapter)
        return chapters, sources

    def _read_again(self, name: str, path: str, id_: str, facts: Mapping[str, Any]) -> Chapter:
        source = self._workspace.read_text(path)
        syntax = self._workspace.settings.syntax
        chapter = parse_chapter(source, path=path, name=name, chapter_id=id_, syntax=syntax)
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
        return {
            written: ToChapter(name, anchor, verbatim)
            for written, anchor, verbatim in from_json(self._kept[name])
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _answer(
    words: str = "",
    state: str | None = EntryState.UNTRANSLATED,
    path: str = "",
    tag: str = "",
    stale: bool = False,
) -> Answer:
    return Answer(words, _state(state), path, _locale(tag), stale)


def _draft(record: Mapping[str, Any]) -> Draft:
    """Translations change nothing about it: only signing off does, and the number stays."""
    sibling: Sibling = from_plain(record["sibling"])
    progress: Progress = from_plain(record["progress"])
    if not sibling.draft:
        return Draft.NO
    return Draft.PARTLY if progress.reviewed else Draft.WHOLLY


def _state(state: str | None) -> Any:
    return None if state is None else EntryState(state)


def _locale(tag: str) -> Any:
    return _known_locale(tag) if tag else None


def _known_locale(tag: str) -> Any:

    return Locale.parse(tag)


def _moved(progress: Progress, then: Mapping[str, Answer], now: Mapping[str, Answer]) -> Progress:
    """The progress with these units answered otherwise. Raises Otherwise where one that needed no
    translation has one now, or the other way round: whether it is the original hangs on that."""
    if any(then[id_].needed != answer.needed for id_, answer in now.items()):
        raise Otherwise

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


def _shown(edition: Edition) -> Edition:
    """All that a writer of a whole file sees of an edition, without what only says where its words
    come from and how far they are."""
    return replace(
        edition, progress=Progress(), trace=(), answers={}, asked={}, judged={}, diagnostics=()
    )


def _looks_other(before: bytes, after: bytes) -> bool:
    """Whether pages that name the size of this file name another now."""
    return size_text(len(before)) != size_text(len(after))
