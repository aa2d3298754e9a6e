"""How this edition was adapted, in a few lines for its readers: from what, for whom, how much, who
decided, and what its publisher states of the work. Nothing is told that nobody has said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from adaptkit.editions import about
from adaptkit.editions.cards import for_readers
from adaptkit.editions.contents import title_words
from adaptkit.editions.dates import day_inline
from adaptkit.editions.lines import say, words_of
from adaptkit.editions.tried import tried_facts
from adaptkit.model.destination import ToChapter
from adaptkit.model.edition import Adaptation, Edition
from adaptkit.model.frame import ProcessStep
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Fact, Said, word
from adaptkit.settings.new_files import EXAMPLE_DAY, EXAMPLE_DECIDED_BY
from adaptkit.settings.scaffolds import is_example
from adaptkit.settings.values import is_country

Kind = InlineKind
_Line = tuple[Inline, ...]
_APART = Inline(Kind.TEXT, " · ")
_STEPS = {
    "translation": word("Translation"),
    "expert_review": word("Expert review"),
    "comprehension_test": word("Comprehension test with readers"),
    "sign_off": word("Sign-off"),
}
# In the order in which readers are told; what is done otherwise comes last.
_DONE = (word("Replaced"), word("Left out"), word("Added"), word("Kept"))


def record(edition: Edition) -> tuple[Fact, ...]:
    """In the order in which readers see them; empty for an edition of which there is nothing to
    tell."""
    spec, said = edition.spec, edition.said
    found = []
    if spec.overlays:
        found += [
            Fact(said("Adapted from"), (about.adapted_from(edition),)),
            Fact(said("Adapted for"), (_names(_places(edition)),)),
            Fact(said("Changed for this edition"), tuple(_counts(edition)), listed=True),
            Fact(said("Decided by"), (_decided(edition),)),
            Fact(said("Tried with"), (_names(tried(edition.adaptations)),)),
        ]
    found += tried_facts(edition)
    steps = tuple(_step(step, edition) for step in spec.process if is_told(step, edition.today))
    found.append(Fact(said("Stated by the publisher"), steps, listed=True))
    return tuple(fact for fact in found if any(fact.lines))


def is_told(step: ProcessStep, today: str) -> bool:
    """Whether readers are told of a step: it says who and when, and none of it is an example."""
    real = not any(map(is_example, (*step.by, step.on))) and EXAMPLE_DECIDED_BY not in step.by
    return real and step.may_be_told(today)


def deciders(adaptations: Iterable[Adaptation]) -> tuple[str, ...]:
    """Those who decided, each once."""
    names = (name for one in adaptations for name in one.because.decided_by)
    return tuple(dict.fromkeys(name for name in names if name != EXAMPLE_DECIDED_BY))


def tried(adaptations: Iterable[Adaptation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in adaptations for name in one.because.tried_with))


def _places(edition: Edition) -> Iterator[str]:
    """What each overlay is for, from general to specific: its country, or else its name."""
    for name in edition.spec.overlays:
        country = Locale("und", "", name) if is_country(name) else None
        yield (country.territory_name(edition.spec.locale) if country else "") or name


def _counts(edition: Edition) -> Iterator[_Line]:
    """How much was done of each kind, and how much of it in which chapter."""
    once = {(one.overlay, one.operation): one for one in reversed(edition.adaptations)}.values()
    kinds = Counter(one.told for one in once)
    done = sorted(kinds, key=lambda told: _DONE.index(told) if told in _DONE else len(_DONE))
    yield _joined([_counted(say(edition.said(told)), kinds[told]) for told in done])
    found = Counter(one.chapter for one in once if one.listed)
    yield _joined(
        [
            _counted(
                (Inline(Kind.LINK, children=say(title_words(c)), to=ToChapter(c.name)),), number
            )
            for c in edition.chapters
            if (number := found[c.id] + (found[c.name] if c.name != c.id else 0))
        ]
    )


def _counted(words: _Line, number: int) -> _Line:
    # No line begins with the number.
    return (*words, *words_of("\N{NO-BREAK SPACE}"), Inline(Kind.ISOLATE, str(number)))


def _decided(edition: Edition) -> _Line:
    names = _names(deciders(edition.adaptations))
    said = {one.because.on for one in edition.adaptations if one.because.decided_by}
    days = sorted(said - {"", EXAMPLE_DAY})
    if not (names and days):
        return names
    ends = dict.fromkeys((days[0], days[-1]))
    shown = [(day_inline(day, edition.words_language),) for day in ends]
    return (*names, Inline(Kind.BREAK), *_joined(shown, words_of(" – ")))


def _step(step: ProcessStep, edition: Edition) -> _Line:
    said = edition.said
    day = day_inline(step.on, edition.words_language)
    line: _Line = (
        *say(said(_STEPS[step.name])),
        *words_of(edition.between.colon),
        *_names(step.by),
    )
    number = [] if step.how_many is None else [(Inline(Kind.ISOLATE, str(step.how_many)),)]
    group = _joined([*number, *((Inline(Kind.NAME, name),) for name in step.group)])
    if group:
        line = (*line, *words_of(" ("), *group, *words_of(")"))
    line = (*line, _APART, day)
    note = _note(step, edition)
    return (*line, Inline(Kind.BREAK), *say(note)) if note.text else line


def _note(step: ProcessStep, edition: Edition) -> Said:
    own = step.note.get("", "")
    return Said(own) if own else for_readers(step.note, edition)


def _names(names: Iterable[str]) -> _Line:
    return _joined([(Inline(Kind.NAME, name),) for name in names])


def _joined(pieces: Iterable[_Line], between: _Line = (_APART,)) -> _Line:
    out: list[Inline] = []
    for piece in pieces:
        out += [*between, *piece] if out else piece
    return tuple(out)
