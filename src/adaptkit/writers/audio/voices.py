"""Which voice speaks a language."""

from __future__ import annotations

import re

from adaptkit.model.locale import Locale

# Priority, code of the voice, and at the end what else it speaks: ``(es-mx 6)(es 6)``.
_VOICE = re.compile(r"^\s*(\d+)\s+(\S+)\s")
_ALSO = re.compile(r"\((\S+) (\d+)\)")


def voice_for(locale: Locale, listed: str) -> str:
    """The code of a voice of the language itself, the nearest country's first, by what
    ``espeak-ng --voices`` lists; ``""`` where there is none."""
    known: dict[str, tuple[int, str]] = {}
    for line in listed.splitlines()[1:]:
        if found := _VOICE.match(line):
            code = found[2]
            spoken = [(code, 0), *((name, int(rank)) for name, rank in _ALSO.findall(line))]
            for name, rank in spoken:
                known[name] = min(known.get(name, (rank, code)), (rank, code))
    names = [one.tag.lower() for one in locale.parents()]
    return next((known[name][1] for name in (*names, locale.language) if name in known), "")
