"""The page that a build begins with: all its editions, and how complete each one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from adaptkit.model.edition import Sibling
from adaptkit.model.locale import Locale

_ENGLISH = Locale("en")


def write_index(
    siblings: Sequence[Sibling],
    *,
    title: str = "",
    sizes: Mapping[str, int] | None = None,
    words: Mapping[str, str] | None = None,
    language: Locale = _ENGLISH,
) -> bytes:
    """``index.html`` of the whole build.

    ``sizes``: files by path under the build's folder (``es_MX/pdf/guide.pdf``), in bytes.
    ``words``, ``language``: interface words, and what they are in; English unless given.
    """
    from adaptkit.writers.html.pages import POLICY, environment, stylesheet

    texts = dict(words or {})

    def word(english: str, **values: str) -> str:
        text = texts.get(english) or english
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

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
                _edition(sibling, dict(sizes or {}), word("Web pages"), language)
                for sibling in sorted(siblings, key=lambda s: (s.label.casefold(), s.name))
            ],
        )
    )
    return page.encode()


def _edition(
    sibling: Sibling, sizes: Mapping[str, int], web: str, language: Locale
) -> dict[str, object]:
    formats = [_format(sibling, name, sizes, web) for name in sibling.formats or ("html",)]
    return {
        "sibling": sibling,
        "href": formats[0]["href"],
        "known_as": sibling.locale.display_name(language),
        "formats": formats,
    }


def _format(sibling: Sibling, name: str, sizes: Mapping[str, int], web: str) -> dict[str, str]:
    from adaptkit.writers.html.links import contents_name, relative
    from adaptkit.writers.html.pages import FORMAT_NAMES
    from adaptkit.writers.html.words import size_text

    folder = f"{sibling.name}/{name}/"
    if name == "html":
        return {
            "label": web,
            "href": relative(folder + contents_name(sibling.chapters), ""),
            "size": "",
        }
    found = [path for path in sizes if path.startswith(folder)]
    # A format of many files is shown as its folder.
    target = relative(found[0], "") if len(found) == 1 else relative(folder, "") + "/"
    size = size_text(sum(sizes[path] for path in found)) if found else ""
    return {"label": FORMAT_NAMES.get(name, name.upper()), "href": target, "size": size}
