"""Stories among an overlay's texts: whose words they are, and which were withdrawn for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from adaptkit.model.consent import Consents, Tombstone
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.document import Chapter
from adaptkit.model.overlay import Operation
from adaptkit.texts.sameness import digest, folded

# A shorter text is said by many people: it gives no story away, and tells none.
_LONG = 40


def name_sign(file: str) -> str:
    """What is left of a file's name. Whoever guesses the name can check the guess."""
    return digest(folded(file).casefold())


def text_sign(text: str) -> str:
    """What is left of a passage; ``""`` of one that is too short to be known again."""
    plain = folded(text)
    return digest(plain) if len(plain) >= _LONG else ""


def passages(chapter: Chapter) -> Iterator[str]:
    """The texts of a chapter as translators get them."""
    return (block.msgid for block in chapter.walk() if block.is_unit and block.msgid)


def signs(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(text_sign, texts)))


def returned(
    consents: Consents,
    operations: Iterable[Operation],
    prose: Mapping[str, Chapter],
    native: Mapping[tuple[str, str], Chapter],
    places: Mapping[str, Position],
) -> Iterator[Diagnostic]:
    """Stories that were withdrawn and are there again. ``places``: of ``with:`` by operation."""
    if not consents.gone:
        return
    for operation in operations:
        file = operation.prose
        chapters = [prose[file]] if file in prose else []
        chapters += [chapter for (of, _), chapter in native.items() if of == file]
        stone = _stone(consents.gone, file, chapters)
        if file and stone is not None:
            yield error(
                "consent-withdrawn",
                places.get(operation.id, operation.position),
                f'operation "{operation.id}" brings back a story that was withdrawn on '
                f"{stone.withdrawn}",
                "delete the text and its operation; a new consent is for a text of its own, in a "
                "file of another name",
            )


def _stone(gone: Iterable[Tombstone], file: str, chapters: Iterable[Chapter]) -> Tombstone | None:
    name = name_sign(file)
    texts = signs(text for chapter in chapters for text in passages(chapter))
    return next((one for one in gone if one.name == name or one.texts & texts), None)
