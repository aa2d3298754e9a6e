"""What came of an edition that was written: for the person who built it, and for other editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.edition import BuiltFile, Edition, EditionSpec, Sibling
from adaptkit.model.telling import Draft
from adaptkit.records import replace
from adaptkit.reports.built import BuiltEdition, BuiltFormat
from adaptkit.writers import Format


def built_file(one: Format, pages: Mapping[str, bytes], size: int) -> BuiltFile:
    """The file that holds the whole edition, be there pictures beside it; else the folder."""
    whole = [path for path in pages if one.suffix and path.endswith(one.suffix)]
    single = whole[0] if len(whole) == 1 else ""
    return BuiltFile(
        one.name, one.label, f"{one.name}/{single}", len(pages.get(single, b"")) or size
    )


def size_of(pages: Mapping[str, bytes]) -> int:
    return sum(map(len, pages.values()))


def stopped_in_format(found: Diagnostic, one: Format, edition: str) -> Diagnostic:
    """What keeps an edition from being written in this format, and so at all."""
    said = f'{found.message}; the format "{one.name}" fails, so nothing of {edition} is written'
    return replace(found, message=said, edition=edition)


def as_sibling(sibling: Sibling, edition: Edition, built: Sequence[BuiltFile]) -> Sibling:
    return replace(
        sibling,
        title=edition.title,
        percent=edition.progress.percent,
        chapters=tuple(chapter.name for chapter in edition.chapters),
        original=not edition.progress.needed,
        draft=edition.telling.draft is not Draft.NO,
        words=edition.words,
        words_language=edition.words_language,
        built=tuple(built),
    )


def outcome_of(
    edition: Edition, built: Sequence[BuiltFormat], found: Sequence[Diagnostic]
) -> BuiltEdition:
    return BuiltEdition(
        edition=edition.spec.name,
        language=edition.spec.locale.posix,
        formats=tuple(built),
        percent=edition.progress.percent,
        shown_in_source=sum(1 for t in edition.trace if t.outcome == "shown in source language"),
        diagnostics=(*edition.diagnostics, *_undecided(edition), *found),
    )


def _undecided(edition: Edition) -> Iterator[Diagnostic]:
    """A draft may be written with passages about another country; never without a word."""
    count = len(edition.open_points)
    if count:
        yield warning(
            "adaptation-points-open",
            edition.spec.position,
            f"passages about another country that nobody has decided about: {count}",
            f"readers see them as they are; adaptkit status {edition.spec.name} lists them",
            edition=edition.spec.name,
        )
    for variable in edition.open_variables:
        yield warning(
            "value-undecided",
            variable.position if variable.position.path else edition.spec.position,
            f'{{{variable.name}}} is "{variable.value}", the value of another country',
            _how_to_decide(edition.spec),
            edition=edition.spec.name,
        )
    for drift in edition.drift:
        yield warning(
            "overlay-drift",
            drift.position,
            f'the guide has changed under "{drift.target}", which this overlay {drift.does}',
            f"adaptkit explain {edition.spec.name} {drift.target} shows what it said then, what it "
            "says now and what you say",
            edition=edition.spec.name,
            unit=drift.target,
        )


def _how_to_decide(spec: EditionSpec) -> str:
    """The value may be set already, in an overlay that nobody named in the edition's file."""
    country = spec.locale.territory
    if not country or spec.overlays:
        return "set it under variables: in the country's overlay; readers get it as it is"
    return (
        f"this edition uses no overlay: set it under variables: in one (adaptkit add overlay "
        f'{country}), and write overlays: ["{country}"] in the edition\'s file'
    )
