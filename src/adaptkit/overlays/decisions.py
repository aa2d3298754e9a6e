"""What an overlay decides, and what is wrong with it: of safety passages, without a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Guide
from adaptkit.model.overlay import VARIABLE_TARGET, Operation
from adaptkit.model.review import decision_unit
from adaptkit.overlays._index import Places
from adaptkit.overlays.edits import Edit
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.points import Cover, Leaf, Point, leaf_of, leaves_in
from adaptkit.overlays.snapshot import Place
from adaptkit.settings import values as shared


def _place_decided(edit: Edit) -> Place | None:
    """The place that an edit settles as an adaptation point."""
    return edit.where if OPERATIONS[edit.operation.name].decides else None


def decided_points(marked: Sequence[Point], edits: Sequence[Edit]) -> Iterator[str]:
    """Points that were replaced, removed or kept, themselves or with all that holds them."""
    places = [place for edit in edits if (place := _place_decided(edit))]
    addresses, around = {place.address for place in places}, Places(places)
    for point in marked:
        here = point.place
        if point.block.mark.local and (here.address in addresses or around.any_holds(here)):
            yield here.address


def settled_leaves(guide: Guide, edits: Sequence[Edit]) -> Iterator[Leaf]:
    for edit in edits:
        place = _place_decided(edit)
        if place is not None:
            yield from map(leaf_of, leaves_in(guide, place))


def decision_faults(
    guide: Guide, marked: Sequence[Point], edits: Sequence[Edit], covered: Cover, overlay: str
) -> Iterator[Diagnostic]:
    core = Places(point.place for point in marked if point.block.mark.core)
    local = [point.place for point in marked if point.block.mark.local]
    inside, addresses = Places(local), {place.address for place in local}
    for edit in edits:
        operation, decided = edit.operation, _place_decided(edit)
        if edit.altered and (core.touch(edit.altered) or _was_core(guide, edit.altered, covered)):
            yield _core_changed(overlay, operation, _safety_lost(guide, edit.altered, operation))
        elif edit.setting and (why := _odd_value(guide, operation, marked)):
            yield _core_changed(overlay, operation, why)
        elif edit.enters(core):
            does = f'puts text into a safety passage: "{operation.target}"'
            yield _core_changed(overlay, operation, does)
        settles = decided and (decided.address in addresses or inside.any_in(decided))
        if settles and not operation.because.reason:
            yield warning(
                "reason-missing",
                operation.position,
                f'operation "{operation.id}" decides about a local passage without a reason',
                'add because: {reason: "…"}',
            )


def _odd_value(guide: Guide, operation: Operation, marked: Sequence[Point]) -> str:
    """Why a value cannot be what the guide's is, in a safety passage that says it; ``""`` where it
    can: each country has its own number, but a number it is."""
    name, value = operation.target.id, operation.arguments.get("value", "")
    known = guide.settings.variables.get(name)
    if known is None or operation.target.of != VARIABLE_TARGET or value == known.value:
        return ""
    digits = any(map(str.isdigit, known.value)) and not any(map(str.isdigit, value))
    wrong = shared.wrong_value(known.kind, value, operation.position) is not None
    wordless = not any(map(str.isalnum, value))
    if not (digits or wrong or wordless) or not _is_said(guide, name, marked):
        return ""
    return f'sets {{{name}}} to "{value}", which a safety passage says; the guide: "{known.value}"'


def _is_said(guide: Guide, name: str, marked: Sequence[Point]) -> bool:
    said = "{" + name + "}"
    core = (point.place for point in marked if point.block.mark.core)
    return any(said in leaf.msgid for place in core for leaf in leaves_in(guide, place))


def _was_core(guide: Guide, place: Place, covered: Cover) -> bool:
    """Whether the guide's own mark covers it, wherever overlays have moved the mark's end."""
    return bool(covered.core) and any(
        leaf_of(leaf) in covered.core for leaf in leaves_in(guide, place)
    )


def _safety_lost(guide: Guide, place: Place, operation: Operation) -> str:
    """Who aims at a section may have read its heading only."""
    lost = [leaf.msgid for leaf in leaves_in(guide, place) if leaf.msgid]
    if len(lost) < 2:
        return f'changes a safety passage: "{operation.target}"'
    first = " ".join(lost[0].split()[:8])
    return (
        f'changes a safety passage: "{operation.target}" is {len(lost)} passages, which readers no '
        f'longer get as the guide has them, from "{first}" on'
    )


def _core_changed(overlay: str, operation: Operation, does: str) -> Diagnostic:
    unit = decision_unit(overlay, operation.id)
    return warning(
        "core-changed",
        operation.position,
        f'operation "{operation.id}" {does}',
        f"a clinician must sign this off: adaptkit review sign {unit} --edition … --role clinical "
        "--by …",
        unit=unit,
    )
