"""How readers got on with the chapters of an edition, of the texts that stand there today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from adaptkit.editions.contents import title_words
from adaptkit.editions.dates import day_inline
from adaptkit.editions.lines import Line, say
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import QUESTIONS, Block, BlockKind, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.telling import Fact, Said
from adaptkit.model.tried import Session, Stumble, Tried
from adaptkit.records import Record
from adaptkit.texts.sameness import digest

_UNSEEN = frozenset({BlockKind.FRONT_MATTER, BlockKind.FIELD, BlockKind.REFERENCE, BlockKind.HTML})
_APART = Inline(InlineKind.TEXT, " · ")
# Readers of a record want to know what was hard, not all of it.
_MOST_WORDS = 12


class ReadChapter(Record, frozen=True):
    """A chapter as its readers get it: its passages with what each says, and the questions about
    it. ``hash``: of all that."""

    chapter: EditionChapter
    passages: tuple[tuple[Block, str], ...]
    questions: tuple[str, ...]
    hash: str


def read_chapter(edition: Edition, chapter: EditionChapter) -> ReadChapter:
    passages, questions = [], []
    for block in walk(chapter.flow):
        if not block.msgid or block.children:
            continue
        if block.kind is BlockKind.FIELD and block.info == QUESTIONS:
            answer = edition.answers.get(block.id)
            questions.append((answer.words if answer else "") or block.msgid)
        elif block.kind not in _UNSEEN:
            passages.append((block, plain_text(block.inlines) or block.msgid))
    texts = [text for _, text in passages]
    return ReadChapter(
        chapter, tuple(passages), tuple(questions), digest(*texts, "\0questions", *questions)
    )


def untranslated_questions(edition: Edition) -> int:
    """How many questions to readers are in another language than the edition."""
    if edition.spec.locale.same_language(edition.settings.source_language):
        return 0
    blocks = (block for chapter in edition.chapters for block in walk(chapter.flow))
    asked = (one for one in blocks if one.kind is BlockKind.FIELD and one.info == QUESTIONS)
    answers = (edition.answers.get(block.id) for block in asked)
    return sum(1 for answer in answers if answer and answer.needed and not answer.words)


def tried(edition: Edition) -> tuple[Tried, ...]:
    """By chapter, first those whose text is still what the readers had; a session of a day that has
    not come yet counts for nothing."""
    sessions = [one for one in edition.reviews.sessions if one.on <= (edition.today or one.on)]
    if not sessions:
        return ()
    read = {one.hash: one for one in (read_chapter(edition, c) for c in edition.chapters)}
    now: dict[str, list[Session]] = {}
    then: dict[str, list[Session]] = {}
    for one in sessions:
        where = now if one.text in read and _fits(one, read[one.text]) else then
        where.setdefault(one.text if where is now else one.chapter, []).append(one)
    found = [_now(read[text], now[text]) for text in read if text in now]
    return (*found, *(_then(name, said) for name, said in sorted(then.items())))


def _fits(one: Session, read: ReadChapter) -> bool:
    """Whoever wrote into the file by hand may have written of questions that there are not."""
    return len(one.right) == len(read.questions)


def _now(read: ReadChapter, sessions: list[Session]) -> Tried:
    right = tuple(map(sum, zip(*(one.right for one in sessions), strict=True)))
    return Tried(
        chapter=read.chapter.name,
        title=read.chapter.title,
        readers=sum(one.readers for one in sessions),
        right=right,
        on=max(one.on for one in sessions),
        stumbled=tuple(_stumbled(read, sessions)),
    )


def _stumbled(read: ReadChapter, sessions: Iterable[Session]) -> Iterator[Stumble]:
    counts: dict[tuple[int, int, int], int] = {}
    for session in sessions:
        for one in session.stumbled:
            place = (one.passage, one.start, one.end)
            counts[place] = counts.get(place, 0) + one.readers
    for (passage, start, end), many in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if passage < len(read.passages):
            block, text = read.passages[passage]
            if words := " ".join(text[start:end].split()):
                yield Stumble(words, block.id, many)


def _then(name: str, sessions: list[Session]) -> Tried:
    return Tried(
        chapter=name,
        title=name,
        readers=sum(one.readers for one in sessions),
        right=(),
        on=max(one.on for one in sessions),
        stands=False,
    )


def tried_facts(edition: Edition) -> Iterator[Fact]:
    """For the adaptation record; nothing where no reader has tried anything."""
    found = tried(edition)
    if not found:
        return
    titles = {one.name: title_words(one) for one in edition.chapters}
    lines = tuple(_line(one, titles, edition) for one in found)
    yield Fact(edition.said("Comprehension test with readers"), lines, listed=True)
    words = list(dict.fromkeys(each.words for one in found for each in one.stumbled))[:_MOST_WORDS]
    line: list[Inline] = []
    for word in words:
        line += [*([_APART] if line else []), Inline(InlineKind.ISOLATE, word)]
    yield Fact(edition.said("Words that readers stumbled over"), (tuple(line),))


def _line(one: Tried, titles: Mapping[str, Said], edition: Edition) -> Line:
    said = edition.said
    day = day_inline(one.on, edition.words_language)
    readers = say(said("Readers: {n}", n=str(one.readers)))
    if not one.stands:
        named = (*say(titles[one.chapter]), _APART) if one.chapter in titles else ()
        return (*named, *readers, _APART, day, _APART, *say(said("of an earlier text")))
    title = say(titles.get(one.chapter, Said(one.title)))
    link = Inline(InlineKind.LINK, children=title, to=ToChapter(one.chapter))
    total = str(one.readers * len(one.right))
    right = say(said("Right answers: {n} of {total}", n=str(sum(one.right)), total=total))
    return (link, _APART, *readers, _APART, *right, _APART, day)
