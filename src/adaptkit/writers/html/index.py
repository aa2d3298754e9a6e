"""The page that a build begins with: all its editions, and how complete each one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from adaptkit.model.edition import ENGLISH, BuiltFile, Sibling, interface_word
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.texts.sizes import size_text
from adaptkit.writers import is_word
from adaptkit.writers.html.inlines import escape, language_attributes
from adaptkit.writers.html.links import contents_name, relative


def render_index(
    siblings: Sequence[Sibling],
    *,
    title: Said,
    words: Mapping[str, str],
    language: Locale,
) -> bytes:
    """``index.html`` of the whole build.

    ``title``: the guide's. ``words``, ``language``: interface words of what stands around the
    editions, and what they are in. What is said of an edition stands in that edition's own words.
    """
    from adaptkit.writers.html.frame import environment, policy, script, stylesheet

    def word(english: str) -> str:
        return interface_word(words, english)

    def say(english: str) -> Markup:
        return _marked(word(english), _spoken(words, english, language), language)

    own = script("fold", "filter")
    title_in = title.language if title.text else _spoken(words, "All editions", language)
    page = (
        environment()
        .get_template("index.html.j2")
        .render(
            policy=policy(own),
            script=Markup(own),
            css=Markup(stylesheet().replace("</", "<\\/")),
            language=language,
            title=title.text or word("All editions"),
            say=say,
            word=word,
            apart=lambda english: [_marks(_spoken(words, english, language), language)],
            title_language=_marks(title_in, language),
            editions=[
                _edition(sibling, language)
                for sibling in sorted(siblings, key=lambda s: (s.label.casefold(), s.name))
            ],
        )
    )
    return page.encode()


def _edition(sibling: Sibling, language: Locale) -> dict[str, object]:
    built = sibling.built or (BuiltFile("html", "Web pages", "html/"),)
    formats = [_format(sibling, file, language) for file in built]
    return {
        "sibling": sibling,
        "href": formats[0]["href"],
        "known_as": sibling.locale.display_name(language),
        "names": " ".join(_names(sibling.locale, language)),
        "state": _state(sibling, language),
        "formats": formats,
    }


def _names(locale: Locale, shown: Locale) -> list[str]:
    """What somebody may type who looks for it, beside the names that stand on the page: its country
    in its own words, its code, and its name in English."""
    english = "" if shown.same_language(ENGLISH) else locale.display_name(ENGLISH)
    return [name for name in (locale.territory_name(), locale.tag, english) if name]


def _spoken(words: Mapping[str, str], english: str, language: Locale) -> Locale:
    """``language``: of the words that are translated; the others are English."""
    return language if words.get(english) else ENGLISH


def _marks(spoken: Locale | None, page: Locale) -> Markup:
    """The attributes of words that are not in the page's language."""
    own = spoken is None or spoken.same_language(page)
    return Markup() if own else Markup(language_attributes(spoken))


def _marked(text: str, spoken: Locale, page: Locale) -> Markup:
    """With its language where it is not the page's."""
    if spoken.same_language(page):
        return Markup(escape(text))
    return Markup(f"<span{language_attributes(spoken)}>{escape(text)}</span>")


def _state(sibling: Sibling, page: Locale) -> Markup:
    """In one language wherever its words are."""
    found: list[tuple[str, Locale]] = []

    def word(english: str, **values: str) -> None:
        text = interface_word(sibling.words, english, **values)
        found.append((text, _spoken(sibling.words, english, sibling.words_language)))

    percent = str(sibling.percent)
    if sibling.original:
        word("Original text")
    else:
        word("{percent}% translated", percent=percent)
    if sibling.draft:
        word("Draft")
    if len({language for _, language in found}) == 1:
        return _marked(" · ".join(text for text, _ in found), found[0][1], page)
    return Markup(" · ").join(_marked(text, language, page) for text, language in found)


def _format(sibling: Sibling, file: BuiltFile, page: Locale) -> dict[str, str]:
    text = interface_word(sibling.words, file.label)
    own = sibling.words_language
    spoken = _spoken(sibling.words, file.label, own) if is_word(file) else own
    label = _marked(text, spoken, page)
    if file.format == "html":
        pages = f"{sibling.name}/html/{contents_name(sibling.chapters)}"
        return {"label": label, "href": relative(pages, ""), "size": ""}
    # A format of many files is shown as its folder.
    target = relative(f"{sibling.name}/{file.path}", "") + ("/" if file.is_folder else "")
    return {"label": label, "href": target, "size": size_text(file.size) if file.size else ""}
