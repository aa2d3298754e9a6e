"""Readers are addressed in one way: with usted or with tú, with 您 or with 你."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.whole._facts import placed, translated
from adaptkit.language_data import data_for
from adaptkit.language_data.tokens import read
from adaptkit.language_data.words import found_in

_FORMAL, _INFORMAL = "formal", "informal"
# A catalogue has chosen one where so many passages have it.
_CHOSEN = 0.9
_FEWEST = 10


@catalogue_check("register")
def register(passages: Sequence[Passage]) -> Iterator[Placed]:
    """What nearly all passages do is what the translators chose. A quotation may do otherwise."""
    data = data_for(passages[0].locale) if passages else None
    if data is None or not (data.register.formal and data.register.informal):
        return
    found = [
        (place, at, name)
        for place, one in translated(passages)
        for at, _, name in found_in(one.translation, data).of("register")
        if name
    ]
    times = [name for _, _, name in found]
    if len(times) < _FEWEST:
        return
    share = times.count(_FORMAL) / len(times)
    if 1 - _CHOSEN < share < _CHOSEN:
        return
    other = _INFORMAL if share > 0.5 else _FORMAL
    told = set()
    for place, at, name in found:
        if name == other and place not in told:
            told.add(place)
            one = passages[place]
            whole = read(one.translation)
            if _is_quoted(whole.shown, whole.spans[at][0]):
                continue
            word = whole.shown[whole.spans[at][0] : whole.spans[at][1]]
            what = f'says "{word}", and nearly all others address readers otherwise'
            hint = "address readers in one way everywhere; in what somebody else says, leave it"
            yield placed(place, one, "register-mixed", what, hint)


def _is_quoted(text: str, at: int) -> bool:
    before = text[:at]
    return any(before.count(o) > before.count(c) for o, c in ("“”", "«»", "「」", "『』")) or (
        before.count('"') % 2 == 1
    )
