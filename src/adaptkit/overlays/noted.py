"""``locales/noted.txt``: which decisions have a base, said again beside the bases themselves.

A base that was lost (a file deleted, a merge gone wrong, an entry cut out) looks like an operation
that is new. This list tells them apart: a line says that an operation was noted, against which
target, and the digest of the text. So what is lost is told, and what the guide still says word for
word is noted again without anybody's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.overlay import BaseRecord, Noted, Operation, Overlay
from adaptkit.texts.sameness import digest, folded

_HEAD = """\
# Written by adaptkit: the decisions of all overlays that base.yaml files hold the texts of.
# It tells a decision that is new from one whose text was lost. Nobody needs to edit it.
"""
_ANY = frozenset({"0" * 16})
_LINE = re.compile(r"([^/|\s]+)/([^|\s]+) \| (.*) \| ([0-9a-f]{16})\s*\Z")

Lines = Mapping[tuple[str, str, str], frozenset[str]]
"""Overlay, operation, target → the digests of the texts that were noted."""


def parse_noted(text: str) -> Lines:
    """What the lines say. Others, such as the marks of a merge, say nothing: of two branches the
    lines of both count."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for line in text.splitlines():
        said = _LINE.match(line)
        if said:
            found.setdefault((said[1], said[2], said[3]), set()).add(said[4])
    return {key: frozenset(digests) for key, digests in found.items()}


def render_noted(lines: Lines) -> str:
    """The whole file, in one order whatever was noted first."""
    written = sorted(
        f"{overlay}/{operation} | {' '.join(target.split())} | {sign}\n"
        for (overlay, operation, target), digests in lines.items()
        for sign in digests
    )
    return _HEAD + "".join(written)


def noted_after(
    before: Lines, overlays: Iterable[Overlay], lost: Iterable[tuple[str, str, str]] = ()
) -> Lines:
    """What is to be remembered now: all that the bases hold, and what they have lost. ``lost``:
    overlay, operation and target of what is. A line stands for any text, so that it stays lost
    also where nothing says of what it was noted, or only in one chain."""
    still = {key: before.get(key, frozenset()) | _ANY for key in lost}
    out = {**before, **still}
    for overlay in overlays:
        for id, record in overlay.base.items():
            key = (overlay.name, id, record.target)
            signs = _signs(record)
            # An operation that aims at something else starts anew.
            for other in [k for k in out if k[:2] == key[:2] and k != key]:
                del out[other]
            if signs:
                out[key] = signs | still.get(key, frozenset())
    return out


def of_overlay(lines: Lines, name: str) -> Mapping[tuple[str, str], frozenset[str]]:
    """Operation, target → digests, of one overlay."""
    return {key[1:]: digests for key, digests in lines.items() if key[0] == name}


def is_lost(overlay: Overlay, operation: Operation, chain: str, now: str) -> bool:
    """Whether this was noted once, and nothing says any more what the guide said then. ``now``:
    what it says today; where that is what was noted, nothing is lost."""
    if overlay.seen(operation, chain) is not None:
        return False
    known = overlay.record(operation)
    if known is not None and not known.seen:
        return False  # somebody has looked at today's text
    noted = overlay.noted
    if noted.digests is None:
        return known is None and _was_known(noted, operation, now, bare=not overlay.base)
    wanted = noted.digests.get((operation.id, str(operation.target)), frozenset())
    return bool(wanted - (_signs(known) if known else frozenset())) and _sign(now) not in wanted


def _was_known(noted: Noted, operation: Operation, now: str, *, bare: bool) -> bool:
    """In a project that has no list yet: what the templates of the last update give away.
    ``bare``: the overlay has no base at all."""
    if noted.extracted is not None and (bare or operation.id in noted.extracted):
        return True
    texts = noted.guide_texts
    return texts is not None and not operation.target.of and not set(pieces(now)) <= texts


def pieces(text: str) -> Iterator[str]:
    """The single texts of what the guide says under an operation."""
    return (folded(piece) for piece in text.split("\n\n") if piece.strip())


def lost_bases(overlay: Overlay, texts: Mapping[str, str], chain: str) -> Iterator[Diagnostic]:
    """Every decision whose base is lost."""
    for operation in overlay.operations:
        if is_lost(overlay, operation, chain, texts[operation.id]):
            yield warning(
                "base-lost",
                operation.position,
                f'base.yaml has lost what operation "{operation.id}" was made against, so nobody '
                f'can say whether the guide has changed under "{operation.target}" since',
                f"bring {_base_of(overlay)} back, such as with git; or read the guide's text, and "
                f"where yours holds: adaptkit overlay accept {overlay.name} {operation.id} "
                "--by … --why …",
                unit=str(operation.target),
            )


def not_noted(overlay: Overlay, texts: Mapping[str, str], chain: str) -> Iterator[Diagnostic]:
    """That some operations have no base yet, said once: nobody would see the guide change."""
    new = [
        operation
        for operation in overlay.operations
        if overlay.seen(operation, chain) is None
        and not is_lost(overlay, operation, chain, texts[operation.id])
    ]
    if new:
        yield warning(
            "base-not-noted",
            Position(overlay.path, new[0].position.line, new[0].position.column),
            f"operations whose text in the guide is not noted yet: {len(new)} "
            f'(the first is "{new[0].id}")',
            "run: adaptkit update",
        )


def _base_of(overlay: Overlay) -> str:
    return f"{overlay.path.rpartition('/')[0]}/base.yaml".lstrip("/")


def _sign(text: str) -> str:
    return digest(folded(text))


def _signs(record: BaseRecord) -> frozenset[str]:
    return frozenset(_sign(seen.text) for seen in record.seen)
