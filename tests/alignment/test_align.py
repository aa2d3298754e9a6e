"""What an alignment survives: texts added, missing, cut, joined, moved, untranslated."""

from __future__ import annotations

import pytest

from adaptkit.alignment.document import Part, part_of_chapter
from adaptkit.alignment.pairing import Aligned, pair_up
from adaptkit.alignment.place import Placements, placements
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import assign_ids, units

ENGLISH = """\
# Going to the clinic

The reception opens at 8:30 and closes at 17:00.

Bring your insurance card and a list of your medicines.

You can ask Dr. Rivera for a second opinion. She works at the Saint Anne hospital.

## What it costs

Each visit costs 25 dollars. Ask the office before you come.

- a bottle of water
- comfortable shoes
- your telephone

Read more at [the ministry](https://example.org/health/visits).

```
call 555-0100
```

After the visit, rest for two hours. Do not drive if you feel dizzy.
"""
SPANISH = """\
# Ir a la clínica

La recepción abre a las 8:30 y cierra a las 17:00.

Lleve su tarjeta del seguro y una lista de sus medicinas.

Puede pedir una segunda opinión a la Dra. Rivera. Ella trabaja en el hospital Saint Anne.

## Cuánto cuesta

Cada visita cuesta 25 dólares. Pregunte en la oficina antes de venir.

- una botella de agua
- zapatos cómodos
- su teléfono

Lea más en [el ministerio](https://example.org/health/visits).

```
call 555-0100
```

Después de la visita, descanse dos horas. No maneje si se siente mareado.
"""


def part(text: str, name: str = "clinic.md") -> Part:
    chapter = parse_chapter(text, path=name, name=name, chapter_id="clinic")
    ids = [f"clinic.{n}" for n in range(len(units(chapter)))]
    return part_of_chapter(assign_ids(chapter, ids, {}))


def aligned(spanish: str, english: str = ENGLISH) -> Aligned:
    return pair_up([part(english)], [part(spanish)])


def found(spanish: str, english: str = ENGLISH) -> Placements:
    return placements(aligned(spanish, english))


def said(result: Placements) -> dict[str, str]:
    return {one.unit.source: one.msgstr for one in result.placed}


def truth() -> dict[str, str]:
    ours, theirs = part(ENGLISH).passages, part(SPANISH).passages
    return {
        a.text: b.text
        for a, b in zip(ours, theirs, strict=True)
        if a.placeable and a.text != b.text
    }


def test_the_same_structure_is_placed_whole() -> None:
    result = found(SPANISH)
    assert said(result) == truth()
    assert not result.missing
    assert not result.added
    assert all(50 <= one.confidence <= 97 for one in result.placed)


@pytest.mark.parametrize(
    "gone",
    [
        "La recepción abre a las 8:30 y cierra a las 17:00.\n\n",
        "## Cuánto cuesta\n\n",
        "- zapatos cómodos\n",
        "Después de la visita, descanse dos horas. No maneje si se siente mareado.\n",
    ],
)
def test_what_is_missing_is_reported_and_moves_nothing(gone: str) -> None:
    result = found(SPANISH.replace(gone, ""))
    text = gone.strip("#-\n ")
    expected = {ours: theirs for ours, theirs in truth().items() if theirs != text}
    assert said(result) == expected
    assert [truth()[passage.text] for passage in result.missing] == [text]


def test_what_was_added_is_reported_and_placed_nowhere() -> None:
    extra = "En México, el IMSS atiende en 31 estados a los trabajadores con seguro social."
    result = found(SPANISH.replace("## Cuánto", f"{extra}\n\n## Cuánto"))
    assert said(result) == truth()
    assert [(p.text, p.where) for p in result.added] == [(extra, "clinic.md:9")]


def test_paragraphs_that_changed_places_are_found() -> None:
    one = "La recepción abre a las 8:30 y cierra a las 17:00."
    other = (
        "Puede pedir una segunda opinión a la Dra. Rivera. Ella trabaja en el hospital Saint Anne."
    )
    moved = SPANISH.replace(one, "@").replace(other, one).replace("@", other)
    placed = said(found(moved))
    wrong = {ours: got for ours, got in placed.items() if got != truth()[ours]}
    assert not wrong
    assert one in placed.values()
    assert other in placed.values()


def test_a_paragraph_cut_in_two_is_joined() -> None:
    result = found(SPANISH.replace("Rivera. Ella", "Rivera.\n\nElla"))
    assert said(result) == truth()
    joined = next(one for one in result.placed if "Rivera" in one.msgstr)
    assert "joined" in joined.note
    assert joined.confidence <= 80


def test_two_paragraphs_joined_are_cut_between_sentences() -> None:
    result = found(SPANISH.replace("17:00.\n\nLleve", "17:00. Lleve"))
    assert said(result) == truth()
    assert sum("cut" in one.note for one in result.placed) == 2


def test_the_guides_own_words_are_no_translation() -> None:
    sentence = "Bring your insurance card and a list of your medicines."
    result = found(
        SPANISH.replace("Lleve su tarjeta del seguro y una lista de sus medicinas.", sentence)
    )
    assert [passage.text for passage in result.untranslated] == [sentence]
    assert sentence not in said(result)


def test_nothing_on_one_side() -> None:
    assert not aligned("").pairings
    assert len(aligned("").missing) == len(part(ENGLISH).passages)
    assert not pair_up([], [part(SPANISH)]).pairings


def test_a_text_in_another_language_of_another_kind_is_not_placed() -> None:
    other = "# Receta\n\nCorte 3 tomates y 12 cebollas.\n\nhttps://cocina.example/sopa\n"
    assert len(found(other).placed) <= 1


def test_chapters_find_their_files_by_name_and_by_content() -> None:
    second = "# At home\n\nRest for 40 minutes at noon.\n\nCall Ms. Okafor on 555-7788.\n"
    segundo = "# En casa\n\nDescanse 40 minutos a mediodía.\n\nLlame a la Sra. Okafor, 555-7788.\n"
    guide = [part(ENGLISH, "01-clinic.md"), part(second, "02-home.md")]
    for names in (("02-home.es.md", "01-clinic.es.md"), ("b.md", "a.md")):
        parts = [part(segundo, names[0]), part(SPANISH, names[1])]
        result = placements(pair_up(guide, parts, languages=("es",)))
        right = {**truth(), "At home": "En casa"}
        wrong = [(o, t) for o, t in said(result).items() if right.get(o, t) != t]
        assert not wrong
        assert len(result.placed) >= 12, names


def test_one_file_may_hold_all_chapters() -> None:
    second = "# At home\n\nRest for 40 minutes at noon.\n"
    segundo = "# En casa\n\nDescanse 40 minutos a mediodía.\n"
    guide = [part(ENGLISH, "01-clinic.md"), part(second, "02-home.md")]
    result = placements(pair_up(guide, [part(SPANISH + "\n" + segundo, "guia.md")]))
    assert said(result)["Rest for 40 minutes at noon."] == "Descanse 40 minutos a mediodía."
    assert truth().items() <= said(result).items()
