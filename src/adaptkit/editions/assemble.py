"""Parse → overlays → what is needed → translate → fill: one visible order, no way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.editions.adapt import Adapted, adapt_for
from adaptkit.editions.chapters import edition_chapter
from adaptkit.editions.finish import Finisher
from adaptkit.editions.own_words import (
    about_answers,
    finished_words,
    title_of,
    values_of,
    with_words,
)
from adaptkit.editions.problems import problems_of, problems_of_overlays
from adaptkit.editions.signing import Signing, places_of
from adaptkit.editions.stated import own_title, with_stated
from adaptkit.editions.trace import make_trace
from adaptkit.editions.translate import Catalogues, Dictionary
from adaptkit.guides.settings_units import declared
from adaptkit.model.catalogue import EntryState
from adaptkit.model.document import Chapter, Guide, GuideSettings
from adaptkit.model.edition import (
    Adaptation,
    Edition,
    EditionChapter,
    EditionSpec,
    Progress,
)
from adaptkit.model.locale import Locale
from adaptkit.model.review import decision_unit
from adaptkit.model.signing import NO_REVIEWS, Reviews
from adaptkit.records import replace

if TYPE_CHECKING:
    from adaptkit.model.overlay import Overlay


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

    ``catalogues`` by (POSIX locale, domain); ``words`` the interface words in ``words_language``;
    ``date`` the day of this edition (ISO), where its file gives none; ``reviews`` what has been
    signed off; ``adapted`` what ``adapt_for`` has made of this already. Raises ProblemsFound.
    """
    adapted = adapted or adapt_for(guide, overlays, spec)
    settings = adapted.guide.settings
    signing = _signing(adapted, spec, reviews)
    dictionary = _dictionary(settings, catalogues, spec)
    answers, unsigned = about_answers(adapted.guide, dictionary, signing)
    about = finished_words(adapted.guide, answers, unsigned if spec.only == "reviewed" else ())
    values = values_of(adapted.guide, about, unsigned, spec.locale)
    country = spec.locale.territory or settings.country
    finisher = Finisher(spec, dictionary, values, _sources(guide, overlays), country, date, signing)
    titled = own_title(spec, signing)
    told = with_stated(spec, signing, date)
    chapters = _chapters(adapted.guide, finisher)
    finisher.answers.update(answers)
    adaptations = _reasoned(adapted.adaptations, overlays, finisher, signing)
    decided = _decisions(adaptations, signing)
    problems = problems_of(guide, adapted, chapters, finisher, decided)
    problems += (*signing.told(), *problems_of_overlays(guide, overlays, adapted, finisher))
    return Edition(
        spec=told,
        settings=with_words(settings, about),
        title=titled or title_of(spec, settings, about, chapters),
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
        sources=finisher.sources,
        answers=finisher.answers,
        values=finisher.values,
        asked=signing.asked,
        judged=signing.judged,
        reviews=reviews,
    )


def _signing(adapted: Adapted, spec: EditionSpec, reviews: Reviews) -> Signing:
    settings = adapted.guide.settings
    demand = settings.demand.and_also(spec.demand) if spec.demand else settings.demand
    return Signing(settings.source_language, reviews, demand, places_of(adapted.adaptations))


def _dictionary(settings: GuideSettings, catalogues: Catalogues, spec: EditionSpec) -> Dictionary:
    names = declared(settings)[0]
    return Dictionary(catalogues, spec.chain, spec.locale, settings.source_language, names)


def _reasoned(
    adaptations: tuple[Adaptation, ...],
    overlays: Sequence[Overlay],
    finisher: Finisher,
    signing: Signing,
) -> tuple[Adaptation, ...]:
    """What overlays changed, with the reasons that readers are shown."""
    if not adaptations:
        return adaptations
    from adaptkit.editions.reasons import with_reasons

    return with_reasons(adaptations, overlays, finisher.dictionary, finisher.spec, signing)


def _decisions(adaptations: Sequence[Adaptation], signing: Signing) -> frozenset[str]:
    """Asks for the decisions of overlays that have to be signed off; gives the units of those that
    change a safety passage and are."""
    core = set()
    for one in adaptations:
        if (one.signed_off or one.touches_core) and signing.decision(one) and one.touches_core:
            core.add(decision_unit(one.overlay, one.operation))
    return frozenset(core)


def _chapters(guide: Guide, finisher: Finisher) -> tuple[EditionChapter, ...]:
    chapters = tuple(edition_chapter(chapter, finisher) for chapter in guide.chapters)
    if finisher.spec.only == "reviewed":
        return tuple(chapter for chapter in chapters if chapter.blocks)
    return chapters


def _sources(guide: Guide, overlays: Sequence[Overlay]) -> Mapping[str, Chapter]:
    """Every parsed file by its path."""
    found = {chapter.path: chapter for chapter in guide.chapters}
    for overlay in overlays:
        for text in (*overlay.prose.values(), *overlay.native.values()):
            found[text.path] = text
    return found


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
