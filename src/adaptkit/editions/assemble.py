"""Parse → overlays → what is needed → translate → fill: one visible order, no way back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.editions.chapters import edition_chapter
from adaptkit.editions.directories import with_contacts
from adaptkit.editions.emptied import empty_sections, without_removed
from adaptkit.editions.finish import Finisher
from adaptkit.editions.signing import Signing, places_of
from adaptkit.editions.spoken_faults import spoken_faults
from adaptkit.editions.stated import own_title, with_stated
from adaptkit.editions.trace import make_trace
from adaptkit.editions.translate import Catalogues, Dictionary
from adaptkit.guides.settings_units import contact_unit_id, declared, term_unit_id
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error, warning
from adaptkit.model.document import Block, Chapter, Guide, GuideSettings, Variable
from adaptkit.model.edition import (
    Adaptation,
    Answer,
    Edition,
    EditionChapter,
    EditionSpec,
    Progress,
    Value,
)
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.model.review import decision_unit
from adaptkit.model.signing import NO_REVIEWS, Reviews
from adaptkit.overlays.points import Cover, Leaf, cover, undecided
from adaptkit.records import Record, field, replace
from adaptkit.texts.placeholders import placeholder, placeholders_in

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift, Overlay
    from adaptkit.overlays.apply import Removed

# What readers of a draft see in place of the number of a service that there is not.
_NONE = "\u2014"


class Sight(Record, frozen=True):
    """What the guide said under each operation of an overlay, and after which overlays."""

    chain: str
    texts: Mapping[str, str]


class Adapted(Record, frozen=True):
    """The guide after all overlays of an edition, still untranslated. ``seen``: what each overlay
    saw when its turn came."""

    guide: Guide
    adaptations: tuple[Adaptation, ...] = ()
    drift: tuple[Drift, ...] = ()
    open_points: tuple[Block, ...] = ()
    open_variables: tuple[Variable, ...] = ()
    removed: Removed | None = None
    seen: Mapping[str, Sight] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def adapt(guide: Guide, overlays: Sequence[Overlay], locale: Locale, country: str = "") -> Adapted:
    """Apply the overlays in the edition's order. Raises ProblemsFound.

    A passage about ``country`` alone waits for no decision in that country's own edition.
    """
    adaptations: list[Adaptation] = []
    drift: list[Drift] = []
    found: list[Diagnostic] = []
    decided: set[str] = set()
    settled: set[Leaf] = set()
    covered = cover(guide) if overlays else Cover()
    seen: dict[str, Sight] = {}
    removed: Removed = {}
    current, chain, looked = guide, GUIDE, None
    for number, overlay in enumerate(overlays):
        # Only here: many projects have none.
        from adaptkit.overlays.apply import apply_overlay, missing_in_all

        try:
            applied = apply_overlay(current, overlay, locale, removed, chain, covered, looked)
        except ProblemsFound as stopped:
            more = missing_in_all(current, overlays, number, locale)
            raise ProblemsFound([*stopped.diagnostics, *more]) from None
        current, removed, chain = applied.guide, applied.removed, applied.after
        looked = applied.snapshot
        adaptations += applied.adaptations
        drift += applied.drift
        found += applied.diagnostics
        decided |= applied.decided
        settled |= applied.settled
        seen[overlay.name] = Sight(applied.chain, applied.texts)
    if overlays:
        from adaptkit.overlays.foreign_numbers import in_kept, numbers_of

        kept = in_kept(
            current, covered.local, overlays, numbers_of(overlays, guide.settings, country)
        )
        decided -= kept.addresses
        settled -= kept.leaves
        found += kept.told
    current, empty = with_contacts(current, overlays)
    waiting = tuple(
        point
        for point in undecided(current, covered.local, settled, decided)
        if not (country and point.mark.get("country") == country)
    )
    return Adapted(
        guide=without_removed(guide, current),
        adaptations=tuple(adaptations),
        drift=tuple(drift),
        open_points=waiting,
        open_variables=_open_variables(guide, overlays, country),
        removed=removed,
        seen=seen,
        diagnostics=(*found, *empty),
    )


def _open_variables(
    guide: Guide, overlays: Sequence[Overlay], country: str
) -> tuple[Variable, ...]:
    """A guide of one country says that country's numbers and names: elsewhere, each must be set,
    if only to the same value."""
    home = guide.settings.country
    if not home or country == home:
        return ()
    from adaptkit.model.overlay import VARIABLE_TARGET

    told = {
        operation.target.id
        for overlay in overlays
        for operation in overlay.operations
        if operation.target.of == VARIABLE_TARGET
    }
    return tuple(v for name, v in guide.settings.variables.items() if name not in told)


def adapt_for(guide: Guide, overlays: Sequence[Overlay], spec: EditionSpec) -> Adapted:
    """The guide as an edition has it, still untranslated. Raises ProblemsFound."""
    return adapt(guide, overlays, spec.locale, country_of(guide.settings, spec))


def assemble(
    guide: Guide,
    overlays: Sequence[Overlay],
    catalogues: Catalogues,
    spec: EditionSpec,
    *,
    words: Mapping[str, str],
    words_language: Locale,
    date: str = "",
    reviews: Reviews = NO_REVIEWS,
    adapted: Adapted | None = None,
) -> Edition:
    """The edition with all its words; ``complete`` gives it its pictures and what readers are told.

    ``catalogues`` by (POSIX locale, domain); ``words`` the interface words in
    ``words_language``; ``date`` the day of this edition (ISO), where its file gives none;
    ``reviews`` what has been signed off; ``adapted`` what ``adapt_for`` has made of all this
    already. Raises ProblemsFound.
    """
    adapted = adapted or adapt_for(guide, overlays, spec)
    settings = adapted.guide.settings
    names = declared(settings)[0]
    dictionary = Dictionary(catalogues, spec.chain, spec.locale, settings.source_language, names)
    sources = _sources(guide, overlays)
    demand = settings.demand.and_also(spec.demand) if spec.demand else settings.demand
    places = places_of(adapted.adaptations)
    signing = Signing(settings.source_language, reviews, demand, places)
    answers, unsigned = _about_answers(adapted.guide, dictionary, signing)
    about = _about(adapted.guide, answers, unsigned if spec.only == "reviewed" else ())
    finisher = Finisher(
        spec=spec,
        dictionary=dictionary,
        values=_values(adapted.guide, about, unsigned, spec.locale),
        sources=sources,
        country=spec.locale.territory or settings.country,
        today=date,
        signing=signing,
    )
    titled = own_title(spec, signing)
    told = with_stated(spec, signing, date)
    chapters = _chapters(adapted.guide, finisher)
    finisher.answers.update(answers)
    adaptations = adapted.adaptations
    if adaptations:
        from adaptkit.editions.reasons import with_reasons

        adaptations = with_reasons(adaptations, overlays, dictionary, spec, signing)
    settled = _decisions(adaptations, signing)
    problems = _problems(guide, adapted, chapters, finisher, settled)
    problems += signing.told()
    country = country_of(guide.settings, spec)
    problems += spoken_faults(overlays, guide.settings, names, spec, date, country=country)
    if any(overlay.directory for overlay in overlays):
        from adaptkit.overlays.contacts import of_a_part, twice_shown

        problems += twice_shown(adapted.guide, overlays)
        problems += of_a_part(overlays, guide.settings)
    return Edition(
        spec=told,
        settings=_told(settings, about),
        title=titled or _title(spec, settings, about, chapters),
        chapters=chapters,
        words=words,
        words_language=words_language,
        trace=make_trace(guide, adapted.guide, adapted.removed or {}, finisher),
        progress=_progress(finisher, signing),
        adaptations=adaptations,
        drift=adapted.drift,
        open_points=adapted.open_points,
        open_variables=adapted.open_variables,
        diagnostics=tuple(replace(d, edition=spec.name) for d in problems),
        date=spec.date or date,
        today=date,
        attribution_language=None if about.get("guide-yaml.attribution") else dictionary.source,
        sources=sources,
        answers=finisher.answers,
        values=finisher.values,
        asked=signing.asked,
        judged=signing.judged,
        reviews=reviews,
    )


def _decisions(adaptations: Sequence[Adaptation], signing: Signing) -> frozenset[str]:
    """Asks for the decisions of overlays that have to be signed off; gives the units of those that
    change a safety passage and are."""
    core = set()
    for one in adaptations:
        if (one.signed_off or one.touches_core) and signing.decision(one) and one.touches_core:
            core.add(decision_unit(one.overlay, one.operation))
    return frozenset(core)


def _problems(
    guide: Guide,
    adapted: Adapted,
    chapters: Sequence[EditionChapter],
    finisher: Finisher,
    settled: Collection[str],
) -> list[Diagnostic]:
    """What is wrong in the guide, in what the country makes of it and in its words. ``settled``:
    changes of safety passages that were signed off as such."""
    problems = [*guide.diagnostics, *finisher.problems]
    problems += (
        one for one in adapted.diagnostics if one.code != "core-changed" or one.unit not in settled
    )
    for found in finisher.dictionary.problems.values():
        problems += found
    problems += _blocked(adapted.guide, finisher)
    problems += (found for chapter in chapters for found in empty_sections(chapter.blocks))
    problems += _without_value(adapted.guide)
    if not chapters:
        problems.append(_nothing_left(finisher.spec))
    return problems


def _without_value(guide: Guide) -> Iterator[Diagnostic]:
    """Passages that say the number of a service that there is not."""
    none = {name for name, one in guide.settings.variables.items() if not one.value.strip()}
    for block in guide.walk() if none else ():
        for name in placeholders_in(block.msgid, none) if not block.children else ():
            yield error(
                "value-missing",
                block.position,
                f"this passage says {placeholder(name)}, and there is none here",
                "set its value, or replace or remove the passage in the overlay",
                unit=block.id,
            )


def _chapters(guide: Guide, finisher: Finisher) -> tuple[EditionChapter, ...]:
    chapters = tuple(edition_chapter(chapter, finisher) for chapter in guide.chapters)
    if finisher.spec.only == "reviewed":
        return tuple(chapter for chapter in chapters if chapter.blocks)
    return chapters


def _title(
    spec: EditionSpec,
    settings: GuideSettings,
    about: Mapping[str, str],
    chapters: Sequence[EditionChapter],
) -> str:
    said = about.get("guide-yaml.title", "") or settings.title
    return said or (chapters[0].title if chapters else spec.name)


def country_of(settings: GuideSettings, spec: EditionSpec) -> str:
    """Whose edition this is; the guide as it was written is its own country's."""
    original = not spec.overlays and spec.locale.same_language(settings.source_language)
    return spec.locale.territory or (settings.country if original else "")


def _sources(guide: Guide, overlays: Sequence[Overlay]) -> Mapping[str, Chapter]:
    """Every parsed file by its path."""
    found = {chapter.path: chapter for chapter in guide.chapters}
    for overlay in overlays:
        for text in (*overlay.prose.values(), *overlay.native.values()):
            found[text.path] = text
    return found


def _about_answers(
    guide: Guide, dictionary: Dictionary, signing: Signing
) -> tuple[dict[str, Answer], frozenset[str]]:
    """What answers for the guide's title, attribution and terms, by unit id, and which of these
    nobody has signed off."""
    blocks = guide.about.blocks if guide.about else ()
    answers = {block.id: dictionary.answer(block) for block in blocks}
    unsigned = (block.id for block in blocks if not signing.block(block, answers[block.id]))
    return answers, frozenset(unsigned)


def _about(
    guide: Guide, answers: Mapping[str, Answer], left_out: Collection[str]
) -> Mapping[str, str]:
    """The finished translations among these, also by what an overlay's term stands in place of."""
    blocks = guide.about.blocks if guide.about else ()
    return {
        name: " ".join(answers[block.id].words.split())
        for block in blocks
        if answers[block.id].words and block.id not in left_out
        for name in (block.id, *block.addresses)
    }


def _nothing_left(spec: EditionSpec) -> Diagnostic:
    return warning(
        "edition-empty",
        spec.position,
        "nothing of this edition may be shown: nobody has signed off any of its passages",
        "build it without --only reviewed, or ask a reviewer to read it",
    )


def _told(settings: GuideSettings, about: Mapping[str, str]) -> GuideSettings:
    """Attribution and contacts' names in the edition's language, where they are translated."""
    contacts = tuple(
        replace(contact, name=about.get(contact_unit_id(number), "") or contact.name)
        for number, contact in enumerate(settings.contacts, 1)
    )
    attribution = about.get("guide-yaml.attribution", "") or settings.attribution
    return replace(settings, attribution=attribution, contacts=contacts)


def _values(
    guide: Guide, about: Mapping[str, str], unsigned: Collection[str], own: Locale
) -> Mapping[str, Value]:
    """What fills the placeholders. A term without a translation is in the language it was written
    in: the guide's, or that of the overlay that says it otherwise."""
    blocks = guide.about.blocks if guide.about else ()
    written_in = {name: b.language for b in blocks for name in (b.id, *b.addresses)}
    values = {
        name: Value(" ".join(variable.value.split()) or _NONE, variable.kind)
        for name, variable in guide.settings.variables.items()
    }
    for key, term in guide.settings.terms.items():
        id_ = term_unit_id(key)
        translated = about.get(id_, "")
        values[f"term.{key}"] = Value(
            translated or " ".join(term.name.split()),
            unreviewed=id_ in unsigned,
            language=own if translated else written_in.get(id_) or guide.settings.source_language,
        )
    return values


def _progress(finisher: Finisher, signing: Signing) -> Progress:
    needed = {id_: a.state for id_, a in finisher.answers.items() if a.needed}
    states = list(needed.values())
    return Progress(
        needed=len(states),
        translated=sum(state is EntryState.TRANSLATED for state in states),
        fuzzy=sum(state is EntryState.FUZZY for state in states),
        untranslated=sum(state is EntryState.UNTRANSLATED for state in states),
        reviewed=sum(map(signing.is_signed, signing.asked)),
        own=sum(1 for unit in signing.asked if unit not in needed),
    )


def _blocked(guide: Guide, finisher: Finisher) -> list[Diagnostic]:
    if finisher.spec.fallback != "block":
        return []
    waiting = [
        block
        for block in guide.walk()
        if block.id in finisher.answers
        and finisher.answers[block.id].needed
        and not finisher.answers[block.id].words
    ]
    return [
        error(
            "untranslated",
            block.position,
            "this passage is not translated, and the edition says fallback: block",
            "translate it, or write fallback: show-source in the edition's file",
            unit=block.id,
        )
        for block in waiting
    ]
