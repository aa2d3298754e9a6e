"""What is wrong with what an overlay says to its readers, though it can be read and applied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from adaptkit.guides.broken_texts import (
    broken_texts,
    broken_value,
    filled_in,
    is_set_in,
    nothing_said,
    says_nothing,
)
from adaptkit.model.contact import Contact, Shape, Stated
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.document import Chapter, GuideSettings
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import VARIABLE_TARGET, Operation, Overlay
from adaptkit.overlays import foreign_numbers
from adaptkit.overlays.contacts import doubtful_numbers
from adaptkit.overlays.foreign_numbers import Numbers, numbers_of
from adaptkit.overlays.links_to_call import doubtful_links
from adaptkit.settings import new_files, scaffolds
from adaptkit.texts.placeholders import placeholder

_COMMENT = re.compile(r"<!--.*?-->", re.S)


def overlay_faults(
    overlay: Overlay,
    settings: GuideSettings,
    names: Collection[str],
    language: Locale,
    numbers: Numbers,
) -> Iterator[Diagnostic]:
    """For an edition in ``language``: native versions in others are no part of it. ``names``: the
    placeholders that are declared; ``numbers``: those of its readers' country, and others'."""
    for file, prose in overlay.prose.items():
        native = _native(overlay.native, file, language)
        said = native if native is not None else prose
        yield from _prose(said, names)
        yield from foreign_numbers.in_prose(
            said, overlay.language if native is None else language, settings, numbers
        )
        yield from doubtful_links(said, overlay, numbers.country)
    for contact in overlay.directory:
        yield from scaffolds.in_contact(contact)
        yield from _numbers(contact, overlay, numbers)
        for one in contact.leaves():
            if _is_read(one):
                yield from broken_value(one.text, "this contact", contact.place(one.path), names)
    for operation in overlay.operations:
        yield from _operation(operation, overlay, settings, names)
        yield from _reasons(operation, settings, numbers)


def all_faults(
    overlay: Overlay, settings: GuideSettings, names: Collection[str]
) -> Iterator[Diagnostic]:
    """The same, with all native versions."""
    numbers = numbers_of([overlay], settings, foreign_numbers.country_of(overlay))
    yield from overlay_faults(overlay, settings, names, overlay.language, numbers)
    for (_, tag), native in overlay.native.items():
        language = Locale.parse(tag)
        if not language.same_language(overlay.language):
            yield from _prose(native, names)
            yield from foreign_numbers.in_prose(native, language, settings, numbers)
            yield from doubtful_links(native, overlay, numbers.country)


def _numbers(contact: Contact, overlay: Overlay, numbers: Numbers) -> Iterator[Diagnostic]:
    """Each is told once: what is known as another country's is no riddle."""
    foreign = tuple(foreign_numbers.in_contact(contact, overlay.language, numbers))
    yield from foreign
    told = {one.position for one in foreign}
    for one in doubtful_numbers(contact, foreign_numbers.country_of(overlay)):
        if one.position not in told:
            yield one


def _is_read(one: Stated) -> bool:
    """Whether it is words that readers get."""
    if one.field.shape is Shape.TEXT:
        return bool(one.field.label)
    return one.field.shape is Shape.TEXTS


def _native(
    native: Mapping[tuple[str, str], Chapter], file: str, language: Locale
) -> Chapter | None:
    found = [
        chapter
        for (name, tag), chapter in native.items()
        if name == file and Locale.parse(tag).same_language(language)
    ]
    return found[0] if len(found) == 1 else None


def _prose(chapter: Chapter, names: Collection[str]) -> Iterator[Diagnostic]:
    # What is an error there has kept the overlay from being read at all.
    yield from chapter.diagnostics
    if says_nothing(chapter):
        yield nothing_said(chapter.path)
    yield from broken_texts(chapter, names)
    yield from _hidden(chapter, names)
    for block in chapter.walk():
        if is_set_in(block) and not filled_in(block.text, names):
            yield warning(
                "text-set-in",
                block.position,
                "these lines begin with a tab or four blanks: readers see them as program code",
                "begin the lines at the left margin; a list too",
            )


def _hidden(chapter: Chapter, names: Collection[str]) -> Iterator[Diagnostic]:
    """What was meant for readers and stands in a comment: a number to call, that is."""
    for comment in _COMMENT.finditer(chapter.source):
        shown = filled_in(comment[0], names)
        if shown:
            yield warning(
                "text-hidden",
                Position(chapter.path, chapter.source.count("\n", 0, comment.start()) + 1),
                f"{shown} stands between <!-- and -->, where no reader sees it",
                "take these marks away, or the words between them",
            )


def _reasons(
    operation: Operation, settings: GuideSettings, numbers: Numbers
) -> Iterator[Diagnostic]:
    """Readers see them in the record of how the edition was adapted."""
    because = operation.because
    where = because.position if because.position.path else operation.position
    texts = because.reasons or {settings.source_language.tag: because.reason}
    for tag, text in texts.items():
        yield from foreign_numbers.in_words(text, Locale.parse(tag), where, numbers)


def _operation(
    operation: Operation, overlay: Overlay, settings: GuideSettings, names: Collection[str]
) -> Iterator[Diagnostic]:
    because, examples = operation.because, []
    if because.reason.strip() == new_files.EXAMPLE_REASON:
        where = because.position if because.position.path else operation.position
        examples.append(("reason", because.reason, where))
    if new_files.EXAMPLE_DECIDED_BY in because.decided_by:
        at = because.decided_by.index(new_files.EXAMPLE_DECIDED_BY)
        where = because.decided_by_at[at] if because.decided_by_at else operation.position
        examples.append(("decided_by", new_files.EXAMPLE_DECIDED_BY, where))
    if because.on == new_files.EXAMPLE_DAY:
        where = because.position if because.position.path else operation.position
        examples.append(("on", because.on, where))
    yield from scaffolds.left_of(f'of the operation "{operation.id}"', examples)
    if operation.target.of != VARIABLE_TARGET:
        return
    name, value = operation.target.id, operation.arguments.get("value", "")
    yield from broken_value(value, placeholder(name), operation.position, names)
    if scaffolds.is_example(value):
        yield scaffolds.left(placeholder(name), value, operation.position)
        return
    yield from foreign_numbers.in_variable(operation, overlay, settings)
