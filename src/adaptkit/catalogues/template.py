"""The template (``guide.pot``): what translators' catalogues are brought up to date with."""

from __future__ import annotations

import string
from collections.abc import Sequence

from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.document import BlockKind
from adaptkit.model.unit import Unit

# What a translator reads for each kind; ``kind_of`` reads it back, so no label stands twice.
KIND_LABELS = {
    kind: kind.value[0].upper() + kind.value[1:]
    for kind in BlockKind
    if kind not in (BlockKind.ALTERNATIVE, BlockKind.FIELD, BlockKind.HTML, BlockKind.CALLOUT)
} | {
    BlockKind.ALTERNATIVE: "Description of a picture",
    BlockKind.FIELD: "Information about the page",
    BlockKind.HTML: "HTML",
    BlockKind.CALLOUT: "Text in a box",
}
_KINDS = {label: kind for kind, label in KIND_LABELS.items()}
_SEPARATOR = " · "


def make_template(
    units: Sequence[Unit],
    *,
    previous: Catalogue | None,
    domain: str,
    title: str,
    version: str,
    now: str,
) -> Catalogue:
    """The template of ``units`` (with their final ids, in guide order).

    ``now`` is ``YYYY-MM-DD HH:MM+0000``; it becomes POT-Creation-Date of a template that has none:
    a date of each change would only make two branches conflict in every catalogue, and keep an
    edit that is taken back from leaving the files as they were. Ids of the past do not stand here:
    they stay in the translators' catalogues as obsolete entries, and gettext's tools drop empty
    obsolete ones.
    """
    entries = tuple(_entry(unit) for unit in units)
    created = (previous.field("POT-Creation-Date") if previous else "") or now
    return Catalogue(
        None,
        domain,
        entries,
        header=(
            ("Project-Id-Version", " ".join(f"{title} {version}".split()) or domain),
            ("Report-Msgid-Bugs-To", previous.field("Report-Msgid-Bugs-To") if previous else ""),
            ("POT-Creation-Date", created),
            ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
            ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
            ("Language-Team", "LANGUAGE <LL@li.org>"),
            ("Language", ""),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ),
        header_comment=previous.header_comment if previous else "",
        header_flags=("fuzzy",),
        path=previous.path if previous else "",
    )


def kind_of(entry: Entry) -> BlockKind | None:
    """The kind that the first ``#.`` line of a template's entry names."""
    if not entry.extracted:
        return None
    return _KINDS.get(entry.extracted[0].split(_SEPARATOR)[0])


def place_line(unit: Unit) -> str:
    """``List item · Your evaluation > What to bring · 2 of 6``."""
    parts = [KIND_LABELS[unit.kind]]
    if unit.heading_path:
        parts.append(" > ".join(" ".join(heading.split()) for heading in unit.heading_path))
    if unit.place:
        parts.append(f"{unit.place[0]} of {unit.place[1]}")
    return _SEPARATOR.join(parts)


def is_brace_format(msgid: str, placeholders: Sequence[str]) -> bool:
    """Whether ``msgid`` is a valid format string whose fields are just these simple names."""
    try:
        fields = list(string.Formatter().parse(msgid))
    except ValueError:
        return False
    names = {name for _, name, _, _ in fields if name is not None}
    plain = all(not spec and not conversion for _, _, spec, conversion in fields)
    simple = all(name.isidentifier() and name.isascii() for name in placeholders)
    return bool(placeholders) and plain and simple and names == set(placeholders)


def _entry(unit: Unit) -> Entry:
    notes = tuple(line for note in unit.notes for line in note.split("\n"))
    return Entry(
        unit.id,
        unit.source,
        flags=("python-brace-format",) if is_brace_format(unit.source, unit.placeholders) else (),
        extracted=(place_line(unit), *notes),
        references=(unit.position.path,),
    )
