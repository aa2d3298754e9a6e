"""``base.yaml``: the source text that each operation was made against. Written by the tool.

An entry that is there is never changed, even when its operation is gone or no edition has its chain
any more (both may come back). The one exception is an operation that now aims at something else:
its old text says nothing any more.

An overlay that several editions use after different overlays sees several texts; each text is kept
once, with the chains in which it was seen. As long as there is one chain, none is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.overlay import BaseRecord, Operation, Overlay, Seen
from adaptkit.overlays.noted import is_lost
from adaptkit.records import replace
from adaptkit.texts.sameness import folded
from adaptkit.yaml_text import Fields, Reader, render_mapping

_HEAD = """\
# Written by adaptkit: the guide's text that each operation was made against.
# When that text changes and yours still holds, run
#   adaptkit overlay accept OVERLAY OPERATION --by "your name" --why "what you looked at"
# or write accepted_by: "your name" in place of the operation's text (or texts), and run
# "adaptkit update": it adds the guide's text of that day.
"""

Texts = Mapping[str, Mapping[str, str]]
"""Chain → operation id → what the guide says under it."""


def parse_base(text: str, *, path: str) -> Mapping[str, BaseRecord]:
    """Operation id → record. Raises ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    records = {}
    for key in top.keys:
        fields = top.fields(key)
        if fields is not None:
            target = fields.text("target", required=True)
            records[key] = _accepting(fields, target) or _record(fields, target)
    reader.finish()
    return records


def _record(fields: Fields, target: str) -> BaseRecord:
    several = fields.list_of_fields("texts")
    seen = tuple(map(_seen, several)) if several else (_seen(fields),)
    _check_chains(fields, seen)
    return BaseRecord(target, seen)


def _accepting(fields: Fields, target: str) -> BaseRecord | None:
    """Who has looked, and no text: it is noted by the next update."""
    if "text" in fields.keys or "texts" in fields.keys or "accepted_by" not in fields.keys:
        return None
    by = fields.text("accepted_by", required=True)
    return BaseRecord(target, (), by, fields.date("accepted_on"), fields.text("accepted_why"))


def _seen(fields: Fields) -> Seen:
    value = fields.get("text", required=True)
    return Seen(
        text=value.text() if value else "",
        chains=fields.texts("chains"),
        accepted_by=fields.text("accepted_by"),
        accepted_on=fields.date("accepted_on"),
        accepted_why=fields.text("accepted_why"),
    )


def _check_chains(fields: Fields, seen: Sequence[Seen]) -> None:
    """Each chain has one text: what two people wrote may have been merged into two."""
    named = [chain for one in seen for chain in one.chains or ("",)]
    for chain in sorted({chain for chain in named if named.count(chain) > 1}):
        said = f'the chain "{chain}"' if chain else "every other chain"
        fields.reader.error(
            "base-two-texts",
            fields.position,
            f"here are two texts for {said}",
            "keep the one that this overlay was made against",
        )


def render_records(records: Mapping[str, BaseRecord]) -> str:
    """The whole file, operations in order of their ids."""
    entries = {}
    for operation in sorted(records):
        record = records[operation]
        texts = [_entry(seen) for seen in record.seen]
        rest: Mapping[str, object] = texts[0] if len(texts) == 1 else {"texts": texts}
        entries[operation] = {"target": record.target, **(rest if texts else _accepted(record))}
    return _HEAD + render_mapping(entries)


def _entry(seen: Seen) -> Mapping[str, object]:
    fields: dict[str, object] = {
        "chains": list(seen.chains),
        **_accepted(seen),
    }
    return {name: value for name, value in fields.items() if value} | {"text": seen.text}


def _accepted(who: Seen | BaseRecord) -> Mapping[str, object]:
    fields = {
        "accepted_by": who.accepted_by,
        "accepted_on": who.accepted_on,
        "accepted_why": who.accepted_why,
    }
    return {name: value for name, value in fields.items() if value}


def looked_at(overlay: Overlay, texts: Texts) -> Overlay:
    """The overlay with what is missing in its base added; the very same where nothing is. What
    was noted once and is lost is not noted anew.

    ``texts``: of every chain in which an edition has the overlay.
    """
    base = dict(overlay.base)
    for operation in overlay.operations:
        everywhere = _now(operation, texts)
        now = {
            chain: text
            for chain, text in everywhere.items()
            if not is_lost(overlay, operation, chain, text)
        }
        if now:
            known = _known(overlay, operation)
            some = len(now) < len(everywhere)
            seen = _with_chains(known, now) if some and not known else _recorded(known, now)
            base[operation.id] = _accepted_now(overlay, operation, seen)
    return overlay if base == overlay.base else replace(overlay, base=base)


def accept(
    overlay: Overlay, operation: Operation, texts: Texts, accepted: Seen, chains: Collection[str]
) -> Overlay:
    """The overlay whose base says that the operation holds beside the guide's text of today in
    these ``chains``. ``texts``: as for ``looked_at``; ``accepted`` says by whom, when and why."""
    known, now = _known(overlay, operation), _now(operation, texts)
    unnamed = next((seen for seen in known if not seen.chains), None)
    left = [
        replace(seen, chains=tuple(chain for chain in seen.chains if chain not in chains))
        for seen in known
        if not set(seen.chains) <= set(chains)
    ]
    if unnamed is not None:
        named = {chain for seen in known for chain in seen.chains}
        others = tuple(chain for chain in now if chain not in named and chain not in chains)
        left += [replace(unnamed, chains=others)] if others else []
    for text in dict.fromkeys(now[chain] for chain in now if chain in chains):
        here = tuple(chain for chain in now if chain in chains and now[chain] == text)
        left.append(replace(accepted, text=text, chains=here))
    if len(left) == 1 and len(now) == 1:
        # As long as there is one chain, none is named.
        left = [replace(left[0], chains=())]
    seen = tuple(sorted(left, key=lambda one: one.chains))
    record = BaseRecord(str(operation.target), seen)
    return replace(overlay, base={**overlay.base, operation.id: record})


def newly_seen(before: Overlay, after: Overlay) -> Iterator[Diagnostic]:
    """What ``looked_at`` has added to an entry that was there, where it is a text that no chain
    had so far: nobody may have looked at it."""
    for operation in after.operations:
        known = _known(before, operation)
        texts = {folded(seen.text) for seen in known}
        for seen in _known(after, operation) if known else ():
            if folded(seen.text) not in texts:
                yield warning(
                    "base-new-chain",
                    operation.position,
                    f'in the chain {seen.chains[0]}, "{operation.target}" is another text than '
                    f'operation "{operation.id}" was made against; base.yaml notes it as seen',
                    "read it there, and change your text if it does not hold",
                )


def _accepted_now(overlay: Overlay, operation: Operation, seen: tuple[Seen, ...]) -> BaseRecord:
    """The record; whoever has accepted the text of today stands at it."""
    before = overlay.record(operation)
    if before is not None and not before.seen:
        seen = tuple(_by(before, one) for one in seen)
    return BaseRecord(str(operation.target), seen)


def _by(who: BaseRecord, seen: Seen) -> Seen:
    return replace(
        seen,
        accepted_by=who.accepted_by,
        accepted_on=who.accepted_on,
        accepted_why=who.accepted_why,
    )


def _known(overlay: Overlay, operation: Operation) -> tuple[Seen, ...]:
    record = overlay.record(operation)
    return record.seen if record else ()


def _now(operation: Operation, texts: Texts) -> Mapping[str, str]:
    """Chain → what the guide says under the operation, chains in order of their names."""
    return {
        chain: texts[chain][operation.id] for chain in sorted(texts) if operation.id in texts[chain]
    }


def _recorded(known: tuple[Seen, ...], now: Mapping[str, str]) -> tuple[Seen, ...]:
    """``known``, and what chains that nobody has looked at yet say."""
    if not known:
        if len(now) == 1:
            return tuple(Seen(text) for text in now.values())
        return _with_chains((), now)
    named = {chain for seen in known for chain in seen.chains}
    new = {chain: text for chain, text in now.items() if chain not in named}
    unnamed = next((seen for seen in known if not seen.chains), None)
    if unnamed is None:
        return _with_chains(known, new)
    # One text was kept when there was one chain, and no name. It is that of the chains that still
    # say so; where none does, the guide has changed, and which was meant cannot be known.
    same = tuple(chain for chain in new if folded(new[chain]) == folded(unnamed.text))
    if len(now) == 1 or not same:
        return known
    kept = tuple(replace(s, chains=same) if s is unnamed else s for s in known)
    return _with_chains(kept, {chain: new[chain] for chain in new if chain not in same})


def _with_chains(known: tuple[Seen, ...], new: Mapping[str, str]) -> tuple[Seen, ...]:
    """Each new chain at the text that it says; texts in order of their first chains."""
    out = list(known)
    for chain, text in new.items():
        # What somebody has accepted for one chain says nothing of who looked at another.
        alike = (
            number
            for number, seen in enumerate(out)
            if not seen.accepted_by and folded(seen.text) == folded(text)
        )
        at = next(alike, None)
        if at is None:
            out.append(Seen(text, (chain,)))
        else:
            out[at] = replace(out[at], chains=tuple(sorted((*out[at].chains, chain))))
    return tuple(sorted(out, key=lambda seen: seen.chains))
