"""How much of real translations, whose truth is known, ``align`` finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.alignment.documents import Changed, build, measure, read_guide, read_translations

from adaptkit.alignment.document import part_of_chapter
from adaptkit.alignment.pairing import pair_up
from adaptkit.alignment.place import placements
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import assign_ids, units
from adaptkit.model.document import Chapter

ALL = Changed(drop=0.05, add=0.05, swap=0.03, merge=0.02, split=0.02)
RIGHT, PLACED = 0.95, 0.90


@pytest.fixture(scope="module")
def book(corpus: Path) -> list[Chapter]:
    return read_guide(corpus / "rust-by-example" / "now" / "src")


@pytest.mark.parametrize("language", ["es", "zh"])
@pytest.mark.parametrize("left_out", [False, True])
@pytest.mark.parametrize("changed", [Changed(), ALL], ids=["as it is", "changed"])
def test_a_book_whose_translation_is_known(
    book: list[Chapter], corpus: Path, language: str, left_out: bool, changed: Changed
) -> None:
    path = corpus / "rust-by-example" / "now" / "po" / f"{language}.po"
    document = build(book, read_translations(path), left_out=left_out, changed=changed)
    score = measure(book, document)
    print(f"{score.placeable} there, {score.recall:.1%} placed, {score.precision:.1%} right")
    assert score.precision >= RIGHT
    assert score.recall >= PLACED


# Beginnings of texts that say the same: read by eye, since nothing else knows the truth.
ABOUT = {
    "es": {
        "About": "Información",
        "As we learn more": "A medida que",
        "A high curve": "Una curva alta",
        "A flattened curve": "Una curva plana",
        "Purpose": "Propósito",
        "We can all slow": "Todos podemos",
        "Understand when": "Entender cuándo",
        "Understand how": "Entender cómo",
        "Avoid panic": "Evitar el pánico",
        "Flatten the Curve is": "**Aplana La Curva**",
        "Authors": "Autores",
        "Content initially": "El contenido fue",
        "**Monica": "**Mónica",
        "**Sean Markey": "**Sean Markey",
        "Supported by": "Con el apoyo",
    },
    "fr": {
        "About": "À propos",
        "As we learn more": "Au fur et à mesure",
        "A high curve": "Une courbe avec pointe",
        "A flattened curve": "Une courbe aplatie",
        "Purpose": "Objectif",
        "We can all slow": "Nous pouvons",
        "Understand when": "De comprendre",
        "Avoid panic": "Éviter la panique",
        "Authors": "A propos des auteurs",
        "Content initially": "Les textes ont",
        "Other contributors": "Parmi les autres",
        "Supported by": "Avec le soutien",
    },
    "de": {
        "About": "Über uns",
        "Content initially": "Die Informationen wurden",
        "Other contributors": "Andere Mitwirkende",
        "**Dr. Melissa": "**Dr. Melissa",
    },
}


@pytest.mark.parametrize("language", sorted(ABOUT))
def test_pages_translated_freely(corpus: Path, language: str) -> None:
    folder = corpus / "flattenthecurve"
    ours, theirs = (_chapter(folder / f"about-{code}.md") for code in ("en", language))
    found = placements(
        pair_up([part_of_chapter(ours)], [part_of_chapter(theirs)], languages=("en", language))
    )
    said = {one.unit.source: one.msgstr for one in found.placed}
    meant = ABOUT[language]
    hits = 0
    for source, text in said.items():
        begins = next((b for b in meant if source.startswith(b)), None)
        if begins:
            assert text.startswith(meant[begins]), (source, text)
            hits += 1
    print(f"{language}: {hits} of {len(meant)} known pairs placed, {len(said)} placed in all")
    assert hits >= 0.75 * len(meant)


def _chapter(path: Path) -> Chapter:
    text = path.read_text("utf-8")
    chapter = parse_chapter(text, path=path.name, name=path.name, chapter_id="about")
    return assign_ids(chapter, [f"about.{n}" for n in range(len(units(chapter)))], {})
