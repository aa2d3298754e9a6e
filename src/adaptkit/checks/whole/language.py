"""A whole catalogue is in its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.locale import Locale
from adaptkit.texts.languages import LATIN, SCRIPTS, likeliest, may_be, share_in_script

# Of so many finished texts a catalogue's language can be told.
ENOUGH = 400


@catalogue_check("language")
def language(passages: Sequence[Passage]) -> Iterator[Placed]:
    """By the letters and the commonest words of all passages together."""
    words = [one.translation for one in passages if one.translation not in ("", one.source)]
    if words:
        one = passages[0]
        where = Position(one.position.path, 1)
        text = "\n".join(words[:ENOUGH])
        for found in foreign_words(text, one.locale, one.source_locale, where):
            yield -1, found


def foreign_words(
    text: str, locale: Locale, source: Locale, where: Position
) -> Iterator[Diagnostic]:
    """A warning where the words are not in the letters of the language, or have the commonest words
    of another. Not where that is the guide's own (``source``): a catalogue that is filled with it
    is not one of another language by mistake."""
    # CLDR's tables take longer to read than a catalogue.
    latin = locale.language in LATIN and not locale.script
    script = "Latn" if latin else locale.likely_script
    share = share_in_script(text, script) if script in SCRIPTS else None
    if may_be(text, source.language):
        return
    if share is not None and share < 0.3:
        yield warning(
            "language-letters",
            where,
            "most letters of these translations are not those that "
            f"{locale.language_name(Locale('en'))} is written in",
            "look whether this is the right file for this language",
        )
    elif other := likeliest(text, locale.language):
        english = Locale("en")
        yield warning(
            "language-words",
            where,
            f"these translations look like {Locale(other).language_name(english)}, "
            f"and not like {locale.language_name(english)}",
            "look whether this is the right file for this language",
        )
