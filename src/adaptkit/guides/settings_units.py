"""What ``guide.yaml`` and ``terms.yaml`` give translators, as a chapter of fields."""

from __future__ import annotations

from collections.abc import Collection

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Chapter, GuideSettings

ABOUT = "guide-yaml"
TERMS = "terms-yaml"
EDITION = "edition-yaml"


def declared(settings: GuideSettings) -> tuple[set[str], dict[str, str]]:
    """The names that may stand in braces, and what a translator must know of each."""
    notes = {name: variable.note for name, variable in settings.variables.items()}
    for key, term in settings.terms.items():
        notes[f"term.{key}"] = term.note
    return set(notes), {name: note for name, note in notes.items() if note}


def about_chapter(settings: GuideSettings, used: Collection[str]) -> Chapter | None:
    """The guide's title, attribution and contacts' names, and the terms that ``used`` names.

    None where there is nothing to translate (a bare folder of Markdown).
    """
    blocks: list[Block] = []
    for key, text in (("title", settings.title), ("attribution", settings.attribution)):
        if any(c.isalpha() for c in text):
            blocks.append(_field(Position(settings.path), ABOUT, key, text))
    for number, contact in enumerate(settings.contacts, 1):
        if any(c.isalpha() for c in contact.name):
            blocks.append(_field(Position(settings.path), ABOUT, contact_key(number), contact.name))
    path = settings.path.rsplit("/", 1)[0] + "/terms.yaml"
    for key, term in sorted(settings.terms.items()):
        if f"term.{key}" in used:
            position = term.position if term.position.path else Position(path)
            blocks.append(_field(position, TERMS, key.replace("_", "-"), term.name))
    if not blocks:
        return None
    title = settings.title or "Guide"
    return Chapter(ABOUT, settings.path, "", "", tuple(blocks), title=title)


def _field(position: Position, section: str, key: str, text: str) -> Block:
    kind = BlockKind.TERM if section == TERMS else BlockKind.FIELD
    return Block(
        kind,
        position,
        id=f"{section}.{key}",
        section=section,
        text=text,
        msgid=text,
        info=key,
    )


def contact_key(number: int) -> str:
    """The unit of the n-th contact of guide.yaml, from 1: ``contact``, ``contact-2``…"""
    return "contact" if number == 1 else f"contact-{number}"


def contact_unit_id(number: int) -> str:
    return f"{ABOUT}.{contact_key(number)}"


def about_note(unit_id: str, settings: GuideSettings) -> tuple[str, ...]:
    """What a translator must know of a unit of ``about_chapter``."""
    for key, term in settings.terms.items():
        if term_unit_id(key) == unit_id:
            filled = f"It fills {{term.{key}}}, which stands alone: in a table or a list of terms."
            return tuple(line for line in (filled, term.definition, term.note) if line)
    return ()


def term_unit_id(key: str) -> str:
    """``social_worker`` → the id of the unit that names that term."""
    return f"{TERMS}.{key.replace('_', '-')}"
