"""``consents.yaml``: on what ground each story is told, for whom, and until when."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from adaptkit.model.consent import BASES, CONSENT, PUBLIC_SOURCE, Consent, Consents, Tombstone
from adaptkit.model.consent import channel as channel_of
from adaptkit.model.diagnostic import did_you_mean
from adaptkit.model.locale import Locale
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Fields, Reader, quote

_GONE = re.compile(r"withdrawn-([0-9a-f]{16})\Z")
_OF_A_FORM = ("form", "given", "expires", "withdrawn")
_OF_A_PAGE = ("source", "read")
_HEAD = """\
# On what ground each story is told, for whom and until when. Never a name, an address or the
# form itself: only what finds the form where it is kept.
"""


def parse_consents(text: str, *, path: str, formats: Callable[[], Collection[str]]) -> Consents:
    """The records in file order. ``formats`` gives all that an edition may list. Raises
    ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    records, gone = [], []
    for key in top.keys:
        fields = top.fields(key)
        if fields is None:
            continue
        if found := _GONE.match(key):
            day, texts = fields.date("withdrawn", required=True), frozenset(fields.texts("texts"))
            gone.append(Tombstone(found[1], day, texts, top.at(key)))
        else:
            file = shared.file_name(reader, key, top.at(key))
            records.append(_record(fields, file, top, key, formats))
    reader.finish()
    return Consents(tuple(records), tuple(gone))


def _record(
    fields: Fields, file: str, top: Fields, key: str, formats: Callable[[], Collection[str]]
) -> Consent:
    basis = fields.text("basis", required=True)
    if basis and basis not in BASES:
        fields.reader.error(
            "unknown-value",
            fields.value_at("basis"),
            f'"basis" cannot be "{basis}"',
            did_you_mean(basis, BASES) or f"it can be {', '.join(BASES)}",
        )
    # What another basis needs is no slip of the pen: it is told as what it is.
    fields.know(*_OF_A_FORM, *_OF_A_PAGE)
    by_form, by_page = basis == CONSENT, basis == PUBLIC_SOURCE
    record = Consent(
        file=file,
        basis=basis,
        form=_form(fields, required=by_form),
        given=fields.date("given", required=by_form),
        expires=fields.date("expires"),
        channels=_channels(fields, formats),
        territories=_territories(fields),
        languages=_languages(fields),
        withdrawn=fields.date("withdrawn"),
        source=shared.url_field(fields, "source", required=by_page),
        read=fields.date("read", required=by_page),
        position=top.at(key),
    )
    _check_basis(fields, record)
    _check_days(fields, record)
    return record


def _form(fields: Fields, *, required: bool) -> str:
    """A reference such as MX-2026-014. Words are a name, or the form itself, sooner or later."""
    form = fields.text("form", required=required)
    if any(map(str.isspace, form.strip())) and any(map(str.isalpha, form)):
        fields.reader.error(
            "consent-form-named",
            fields.value_at("form"),
            "this looks like words or a name, and this file goes wherever the project goes",
            "write what finds the form where it is kept, without blanks: MX-2026-014",
        )
    elif "@" in form or "://" in form:
        fields.reader.error(
            "consent-form-named",
            fields.value_at("form"),
            "this looks like an address, and this file goes wherever the project goes",
            "write what finds the form where it is kept: MX-2026-014",
        )
    return form


def _check_basis(fields: Fields, record: Consent) -> None:
    """What belongs to another basis: an invented person has signed nothing."""
    if record.basis not in BASES:
        return
    of_a_form = () if record.basis == CONSENT else ("form", "given")
    of_a_page = () if record.basis == PUBLIC_SOURCE else _OF_A_PAGE
    for key in (*of_a_form, *of_a_page):
        if key in fields.keys:
            fields.reader.error(
                "consent-basis",
                fields.at(key),
                f'"{key}" does not go with basis: {record.basis}',
                "delete this line, or say the basis that it belongs to",
            )


def _check_days(fields: Fields, record: Consent) -> None:
    for earlier, later in (("given", "expires"), ("given", "withdrawn")):
        first, last = getattr(record, earlier), getattr(record, later)
        if first and last and last < first:
            fields.reader.error(
                "wrong-date",
                fields.value_at(later),
                f'"{later}" is {last}, and "{earlier}" is {first}: that is before',
                "look at the form",
            )


def _channels(fields: Fields, formats: Callable[[], Collection[str]]) -> tuple[str, ...]:
    located = fields.located_texts("channels")
    known = tuple(dict.fromkeys(map(channel_of, formats()))) if located else ()
    for name, position in located:
        if name and name not in known:
            fields.reader.error(
                "unknown-value",
                position,
                f'"{name}" is not a channel',
                f"known are: {', '.join(known)} (web is html, data is md and md-reuse)",
            )
    return tuple(name for name, _ in located)


def _territories(fields: Fields) -> tuple[str, ...]:
    located = fields.located_texts("territories")
    for name, position in located:
        if name and not (shared.is_country(name) and Locale("en", "", name).territory_exists):
            fields.reader.error(
                "wrong-country",
                position,
                f'"{name}" is not a country code',
                "write the two capital letters of ISO 3166, such as MX",
            )
    return tuple(name for name, _ in located)


def _languages(fields: Fields) -> tuple[Locale, ...]:
    found = (shared.language(fields.reader, *item) for item in fields.located_texts("languages"))
    return tuple(locale for locale in found if locale)


def tombstone_text(stone: Tombstone) -> str:
    """The entry that a story leaves behind."""
    texts = "".join(f"    - {quote(sign)}\n" for sign in sorted(stone.texts))
    head = f"withdrawn-{stone.name}:\n  withdrawn: {stone.withdrawn}\n"
    return head + (f"  texts:\n{texts}" if texts else "")


def new_consents_text() -> str:
    """How the file begins where there was none."""
    return _HEAD
