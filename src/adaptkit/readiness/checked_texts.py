"""All texts of a project that somebody can have translated wrongly, as what checks look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from adaptkit.catalogues.template import kind_of
from adaptkit.checks import Passage
from adaptkit.guides.settings_units import declared
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import VARIABLE_TARGET, Overlay
from adaptkit.workspace import Problems, Workspace

# Chinese and Japanese have no names of months.
_DAY = re.compile(
    r"\b(?P<year>\d{4})-\d\d-(?P<day>\d\d)\b|(?P<year_>\d{4})年\d{1,2}月(?:(?P<day_>\d{1,2})日)?",
    re.ASCII,
)


def names_of(workspace: Workspace) -> Collection[str]:
    """What may stand in curly brackets: what the guide declares, and what its overlays set."""

    def found() -> Collection[str]:
        names = set(declared(workspace.settings)[0])
        if workspace.overlay_names:
            from adaptkit.loading.overlays import read_overlay

            for name in workspace.overlay_names:
                # A damaged one is told by whoever reads it for its own sake.
                overlay = Problems().attempt(read_overlay, workspace, name)
                if overlay is not None:
                    ours = (one.target for one in overlay.operations)
                    names.update(target.id for target in ours if target.of == VARIABLE_TARGET)
        return frozenset(names)

    return workspace.once("names that may be filled in", found)


def of_catalogue(workspace: Workspace, catalogue: Catalogue) -> tuple[Passage, ...]:
    """The catalogue's live entries, in the order of the guide. Only finished words are looked at:
    readers get no others."""
    assert catalogue.locale is not None
    settings, names = workspace.settings, names_of(workspace)
    written_in = source_languages(workspace, catalogue.domain)
    return tuple(
        Passage(
            entry.unit_id,
            entry.msgid,
            ""
            if entry.finished == entry.msgid and _is_own(catalogue, workspace)
            else entry.finished,
            catalogue.locale,
            kind_of(entry),
            names,
            entry.words_position,
            "" if entry.unit_id else f'"{entry.msgid}"',
            settings.syntax.dialect,
            written_in(entry.unit_id),
        )
        for entry in catalogue.live
    )


def source_languages(workspace: Workspace, domain: str) -> Callable[[str], Locale]:
    """What the source of a unit of these catalogues is written in: an overlay has texts in its own
    language, and each reason in the one that it was given in."""
    guide = workspace.settings.source_language
    if domain not in workspace.overlay_names:
        return lambda _unit: guide
    from adaptkit.loading.overlays import read_overlay
    from adaptkit.overlays.reasons import is_reason, reason_id

    overlay = Problems().attempt(read_overlay, workspace, domain)
    if overlay is None:
        return lambda _unit: guide
    reasons = {
        reason_id(overlay.name, one.id): one.because.to_translate(guide)[1]
        for one in overlay.operations
    }
    return lambda unit: reasons.get(unit, guide) if is_reason(unit) else overlay.language


def _is_own(catalogue: Catalogue, workspace: Workspace) -> bool:
    """Whether it is in the guide's own language, where the same words are what is meant."""
    source = workspace.settings.source_language
    return catalogue.locale is not None and catalogue.locale.same_language(source)


def of_native(
    workspace: Workspace, overlay: Overlay, only: Collection[Locale] | None = None
) -> Iterator[tuple[Locale, tuple[Passage, ...], tuple[Diagnostic, ...]]]:
    """An overlay's native versions beside the texts that they stand for, one by one, and then its
    reasons that are given in several languages: the language, the pairs, and what is wrong where
    they cannot be laid beside each other. ``only``: of these languages."""
    yield from _native(workspace, overlay, only)
    yield from _reasons(workspace, overlay, only)


def _native(
    workspace: Workspace, overlay: Overlay, only: Collection[Locale] | None
) -> Iterator[tuple[Locale, tuple[Passage, ...], tuple[Diagnostic, ...]]]:
    for (file, tag), version in sorted(overlay.native.items()):
        locale = Locale.parse(tag)
        if only is not None and not any(locale.same_language(one) for one in only):
            continue
        text = overlay.prose.get(file)
        if text is None:
            continue
        ours, theirs = leaves(text), leaves(version)
        if [one.kind for one in ours] != [one.kind for one in theirs]:
            yield locale, (), (_differs(version, text, len(theirs), len(ours)),)
            continue
        names, dialect = names_of(workspace), workspace.settings.syntax.dialect
        pairs = tuple(
            Passage(
                one.id,
                one.msgid,
                other.msgid,
                locale,
                one.kind,
                names,
                other.position,
                f"{one.id} in {version.name}",
                dialect,
                overlay.language,
            )
            for one, other in zip(ours, theirs, strict=True)
        )
        yield locale, pairs, ()


def _reasons(
    workspace: Workspace, overlay: Overlay, only: Collection[Locale] | None
) -> Iterator[tuple[Locale, tuple[Passage, ...], tuple[Diagnostic, ...]]]:
    """Each version beside that in the guide's language, or else the first: readers see them where
    an edition tells how it was adapted."""
    from adaptkit.overlays.reasons import is_shown, reason_id

    names, settings = names_of(workspace), workspace.settings
    found: dict[Locale, list[Passage]] = {}
    for one in overlay.operations:
        because = one.because
        if len(because.reasons) < 2 or not is_shown(one):
            continue
        text, language = because.to_translate(settings.source_language)
        where = because.position if because.position.path else one.position
        for tag, words in because.reasons.items():
            locale = Locale.parse(tag)
            if locale == language or not words.strip():
                continue
            if only is not None and not any(locale.same_language(asked) for asked in only):
                continue
            pair = Passage(
                reason_id(overlay.name, one.id),
                _spoken(text, words),
                _spoken(words, text),
                locale,
                BlockKind.FIELD,
                names,
                where,
                f'the reason of "{one.id}"',
                settings.syntax.dialect,
                language,
            )
            found.setdefault(locale, []).append(pair)
    for locale in sorted(found):
        yield locale, tuple(found[locale]), ()


def _spoken(text: str, beside: str) -> str:
    """The text with days in digits (2026-11-28, 2026年11月28日) as people say them, where the text
    beside it does: in reasons they stand for when something was read."""

    def said(found: re.Match[str]) -> str:
        if found[0] in beside:
            return found[0]
        day = found["day"] or found["day_"]
        year = found["year"] or found["year_"]
        return f"{int(day)} · {year}" if day else year

    return _DAY.sub(said, text)


def leaves(chapter: Chapter) -> list[Block]:
    """All that has words of its own, in reading order."""
    return [block for block in chapter.walk() if block.msgid and not block.children]


def _differs(version: Chapter, text: Chapter, has: int, wanted: int) -> Diagnostic:
    said = f"this version has {has} passages, and {text.name} has {wanted}"
    if has == wanted:
        said = (
            f"this version has other kinds of passages than {text.name}: a list, say, or a heading"
        )
    return warning(
        "native-differs",
        Position(version.path, 1),
        said,
        "lay the two beside each other; if readers of this language are to be told something else, "
        "leave it",
    )
