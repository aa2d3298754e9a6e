"""Small finished editions from Markdown, without catalogues or overlays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from adaptkit.editions.complete import complete
from adaptkit.editions.footnotes import numbered
from adaptkit.editions.media import asset
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.names import chapter_ids
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import assign_ids
from adaptkit.model.document import Block, BlockKind, Chapter, GuideSettings
from adaptkit.model.edition import (
    Adaptation,
    BuiltFile,
    Edition,
    EditionChapter,
    EditionSpec,
    Progress,
    Publisher,
    Sibling,
)
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.writers import Others, html

Pages = Mapping[str, bytes]
EN = Locale("en")
AR = Locale("ar", "", "LB")
PICTURE = asset("images/x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
_VERBATIM = frozenset(
    {BlockKind.CODE, BlockKind.HTML, BlockKind.RULE, BlockKind.FIELD, BlockKind.REFERENCE}
)
OTHER = "@en "
"""In front of a block's text: it is still in English."""


def finished(source: str, name: str = "one.md") -> EditionChapter:
    parsed = parse_chapter(source, path=f"source_guide/{name}", name=name, chapter_id=_id(name))
    ids = [block.id for block in parsed.walk() if block.msgid and not block.children]
    origin = assign_ids(parsed, ids, {})
    flow = tuple(block.map_leaves(_finisher(origin)) for block in origin.blocks)
    blocks, notes = numbered(flow)
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    return EditionChapter(
        origin.id,
        name,
        heading.text.removeprefix(OTHER) if heading else name,
        "",
        blocks,
        notes,
        origin,
        flow,
    )


def _id(name: str) -> str:
    return chapter_ids([name])[name]


def _finisher(origin: Chapter) -> Callable[[Block], Block]:
    context = Context(origin.references, origin.footnotes)

    def finish(block: Block) -> Block:
        if block.kind in _VERBATIM:
            return block
        text = block.text.removeprefix(OTHER)
        shown = EN if text != block.text else None
        return block.changed(text=text, inlines=parse_inlines(text, context), shown_language=shown)

    return finish


def edition(*chapters: EditionChapter, locale: Locale = EN, **fields: object) -> Edition:
    spec = EditionSpec(locale.posix, locale, publisher=Publisher("A charity", "https://a.example"))
    settings = GuideSettings(
        title="Guide", version="1.0", licence_name="CC BY 4.0", attribution="Sample content."
    )
    base = Edition(spec, settings, "Guide", chapters, assets=(PICTURE,), date="2026-11-22")
    return replace(base, **fields)  # type: ignore[arg-type]


def write(of: Edition, siblings: Sequence[Sibling] = (), files: Sequence[BuiltFile] = ()) -> Pages:
    """The web pages of an edition as ``assemble`` gives it."""
    return html.write(complete(of, of.assets), Others(tuple(siblings), tuple(files)))


def sibling(of: Edition, label: str = "") -> Sibling:
    return Sibling(
        of.spec.name,
        of.spec.locale,
        label or of.spec.locale.display_name(),
        of.spec.text_direction,
        of.title,
        of.progress.percent,
        ("html",),
        tuple(chapter.name for chapter in of.chapters),
        original=not of.progress.needed,
        draft=of.progress.reviewed < of.progress.needed,
    )


SAMPLE = """# Your team

Text with `code`, *stress* and a [link](part/two.md#costs).[^n] {#p}

::: warning
@en Still in English.
:::

- [ ] a list
- [x] @en done already

| Who | What |
| :-- | --: |
| nurse | questions |

![A picture](images/x.svg "Its caption")

::: quotation
I asked.

— Sam
:::

Term
: Its definition.

[^n]: A note.
"""


def sample_editions() -> tuple[Edition, Edition]:
    """An English original and an Arabic draft of it, with something of every kind."""
    source = SAMPLE.replace(OTHER, "")
    two = "# Two\n\n## Costs {#costs}\n\nBack to [one](../one.md).\n"
    original = edition(finished(source), finished(two, "part/two.md"), locale=Locale("en"))
    draft = edition(
        finished(SAMPLE),
        finished(two.replace("# Two", "# @en Two"), "part/two.md"),
        locale=AR,
        progress=Progress(9, 7, 0, 2, 0),
        adaptations=(
            Adaptation(
                "LB", "a", "replace", "x", "A reason", "costs", "part/two.md", told="Replaced"
            ),
        ),
    )
    return original, draft


def write_sample(folder: Path) -> None:
    made = sample_editions()
    siblings = tuple(sibling(one) for one in made)
    for one in made:
        for name, content in write(one, siblings).items():
            path = folder / one.spec.name / "html" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    (folder / "index.html").write_bytes(html.write_index(siblings))
