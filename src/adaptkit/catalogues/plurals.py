"""Plural rules of languages, from a table that ships: no other package decides what goes into
people's files (docs/decisions/0014-plural-rules.md)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from adaptkit.model.locale import Locale

_UNKNOWN = "nplurals=1; plural=0;"
_RULE = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=([^;]+);?\s*\Z")
_SECOND_PART = "# From here on: weblate-language-data."
# Where gettext, Weblate and CLDR differ in how many forms a language has: the fewest of them.
_FEWEST = {
    **dict.fromkeys(("apc", "cv", "hu", "ltg", "sa", "szl", "tr"), 1),
    **dict.fromkeys(("br", "cy", "kw", "scn", "se"), 2),
    **dict.fromkeys(("dsb", "gv", "hsb"), 3),
}


def plural_rule(locale: Locale | None) -> str:
    """The language's rule as gettext's msginit writes it; one form where the rule is not known."""
    return _known(locale)[0]


def fewest_forms(locale: Locale | None) -> int:
    """A rule with fewer forms than this is none of ``locale``'s."""
    return _known(locale)[1]


def form_count(rule: str) -> int:
    """How many forms ``rule`` has; 0 where it cannot be read, or asks for one that it has not."""
    found = _RULE.match(rule)
    if not found:
        return 0
    # Most files have a rule of the table, which needs no proof.
    count = int(found[1])
    return count if rule in _rules() or _keeps_to(count, found[2].strip()) else 0


def is_wrong(rule: str, locale: Locale | None) -> bool:
    """Whether a header's rule cannot be right for ``locale``. Several may be: French has two
    forms for gettext and three for CLDR."""
    return form_count(rule) < fewest_forms(locale)


def _keeps_to(count: int, expression: str) -> bool:
    import gettext

    try:
        form = gettext.c2py(expression)
        return all(0 <= form(n) < count for n in (*range(1001), 1_000_000))
    except (ValueError, RecursionError, ZeroDivisionError, OverflowError):
        return False


def _known(locale: Locale | None) -> tuple[str, int]:
    if locale is not None:
        table = _table()
        for name in (f"{locale.language}_{locale.territory}", locale.language):
            if name in table:
                return table[name]
    return _UNKNOWN, 1


@cache
def _table() -> dict[str, tuple[str, int]]:
    """Language → its rule, and the fewest forms that one of its rules may have."""
    out: dict[str, tuple[str, int]] = {}
    strict = True
    text = files("adaptkit").joinpath("catalogues", "plural-rules.tsv").read_text("utf-8")
    for line in text.splitlines():
        strict = strict and line != _SECOND_PART
        if line.startswith("#"):
            continue
        rule, _, codes = line.partition("\t")
        count = int(rule[len("nplurals=")])
        # Of two forms, Weblate's data is a guess for languages with little software.
        fewest = count if strict or count > 2 else 1
        out |= {code: (rule, _FEWEST.get(code, fewest)) for code in codes.split()}
    return out


@cache
def _rules() -> frozenset[str]:
    return frozenset(rule for rule, _ in _table().values())
