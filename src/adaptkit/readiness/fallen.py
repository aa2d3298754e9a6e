"""Which sign-offs an edit of the guide, or of an overlay's texts, would make void."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adaptkit.loading.reviews import ledgers, read_ledger
from adaptkit.model.catalogue import PassageChange
from adaptkit.model.locale import Locale
from adaptkit.model.review import Review, Verdict, text_hash
from adaptkit.workspace import Problems, Workspace

Fallen = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Unit id of a changed passage → POSIX locale → who has signed off what falls (``ana
(clinical)``)."""


def fallen(
    workspace: Workspace,
    passages: Iterable[PassageChange],
    drifting: Mapping[str, tuple[str, ...]],
) -> Fallen:
    """``drifting``: the decisions that were made against each passage as it was. What cannot be
    read is told elsewhere; a sign-off that is void already cannot fall."""
    changed = {
        unit: one
        for one in passages
        if one.kind != "removed"
        for unit in (one.unit_id, *one.others)
    }
    decided = {name: unit for unit, names in drifting.items() for name in names}
    out: dict[str, dict[str, list[str]]] = {}
    apart = Problems()
    for locale, domain in ledgers(workspace) if changed or decided else ():
        for one in apart.attempt(read_ledger, workspace, locale, domain) or ():
            if one.verdict is not Verdict.APPROVED:
                continue
            # A text of an overlay is signed with what the guide says in its place.
            home = decided.get(one.unit) or decided.get(one.unit.rpartition(".")[0]) or ""
            change = changed.get(one.unit)
            if change is not None and _falls(workspace, locale, domain, one, change):
                home = change.unit_id
            if home:
                out.setdefault(home, {}).setdefault(locale, []).append(f"{one.by} ({one.role})")
    return {
        unit: {locale: tuple(dict.fromkeys(who)) for locale, who in said.items()}
        for unit, said in out.items()
    }


def _falls(
    workspace: Workspace, locale: str, domain: str, review: Review, change: PassageChange
) -> bool:
    catalogue = Problems().attempt(workspace.read_catalogue, Locale.parse(locale), domain)
    entry = catalogue.by_id().get(review.unit) if catalogue else None
    # An overlay's text in its own language is its own translation.
    before, words = (entry.msgid, entry.msgstr) if entry else (change.then, change.then)
    return review.is_about(before, words) and (
        review.unit != change.unit_id or text_hash(change.text) != review.source
    )
