"""What an edition says of itself: title, attribution, terms, values, and its names of contacts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from adaptkit.editions.signing import Signing
from adaptkit.editions.translate import Dictionary
from adaptkit.guides.settings_units import contact_unit_id, term_unit_id
from adaptkit.model.document import Guide, GuideSettings
from adaptkit.model.edition import Answer, EditionChapter, EditionSpec, Value
from adaptkit.model.locale import Locale
from adaptkit.records import replace

# What readers of a draft see in place of the number of a service that there is not.
_NONE = "\u2014"


def about_answers(
    guide: Guide, dictionary: Dictionary, signing: Signing
) -> tuple[dict[str, Answer], frozenset[str]]:
    """What answers for the guide's title, attribution and terms, by unit id, and which of these
    nobody has signed off."""
    blocks = guide.about.blocks if guide.about else ()
    answers = {block.id: dictionary.answer(block) for block in blocks}
    unsigned = (block.id for block in blocks if not signing.block(block, answers[block.id]))
    return answers, frozenset(unsigned)


def finished_words(
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


def title_of(
    spec: EditionSpec,
    settings: GuideSettings,
    about: Mapping[str, str],
    chapters: Sequence[EditionChapter],
) -> str:
    said = about.get("guide-yaml.title", "") or settings.title
    return said or (chapters[0].title if chapters else spec.name)


def with_words(settings: GuideSettings, about: Mapping[str, str]) -> GuideSettings:
    """Attribution and contacts' names in the edition's language, where they are translated."""
    contacts = tuple(
        replace(contact, name=about.get(contact_unit_id(number), "") or contact.name)
        for number, contact in enumerate(settings.contacts, 1)
    )
    attribution = about.get("guide-yaml.attribution", "") or settings.attribution
    return replace(settings, attribution=attribution, contacts=contacts)


def values_of(
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
