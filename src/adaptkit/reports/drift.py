"""Where the guide has changed below an overlay's text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adaptkit.reports.problems import Json
from adaptkit.reports.words import counted, one_line
from adaptkit.texts.word_changes import word_changes

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift


def word_diff(then: str, now: str, *, around: int | None = None) -> str:
    """``now`` with what is gone as ``[-gone-]`` and what is there instead as ``{+new+}``.
    ``around``: how many words are shown on either side of that; None: all."""
    stretches = list(word_changes(then, now))
    last = len(stretches) - 1
    out: list[str] = []
    for number, one in enumerate(stretches):
        gone, there = "".join(one.gone), "".join(one.there)
        if one.same:
            after, before = number > 0, number < last
            out.append(there if around is None else _ends(one.there, around, after, before))
            continue
        signs = [f"[-{gone.strip()}-]"] if gone else []
        signs += [f"{{+{there.strip()}+}}"] if there else []
        words = there or gone
        out.append(" ".join(signs) + words[len(words.rstrip()) :])
    return one_line("".join(out))


def _ends(same: Sequence[str], around: int, after: bool, before: bool) -> str:
    """Of words that stayed, those that stand next to what did not: ``after`` and ``before`` it."""
    if not (after or before):
        return "".join(same)
    head, tail = same[: around if after else 0], same[len(same) - (around if before else 0) :]
    if len(head) + len(tail) >= len(same):
        return "".join(same)
    return f"{''.join(head)}… {''.join(tail)}"


def drift_lines(found: Drift) -> Iterator[str]:
    place = f"{found.position}: " if found.position.path else ""
    after = f" in {found.chain}" if " > " in found.chain else ""
    yield f"{place}{found.overlay}/{found.operation} ({found.name} {found.target}){after}"
    yield f"  then: {one_line(found.then)}"
    yield f"  now:  {word_diff(found.then, found.now)}"
    if found.ours:
        yield f"  ours: {one_line(found.ours)}"


def all_drift_lines(found: Sequence[Drift]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{counted(len(found), 'overlay text')} to look at again: the guide has changed below."
    for one in found:
        yield from drift_lines(one)


def drift_json(found: Drift) -> Json:
    return {
        "overlay": found.overlay,
        "operation": found.operation,
        "name": found.name,
        "target": found.target,
        "then": found.then,
        "now": found.now,
        "ours": found.ours,
        "path": found.position.path,
        "line": found.position.line,
        "stops_release": found.stops_release,
        "chain": found.chain,
    }
