"""The whole edition as one text: what it is, its contents, its chapters, and what there is to say
of it."""

from __future__ import annotations

from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.telling import Change, Fact, Said, word
from adaptkit.writers.text.blocks import blocks_of
from adaptkit.writers.text.inlines import Writing, words_of
from adaptkit.writers.text.lines import apart, clean, directed, finished

_BETWEEN = ["", ""]


def render_text(edition: Edition) -> str:
    writing = Writing.of(edition)
    parts = [_title(writing), _contents(writing)]
    parts += [chapter_lines(edition, chapter) for chapter in edition.chapters]
    parts.append(_about(writing))
    return finished(line for part in parts for line in (*part, *_BETWEEN))


def rewrite_text(before: Edition, after: Edition, text: str) -> str | None:
    """``text`` as it was. None where something is not found exactly once where it was."""
    exchanges = [
        (finished(chapter_lines(before, was)), finished(chapter_lines(after, becomes)))
        for was, becomes in zip(before.chapters, after.chapters, strict=True)
        if was.shown or becomes.shown
    ]
    exchanges += [
        (f"\n{was}\n", f"\n{becomes}\n")
        for was, becomes in zip(_facts(before), _facts(after), strict=True)
        if was != becomes
    ]
    for was, becomes in exchanges:
        if text.count(was) != 1:
            return None
        text = text.replace(was, becomes)
    return text


def _facts(edition: Edition) -> list[str]:
    writing = Writing.of(edition)
    return ["\n".join(_fact(fact, writing)) for fact in edition.telling.facts]


def _title(writing: Writing) -> list[str]:
    told = writing.edition.telling
    facts = (told.language_name, told.country_name, told.day.text if told.day else "")
    lines = [
        writing.edition.title,
        _said(told.draft_words, writing),
        f"{_said(told.help.words, writing)} ({writing.chapter_word(told.help.to.chapter)})"
        if told.help
        else "",
        *facts,
        told.publisher,
    ]
    return writing.directed([clean(line) for line in lines if line])


def _contents(writing: Writing) -> list[str]:
    lines = [
        f"{writing.chapter_word(section.to.chapter)}. {_said(section.title, writing)}"
        for section in writing.edition.telling.contents
    ]
    # As in all other formats: what is said of the edition is the last thing to turn to.
    lines.append(writing.say(word("About this edition")))
    return writing.directed([writing.say(word("Contents")), "", *lines])


def title_lines(edition: Edition) -> list[str]:
    """What the edition is, and its contents, for a voice."""
    writing = Writing.of(edition, voiced=True)
    return [*_title(writing), "", *_contents(writing)]


def about_lines(edition: Edition) -> list[str]:
    """All that is said about the edition, below one heading, for a voice."""
    return _about(Writing.of(edition, voiced=True))


def chapter_lines(edition: Edition, chapter: EditionChapter, *, voiced: bool = False) -> list[str]:
    """``voiced``: for a voice, which has to be told what is in another language."""
    writing = Writing.of(edition, chapter.name, voiced=voiced)
    titled = any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())
    number = writing.chapter_word(chapter.name)
    heading = [] if titled else writing.directed([f"{number}. {clean(chapter.title)}"])
    return apart([heading, blocks_of(chapter.shown, writing)])


def _about(writing: Writing) -> list[str]:
    told = writing.edition.telling
    parts = [[writing.say(word("About this edition"))], [_said(told.attribution, writing)]]
    parts.append([line for fact in told.facts for line in _fact(fact, writing)])
    if told.record:
        parts.append([writing.say(word("How this edition was adapted"))])
        parts.append([line for fact in told.record for line in _fact(fact, writing)])
    if told.changes:
        parts.append([f"{writing.say(word('Changed for this edition'))} ({len(told.changes)})"])
    return apart([*map(writing.directed, parts), *(_change(c, writing) for c in told.changes)])


def _fact(fact: Fact, writing: Writing) -> list[str]:
    label = _said(fact.label, writing)
    lines = [" ".join(words_of(line, writing).split("\n")) for line in fact.lines]
    if fact.listed:
        return writing.directed(
            [f"{label}{writing.between.colon}".rstrip(), *(f"- {line}" for line in lines)]
        )
    return writing.directed([f"{label}{writing.between.colon}{''.join(lines)}"])


def _change(change: Change, writing: Writing) -> list[str]:
    spots = " – ".join(clean(spot.where) for spot in change.spots if spot.where)
    colon = writing.between.colon
    lines = writing.directed([_said(change.done, writing) + (f"{colon}{spots}" if spots else "")])
    for reason in change.reasons:
        own = reason.language.direction if reason.language else writing.direction
        lines.append(directed(_said(reason, writing), own))
    people = [
        f"{_said(label, writing)}{colon}{' · '.join(names)}" for label, names in change.people
    ]
    return [*lines, *writing.directed(people)]


def _said(said: Said, writing: Writing) -> str:
    return writing.marked(clean(said.text), said.language)
