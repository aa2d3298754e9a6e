"""The header of a translators' catalogue: standard fields in standard order, the rest kept."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.catalogues._said_language import other_language
from adaptkit.catalogues.plurals import form_count, is_wrong, plural_rule
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


def updated(
    header: _Fields,
    template: Mapping[str, str],
    locale: Locale | None,
    *,
    plural_forms: str = "",
    in_use: bool = False,
) -> _Fields:
    """``header`` with what the template and the language decide; missing fields take their
    standard place, fields of others stay where they are. ``plural_forms``: what a person has
    decided. ``in_use``: entries have plural forms, so that their rule stays if it is one."""
    own = dict(header)
    decided = dict(_FIXED)
    if template.get("POT-Creation-Date"):
        decided["POT-Creation-Date"] = template["POT-Creation-Date"]
    if locale is not None and other_language(own.get("Language", ""), locale) is None:
        # What says another language is believed: somebody has to look, and must be able to see it.
        decided["Language"] = locale.posix
    plural = own.get("Plural-Forms", "")
    if is_wrong(plural, locale) if not in_use else not form_count(plural):
        decided["Plural-Forms"] = plural_rule(locale)
    if plural_forms and not (in_use and form_count(plural)):
        decided["Plural-Forms"] = plural_forms
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
