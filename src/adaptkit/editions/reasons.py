"""Why something was changed, in the words of this edition's readers."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.editions.signing import Signing
from adaptkit.editions.translate import Dictionary
from adaptkit.model.catalogue import EntryState
from adaptkit.model.document import Block
from adaptkit.model.edition import Adaptation, Answer, EditionSpec
from adaptkit.model.frame import version_for
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.overlays.reasons import reason_block
from adaptkit.records import replace


def with_reasons(
    adaptations: Sequence[Adaptation],
    overlays: Sequence[Overlay],
    dictionary: Dictionary,
    spec: EditionSpec,
    signing: Signing,
) -> tuple[Adaptation, ...]:
    """Each with its reason: the version that its makers wrote in the readers' language, else a
    finished translation, else as it was written. Where only what was reviewed is shown, a
    translation that nobody has signed off is not."""
    operations = {(overlay.name, one.id): one for overlay in overlays for one in overlay.operations}
    return tuple(
        _with_reason(one, operations[one.overlay, one.operation], dictionary, spec, signing)
        if one.listed and one.chapter
        else one
        for one in adaptations
    )


def _with_reason(
    adaptation: Adaptation,
    operation: Operation,
    dictionary: Dictionary,
    spec: EditionSpec,
    signing: Signing,
) -> Adaptation:
    block = reason_block(adaptation.overlay, operation, dictionary.source)
    if block is None:
        return replace(adaptation, reason="")
    readers = (spec.locale, *spec.locale.parents())
    if found := version_for(operation.because.reasons, readers):
        own = block.changed(msgid=found[0], language=found[1])
        beside = block.msgid if block.msgid != own.msgid else ""
        return _own(adaptation, own, spec, signing, beside)
    answer, language = dictionary.answer(block), dictionary.language_of(block)
    if not answer.needed:
        return _own(adaptation, block, spec, signing)
    signed = signing.block(block, answer) if answer.words else False
    if answer.words and (signed or spec.only != "reviewed"):
        language = answer.locale or spec.locale
        return replace(adaptation, reason=answer.words, language=language, unit=block.id)
    return replace(adaptation, reason=block.text, language=language, unit=block.id)


def _own(
    adaptation: Adaptation, block: Block, spec: EditionSpec, signing: Signing, beside: str = ""
) -> Adaptation:
    """As its makers wrote it in the readers' language: it is signed off as their other texts are,
    and where only what was reviewed is shown, told only then.

    ``beside``: the version that those who keep the guide read, where it is another: it is signed
    off with that, as a translation is, so that whoever changes one of the two alone is asked.
    """
    answer = Answer()
    if beside:
        answer = Answer(block.msgid, EntryState.TRANSLATED, locale=block.language)
    signed = signing.block(block.changed(msgid=beside) if beside else block, answer)
    reason = block.msgid if signed or spec.only != "reviewed" else ""
    return replace(adaptation, reason=reason, language=block.language, unit=block.id)
