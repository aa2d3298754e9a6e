"""The reasons of an overlay that readers are shown, as units that translators can translate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import EditionSpec
from adaptkit.model.frame import version_for
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.model.unit import Unit
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.settings.new_files import EXAMPLE_REASON

_END = ".reason"
_ENGLISH = Locale("en")


def reason_id(overlay: str, operation: str) -> str:
    """The unit of an operation's reason. Its prose is numbered, so that no other is called so."""
    return f"{overlay}/{operation}{_END}"


def is_reason(unit_id: str) -> bool:
    return "/" in unit_id and unit_id.endswith(_END)


def is_shown(operation: Operation) -> bool:
    """Whether readers see the operation among what was changed, with its reason if it has one."""
    return OPERATIONS[operation.name].listed and not operation.target.of


def reason_block(overlay: str, operation: Operation, source: Locale) -> Block | None:
    """What stands for the reason among the texts to translate; None where there is none.
    ``source``: the guide's language, which a plain reason is in."""
    because = operation.because
    text, language = because.to_translate(source)
    if not any(map(str.isalpha, text)) or text.strip() == EXAMPLE_REASON:
        return None
    said = " ".join(text.split())
    return Block(
        BlockKind.FIELD,
        because.position if because.position.path else operation.position,
        id=reason_id(overlay, operation.id),
        section=f"{overlay}/{operation.id}",
        text=said,
        msgid=said,
        language=language,
        domain=overlay,
    )


def reason_units(overlay: Overlay, source: Locale) -> tuple[Unit, ...]:
    """Those of all operations whose reasons readers are shown, in the order of their ids."""
    return tuple(_units(overlay, source))


def _units(overlay: Overlay, source: Locale) -> Iterator[Unit]:
    for operation in overlay.operations:
        block = reason_block(overlay.name, operation, source) if is_shown(operation) else None
        if block is None:
            continue
        language = block.language or source
        yield Unit(
            id=block.id,
            kind=block.kind,
            source=block.msgid,
            position=block.position,
            section=block.section,
            heading_path=(f"Reason of {operation.id}",),
            notes=(
                "Readers see it where an edition tells how it was adapted: why this was done "
                f"({operation.name}). "
                f"The reason is in {language.language_name(_ENGLISH) or language.tag}.",
            ),
            explicit=True,
        )


def asked_of(
    overlay: Overlay, source: Locale, editions: Sequence[EditionSpec], locale: Locale
) -> frozenset[str]:
    """The ids of the reasons that translators of a language are asked for: those that the readers
    of some edition would otherwise get in another language. ``editions``: those in this language
    that have the overlay; without any, all that are in another language."""
    readers = [spec.locale for spec in editions] or [locale]
    return frozenset(
        reason_id(overlay.name, one.id)
        for one in overlay.operations
        if is_shown(one) and any(_is_untold(one, source, reader) for reader in readers)
    )


def _is_untold(operation: Operation, source: Locale, reader: Locale) -> bool:
    because = operation.because
    _, language = because.to_translate(source)
    return not language.same_language(reader) and version_for(because.reasons, (reader,)) is None
