"""Which pictures of an edition somebody has to sign off, and who has.

The guide's own pictures are its owner's, as its texts are. What a country brings, and what stands
in for a picture in another language, was made by somebody else, and says as much as words do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from adaptkit.editions.pictures import needs, references
from adaptkit.editions.signing import Signing, places_of
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Asset, Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.layout import GUIDE, SOURCE, in_overlay, overlay_folder
from adaptkit.model.signing import Passage
from adaptkit.records import replace

PICTURE = "picture"
"""What the ids of such pictures begin with, behind the name of an overlay where one brings it."""


def with_signed_pictures(
    edition: Edition, assets: Sequence[Asset]
) -> tuple[Edition, tuple[Asset, ...]]:
    """The edition with its pictures among what has to be signed off. Of one that shows only what
    was reviewed, the others are taken out."""
    passages = {asset.name: found for asset in assets if (found := _passage(edition, asset))}
    if not passages:
        return edition, tuple(assets)
    settings, spec = edition.settings, edition.spec
    demand = settings.demand.and_also(spec.demand) if spec.demand else settings.demand
    signing = Signing(settings.source_language, edition.reviews, demand)
    signed = {name for name, one in passages.items() if signing.passage(one)}
    progress = edition.progress
    told = (replace(one, edition=spec.name) for one in signing.told())
    edition = replace(
        edition,
        asked={**edition.asked, **signing.asked},
        judged={**edition.judged, **signing.judged},
        progress=replace(
            progress,
            own=progress.own + len(signing.asked),
            reviewed=progress.reviewed + len(signed),
        ),
        diagnostics=(*edition.diagnostics, *told),
    )
    if spec.only != "reviewed":
        return edition, tuple(assets)
    hidden = passages.keys() - signed
    kept = tuple(asset for asset in assets if asset.name not in hidden)
    return _without(edition, frozenset(hidden)), kept


def _passage(edition: Edition, asset: Asset) -> Passage | None:
    """``path`` and SHA-256 of the picture, for the same of what it stands in for."""
    overlay = in_overlay(asset.path)
    if not asset.path or not (overlay or asset.instead_of):
        return None
    domain = overlay[0] if overlay else GUIDE
    folder = f"{overlay_folder(domain)}/" if overlay else f"{SOURCE}/"
    name = asset.path.removeprefix(folder)
    words = f"{name} sha256 {sha256(asset.content).hexdigest()}"
    source = f"{asset.name} sha256 {asset.instead_of}" if asset.instead_of else words
    block = _first(edition, asset)
    language = _language(block, edition) if overlay else edition.spec.chain[0].posix
    step = next((s for b in (block.walk() if block else ()) for s in b.steps), None)
    places = places_of(edition.adaptations)
    return Passage(
        *(language, domain, f"{domain}/{PICTURE}/{name}" if overlay else f"{PICTURE}/{name}"),
        *(source, words, Position(asset.path)),
        place=places.get(f"{step.overlay}/{step.operation}", "") if overlay and step else "",
        kind=PICTURE,
    )


def _first(edition: Edition, asset: Asset) -> Block | None:
    for one in _showing(edition):
        if one[1] == asset.name:
            return one[0]
    return None


def _showing(edition: Edition) -> Iterator[tuple[Block, str]]:
    """Each block that shows pictures, with the name of one."""
    for reference in references(edition):
        for need in needs(edition, [reference]):
            if need.picture:
                yield reference.block, need.name


def _language(block: Block | None, edition: Edition) -> str:
    """Of what stands around a country's picture: whoever reads that can say whether it fits."""
    spoken = (inner.language for inner in (block.walk() if block else ()) if inner.language)
    return next(spoken, edition.settings.source_language).posix


def _without(edition: Edition, hidden: frozenset[str]) -> Edition:
    """Without these pictures: where one stands in a sentence, its alternative text does."""
    showing: dict[str, set[str]] = {}
    for reference in references(edition):
        for need in needs(edition, [reference]):
            if need.picture and need.name in hidden:
                showing.setdefault(reference.chapter.id, set()).add(reference.target)

    def shown(blocks: Sequence[Block], gone: set[str]) -> tuple[Block, ...]:
        return tuple(found for block in blocks if (found := one(block, gone)) is not None)

    def one(block: Block, gone: set[str]) -> Block | None:
        if block.kind is BlockKind.FIGURE and block.target in gone:
            return None
        if block.kind is BlockKind.HTML and any(target in block.text for target in gone):
            return None
        if block.children:
            return block.changed(children=shown(block.children, gone))
        return block.changed(inlines=tuple(worded(piece, gone) for piece in block.inlines))

    def worded(piece: Inline, gone: set[str]) -> Inline:
        if piece.kind is InlineKind.IMAGE and piece.target in gone:
            return Inline(InlineKind.TEXT, piece.text)
        if not piece.children:
            return piece
        return piece.changed(children=tuple(worded(child, gone) for child in piece.children))

    chapters = tuple(
        replace(
            chapter,
            blocks=shown(chapter.blocks, showing[chapter.id]),
            footnotes=shown(chapter.footnotes, showing[chapter.id]),
            flow=shown(chapter.flow, showing[chapter.id]),
        )
        if chapter.id in showing
        else chapter
        for chapter in edition.chapters
    )
    return replace(edition, chapters=chapters)
