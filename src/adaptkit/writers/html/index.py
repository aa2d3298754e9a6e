"""The page that a build begins with: all its editions, and how complete each one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from adaptkit.model.edition import BuiltFile, Sibling, interface_word
from adaptkit.model.locale import Locale
from adaptkit.texts.sizes import size_text
from adaptkit.writers.html.inlines import language_attributes
from adaptkit.writers.html.links import contents_name, relative


def render_index(
    siblings: Sequence[Sibling],
    *,
    title: str,
    words: Mapping[str, str],
    language: Locale,
) -> bytes:
    """``index.html`` of the whole build.

    ``words``, ``language``: interface words of what stands around the editions, and what they are
    in. What is said of an edition stands in that edition's own words.
    """
    from adaptkit.writers.html.pages import POLICY, environment, stylesheet

    def word(english: str, **values: str) -> str:
        return interface_word(words, english, **values)

    page = (
        environment()
        .get_template("index.html.j2")
        .render(
            policy=POLICY,
            css=Markup(stylesheet().replace("</", "<\\/")),
            language=language,
            title=title or word("All editions"),
            word=word,
            editions=[
                _edition(sibling, language)
                for sibling in sorted(siblings, key=lambda s: (s.label.casefold(), s.name))
            ],
        )
    )
    return page.encode()


def _edition(sibling: Sibling, language: Locale) -> dict[str, object]:
    built = sibling.built or (BuiltFile("html", "Web pages", "html/"),)
    formats = [_format(sibling, file) for file in built]
    own = sibling.words_language
    return {
        "sibling": sibling,
        "href": formats[0]["href"],
        "known_as": sibling.locale.display_name(language),
        "state": _state(sibling),
        "formats": formats,
        "words": Markup(language_attributes(own)) if not own.same_language(language) else Markup(),
    }


def _state(sibling: Sibling) -> str:
    def word(english: str, **values: str) -> str:
        return interface_word(sibling.words, english, **values)

    percent = str(sibling.percent)
    told = (
        word("Original text")
        if sibling.original
        else word("{percent}% translated", percent=percent)
    )
    return f"{told} · {word('Draft')}" if sibling.draft else told


def _format(sibling: Sibling, file: BuiltFile) -> dict[str, str]:
    label = interface_word(sibling.words, file.label)
    if file.format == "html":
        pages = f"{sibling.name}/html/{contents_name(sibling.chapters)}"
        return {"label": label, "href": relative(pages, ""), "size": ""}
    # A format of many files is shown as its folder.
    target = relative(f"{sibling.name}/{file.path}", "") + ("/" if file.is_folder else "")
    return {"label": label, "href": target, "size": size_text(file.size) if file.size else ""}
