"""The header of a translators' catalogue: standard fields in standard order, the rest kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adaptkit.model.locale import Locale

_Fields = tuple[tuple[str, str], ...]

STANDARD = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
_FIXED = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_UNKNOWN_PLURAL = "nplurals=1; plural=0;"


def plural_rule(locale: Locale | None) -> str:
    """The language's rule as gettext writes it; one form where the rule is not known."""
    if locale is None:
        return _UNKNOWN_PLURAL
    from babel.messages.plurals import PLURALS

    for name in (f"{locale.language}_{locale.territory}", locale.language):
        if name in PLURALS:
            count, expression = PLURALS[name]
            return f"nplurals={count}; plural={expression};"
    # Gettext's rules know n alone; CLDR's of some languages ask for more, and those are above.
    import babel
    from babel.plural import to_gettext

    try:
        rule = str(to_gettext(babel.Locale(locale.language).plural_form))
    except babel.UnknownLocaleError:
        return _UNKNOWN_PLURAL
    return f"{rule}" if not re.search(r"\b[eivwft]\b", rule) else _UNKNOWN_PLURAL


def updated(header: _Fields, template: Mapping[str, str], locale: Locale | None) -> _Fields:
    """``header`` with what the template and the language decide; missing fields take their
    standard place, fields of others stay where they are."""
    own = dict(header)
    decided = dict(_FIXED)
    if template.get("POT-Creation-Date"):
        decided["POT-Creation-Date"] = template["POT-Creation-Date"]
    if locale is not None:
        decided["Language"] = locale.posix
    plural = own.get("Plural-Forms", "")
    if not plural or "INTEGER" in plural or "EXPRESSION" in plural:
        decided["Plural-Forms"] = plural_rule(locale)
    for name in ("Project-Id-Version", "Report-Msgid-Bugs-To"):
        if not own.get(name) and template.get(name):
            decided[name] = template[name]
    fields = [(name, decided.get(name, value)) for name, value in header]
    present = set(own)
    at = 0
    for name in STANDARD:
        if name in present:
            at = next(i for i, (known, _) in enumerate(fields) if known == name) + 1
        else:
            fields.insert(at, (name, decided.get(name, "")))
            at += 1
    return tuple(fields)
