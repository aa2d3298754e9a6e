"""Some chapters of an edition made again, after nothing but words of their translations changed.

All that other chapters, the contents or a list of changes can show of a chapter must stay as it
was; what it says itself may change. Whoever finds a difference beyond that makes it all anew.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence

from adaptkit.editions.about import facts
from adaptkit.editions.anchors import Anchors, anchor, anchor_table
from adaptkit.editions.changes import draft_words
from adaptkit.editions.chapters import edition_chapter
from adaptkit.editions.contents import contents, first_help, heading_words
from adaptkit.editions.finish import Finisher
from adaptkit.editions.links import Resolver
from adaptkit.editions.passages import Passages
from adaptkit.editions.pictures import targets
from adaptkit.editions.term_links import TermLinks, Terms, glossary_terms
from adaptkit.editions.trace import unit_record
from adaptkit.editions.translate import Dictionary
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import Block, BlockKind, Chapter, GuideSettings, Mark, Variable, walk
from adaptkit.model.edition import (
    Answer,
    Asset,
    Edition,
    EditionChapter,
    EditionSpec,
    Progress,
    UnitTrace,
    Value,
)
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Draft, Telling
from adaptkit.records import Record, field, replace


class Ground(Record, frozen=True):
    """What an edition is made on, and what stays as it is. ``chapters``: all of them, by name only;
    ``anchors`` by chapter name; ``waiting``: keys of the open adaptation points → the country of
    their marks; ``home``: the guide's own country, ``open_variables`` its values that nobody has
    set; ``draft``: what other words change nothing about; ``terms``: what a
    word leads to that the glossary explains."""

    spec: EditionSpec
    source_language: Locale
    country: str
    today: str
    values: Mapping[str, Value]
    words: Mapping[str, str]
    words_language: Locale
    chapters: Sequence[EditionChapter]
    anchors: Mapping[str, Anchors]
    assets: Sequence[Asset]
    waiting: Mapping[str, str]
    home: str = ""
    open_variables: tuple[Variable, ...] = ()
    draft: Draft = Draft.NO
    terms: Terms = field(default_factory=dict)


def named(id_: str, name: str) -> EditionChapter:
    """A chapter of which nothing else is asked."""
    nothing = Chapter("", "", "", "", ())
    return EditionChapter(id_, name, "", "", (), (), nothing, anchor=anchor(id_))


class _Answers(Dictionary):
    """Answers that are known already."""

    def __init__(self, ground: Ground, answers: Mapping[str, Answer]) -> None:
        super().__init__({}, ground.spec.chain, ground.spec.locale, ground.source_language)
        self._answers = answers

    def answer(self, block: Block) -> Answer:
        return self._answers[block.id]


class Made(Record, frozen=True):
    """``edition`` holds the chapters that were made, the others by name only. ``outside``: all that
    can be seen of them elsewhere; ``answers``: how their units were answered; ``problems``: what is
    wrong with them, told at the source."""

    edition: Edition
    outside: object
    trace: Mapping[str, UnitTrace]
    answers: Mapping[str, Answer]
    problems: Sequence[Diagnostic]


def make_chapters(
    ground: Ground,
    chapters: Sequence[Chapter],
    sources: Mapping[str, Chapter],
    answers: Mapping[str, Answer],
    progress: Progress,
    *,
    counted: bool = True,
) -> Made:
    """These chapters of the adapted guide with these answers (by unit id). ``counted``: whether
    ``progress`` is another than it was, so that what is told of the edition may be too."""
    finisher = Finisher(
        spec=ground.spec,
        dictionary=_Answers(ground, answers),
        values=ground.values,
        sources=sources,
        country=ground.country,
        today=ground.today,
    )
    made = {chapter.name: edition_chapter(chapter, finisher) for chapter in chapters}
    edition = _edition(ground, made, sources, progress)
    telling = Telling(
        draft=ground.draft,
        draft_words=draft_words(ground.draft, edition),
        facts=facts(edition) if counted else (),
    )
    edition = replace(edition, telling=telling)
    own = {name: anchor_table(chapter) for name, chapter in made.items()}
    # Of most chapters nobody asks for the anchors: those are read when somebody does.
    anchors = ChainMap(own, ground.anchors)  # type: ignore[arg-type]  # which is not written to
    resolver = Resolver(anchors, [asset.name for asset in ground.assets])
    passages = Passages(edition, resolver, ground.waiting)
    terms = TermLinks(ground.terms, ground.spec.locale)
    shown = tuple(
        replace(chapter, shown=terms.linked(passages.chapter(chapter), chapter.name))
        if chapter.name in made
        else chapter
        for chapter in edition.chapters
    )
    units = [b for c in chapters for b in c.walk() if b.is_unit and not b.children]
    return Made(
        edition=replace(edition, chapters=shown),
        outside=[
            (_outside(chapter), own[name], glossary_terms(edition, [chapter]))
            for name, chapter in made.items()
        ],
        trace={b.id: unit_record(b, c.id, finisher) for c in chapters for b in _units(c)},
        answers={block.id: finisher.answers[block.id] for block in units},
        problems=finisher.problems,
    )


def _units(chapter: Chapter) -> list[Block]:
    return [block for block in chapter.walk() if block.is_unit and not block.children]


def _edition(
    ground: Ground,
    made: Mapping[str, EditionChapter],
    sources: Mapping[str, Chapter],
    progress: Progress,
) -> Edition:
    return Edition(
        spec=ground.spec,
        settings=GuideSettings(source_language=ground.source_language, country=ground.home),
        title="",
        chapters=tuple(
            replace(made[one.name], anchor=one.anchor) if one.name in made else one
            for one in ground.chapters
        ),
        words=ground.words,
        words_language=ground.words_language,
        assets=tuple(ground.assets),
        progress=progress,
        sources=sources,
        open_points=tuple(
            block.changed(mark=Mark(pairs=(("country", ground.waiting[block.key]),)))
            for chapter in made.values()
            for block in (walk(chapter.flow) if ground.waiting else ())
            if block.key in ground.waiting
        ),
        open_variables=ground.open_variables,
        values=ground.values,
    )


def _outside(chapter: EditionChapter) -> object:
    """All that other pages show of a chapter, and where it leads."""
    headings = [heading_words(b) for b in chapter.walk() if b.kind is BlockKind.HEADING]
    leads = [target for block in chapter.walk() for target in targets(block)]
    return (
        chapter.title,
        chapter.description,
        headings,
        contents([chapter]),
        first_help([chapter]),
        leads,
    )
