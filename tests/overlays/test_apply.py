"""Laws, and what one overlay leaves for the next."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.editions.adapt import adapt
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import BlockKind, Step
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import BaseRecord, Seen
from adaptkit.overlays.apply import apply_overlay
from adaptkit.overlays.base import looked_at, render_records
from adaptkit.overlays.points import open_points
from adaptkit.overlays.snapshot import Snapshot
from adaptkit.records import replace
from adaptkit.texts.sameness import folded
from tests.overlays.builders import guide, outline, overlay, prose, with_base

SOURCE = """# Barriers

Intro text.

## Costs {#costs .local country=US}

Insurance pays.

- First item
- Second item

::: slot networks
Default network.
:::

## Safety {#safety .core}

Call {emergency_number}.
"""
MS = Locale("ms")
OPERATIONS = (
    "- {id: costs, replace: barriers.costs.insurance-pays, with: costs.md}",
    "- {id: gone, remove: barriers.intro-text}",
    "- {id: net-a, append: {slot: networks}, with: net-a.md, order: 2}",
    "- {id: net-b, append: {slot: networks}, with: net-b.md, order: 1}",
    "- {id: after, insert_after: barriers.costs, with: after.md}",
    "- {id: before, insert_before: barriers.safety, with: before.md}",
    "- {id: held, keep: barriers.costs}",
    '- {id: number, set_variable: emergency_number, value: "999"}',
)
TEXTS = {id: f"Teks {id}." for id in ("costs", "net-a", "net-b", "after", "before")}


def test_an_empty_overlay_changes_nothing() -> None:
    before = guide(SOURCE)
    empty = overlay("[]", {})
    assert adapt(before, [empty, replace(empty, name="other")], MS).guide is before


@given(st.permutations(OPERATIONS))
@settings(max_examples=25)
def test_shuffling_operations_changes_nothing(operations: list[str]) -> None:
    def applied(listed: tuple[str, ...] | list[str]) -> object:
        made = overlay("\n".join(listed), TEXTS)
        # Where an operation stands in its file is all that may differ.
        made = replace(
            made,
            operations=tuple(
                replace(o, position=made.operations[0].position.__class__(""))
                for o in made.operations
            ),
        )
        return adapt(guide(SOURCE), [made], MS)

    assert applied(operations) == applied(OPERATIONS)


def test_other_chapters_stay_the_same_object() -> None:
    before = guide(SOURCE, "# Goals\n\nText.\n")
    after = apply_overlay(before, overlay("- {id: gone, remove: barriers.intro-text}")).guide
    assert after.chapters[1] is before.chapters[1]


def test_region_country_and_organisation() -> None:
    start = guide(SOURCE)
    region = overlay(
        "- {id: a, replace: barriers.costs.insurance-pays, with: a.md}", {"a": "Region."}, "region"
    )
    country = overlay(
        "- {id: b, replace: barriers.costs.insurance-pays, with: b.md}", {"b": "Country."}, "MX"
    )
    group = overlay("- {id: c, remove: barriers.costs.insurance-pays}", name="group")
    first = apply_overlay(start, region)
    second = apply_overlay(first.guide, country, removed=first.removed)
    assert second.texts == {"b": "Region."}
    third = apply_overlay(second.guide, group, removed=second.removed)
    assert third.texts == {"c": "Country."}
    steps = third.removed["barriers.costs.insurance-pays"]
    assert [step.overlay for step in steps] == ["region", "MX", "group"]
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(third.guide, replace(group, name="late"), removed=third.removed)
    assert problems.value.diagnostics[0].message == (
        '"barriers.costs.insurance-pays" is gone: overlay group took it away '
        'with operation "c" (remove)'
    )


def test_a_replaced_section_without_heading_stays_one_place() -> None:
    region = overlay(
        "- {id: a, replace: barriers.costs, with: a.md}", {"a": "One.\n\n- Two\n- Three"}, "region"
    )
    first = apply_overlay(guide(SOURCE), region)
    inside = overlay("- {id: b, insert_after: region/a.1, with: b.md}", {"b": "Within."}, "MX")
    second = apply_overlay(first.guide, inside, removed=first.removed)
    group = overlay(
        "- {id: c, replace: barriers.costs, with: c.md}", {"c": "# New\n\nText."}, "org"
    )
    third = apply_overlay(second.guide, group, removed=second.removed)
    assert "One." not in outline(third.guide.chapters[0])
    assert "Within." not in outline(third.guide.chapters[0])
    heading = next(b for b in third.guide.walk() if b.msgid == "New")
    assert heading.section == "barriers.costs"
    assert heading.addresses == ("barriers.costs",)


def test_a_replaced_section_keeps_its_id_and_mark() -> None:
    made = overlay("- {id: a, replace: barriers.costs, with: a.md}", {"a": "# Kos\n\nTeks."})
    applied = apply_overlay(guide(SOURCE), made)
    heading = next(b for b in applied.guide.walk() if b.msgid == "Kos")
    assert (heading.section, heading.level) == ("barriers.costs", 2)
    assert heading.mark.local
    assert heading.mark.get("country") == "US"
    assert applied.decided == {"barriers.costs"}


def test_open_points() -> None:
    (point,) = open_points(guide(SOURCE))
    assert point.addresses == ("barriers.costs",)
    removed = apply_overlay(guide(SOURCE), overlay("- {id: a, remove: barriers.costs}"))
    assert open_points(removed.guide) == ()


def test_native_prose_is_chosen_by_language() -> None:
    made = overlay("- {id: a, replace: barriers.intro-text, with: a.md}", {"a": "Melayu."})
    native = prose("English.", "a", language="en")
    made = replace(made, native={("a.md", "en"): native})
    english = apply_overlay(guide(SOURCE), made, Locale.parse("en_GB")).guide
    block = next(b for b in english.walk() if b.msgid == "English.")
    assert (block.language, block.domain) == (Locale("en"), "MY")
    tamil = apply_overlay(guide(SOURCE), made, Locale.parse("ta")).guide
    assert any(b.msgid == "Melayu." and b.language == Locale("ms") for b in tamil.walk())


def test_variables_reach_settings() -> None:
    applied = apply_overlay(
        guide(SOURCE), overlay("[]", head='variables: {emergency_number: "999"}\n')
    )
    assert applied.guide.settings.variables["emergency_number"].value == "999"
    assert applied.guide.settings.variables["emergency_number"].kind == "telephone"
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(guide(SOURCE), overlay("[]", head='variables: {emergency_nubmer: "999"}\n'))
    assert problems.value.diagnostics[0].hint == 'did you mean "emergency_number"?'


def test_a_variable_is_no_place_that_is_gone() -> None:
    taken = {"emergency": (Step("region", "a", "remove", "", removes=True),)}
    made = overlay('- {id: n, set_variable: emergency, value: "999"}')
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(guide(SOURCE), made, removed=taken)
    assert [d.code for d in problems.value.diagnostics] == ["target-missing"]


def test_what_was_kept_is_counted_and_not_told_by_itself() -> None:
    applied = apply_overlay(guide(SOURCE), overlay("\n".join(OPERATIONS), TEXTS))
    assert [a.operation for a in applied.adaptations if not a.listed] == ["held"]
    assert not any(a.signed_off for a in applied.adaptations if not a.listed)
    listed = [a for a in applied.adaptations if a.listed]
    assert [(a.told, a.operation, a.anchor, a.signed_off) for a in listed] == [
        ("Changed", "number", "", True),
        ("Left out", "gone", "barriers", True),
        ("Added", "after", "MY/after", False),
        ("Replaced", "costs", "barriers.costs.insurance-pays", False),
        ("Added", "net-a", "MY/net-a", False),
        ("Added", "net-b", "MY/net-b", False),
        ("Added", "before", "MY/before", False),
    ]


def test_directory_becomes_a_block() -> None:
    made = overlay(
        "- {id: n, append: {slot: networks}, with: directory}",
        directory='contacts:\n  - {name: MSIF, url: "https://www.msif.org"}\n',
    )
    after = apply_overlay(guide(SOURCE), made).guide
    (block,) = [b for b in after.walk() if b.kind is BlockKind.DIRECTORY]
    assert [c.name for c in block.contacts] == ["MSIF"]
    assert block.position.path == "locales/overlays/MY/directory.yaml"


def test_drift_ignores_reflowing_and_normal_forms_only() -> None:
    made = overlay("- {id: a, remove: barriers.intro-text}")
    same = apply_overlay(guide(SOURCE), with_base(made, {"a": "Intro\r\n  text."}))
    assert same.drift == ()
    changed = apply_overlay(guide(SOURCE), with_base(made, {"a": "Intro words."})).drift
    assert [(d.then, d.now, d.stops_release) for d in changed] == [
        ("Intro words.", "Intro text.", True)
    ]
    assert folded("e\u0301 x") == folded("\u00e9\n x")
    assert folded("a\u00a0b") != folded("a b")


def test_a_chapter_answers_to_its_alias_and_to_every_former_name_of_what_stands_in_it() -> None:
    source = "# Way {#way alias=plan}\n\n## P {#prices alias=costs alias=fees}\n\n{#ask}\nAsk.\n"
    places = Snapshot(guide(source)).places
    [chapter] = {place for name in ("plan",) for place in places[name]}
    assert chapter.kind == "chapter"
    own = chapter.address
    for name in ("costs", "fees"):
        for stem in (own, "plan"):
            assert [one.address for one in places[f"{stem}.{name}"]] == [f"{own}.prices"]
            assert [one.address for one in places[f"{stem}.{name}.ask"]] == [f"{own}.prices.ask"]


def test_a_renamed_section_answers_to_its_alias() -> None:
    renamed = SOURCE.replace("{#costs .local country=US}", "{#fees alias=costs}")
    made = overlay("- {id: a, remove: barriers.costs}")
    assert "Insurance" not in outline(apply_overlay(guide(renamed), made).guide.chapters[0])


RENAMED = """# Barriers

## What it costs {#fees alias=costs}

{#insurance}
Insurance pays.

{#new alias=old}
Second.

{#pile}
- one
- two

## Other {#other}

{#insurance}
Other words.
"""


@pytest.mark.parametrize(
    ("aim", "gone"),
    [
        ("barriers.costs.insurance", "Insurance pays."),
        ("barriers.costs.old", "Second."),
        ("barriers.costs.new", "Second."),
        ("barriers.fees.old", "Second."),
        ("barriers.costs.pile", "one"),
        ("barriers.other.insurance", "Other words."),
    ],
)
@pytest.mark.parametrize("written", ["costs", "barriers.costs"])
def test_what_stands_in_a_renamed_section_answers_too(aim: str, gone: str, written: str) -> None:
    source = guide(RENAMED.replace("alias=costs", f"alias={written}"))
    before = outline(source.chapters[0])
    after = outline(apply_overlay(source, overlay(f"- {{id: a, remove: {aim}}}")).guide.chapters[0])
    assert gone in before
    assert gone not in after


def test_a_name_of_today_wins_over_a_former_one() -> None:
    both = RENAMED.replace("## Other {#other}", "## Costs {#costs}")
    made = overlay("- {id: a, remove: barriers.costs.insurance}")
    after = outline(apply_overlay(guide(both), made).guide.chapters[0])
    assert "Other words." not in after
    assert "Insurance pays." in after


def test_a_former_name_of_what_is_gone_says_what_took_it() -> None:
    first = apply_overlay(guide(RENAMED), overlay("- {id: a, remove: barriers.fees.insurance}"))
    later = overlay("- {id: b, replace: barriers.costs.insurance, with: b.md}", {"b": "Teks."})
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(first.guide, later, removed=first.removed)
    assert [found.code for found in problems.value.diagnostics] == ["target-removed"]


def test_a_replacement_may_bring_the_slot_with_it() -> None:
    made = overlay(
        "- {id: a, replace: barriers.costs, with: a.md}\n"
        "- {id: b, append: {slot: networks}, with: b.md}",
        {"a": "# Kos\n\n::: slot networks\nBaharu.\n:::", "b": "Rangkaian."},
    )
    after = apply_overlay(guide(SOURCE), made).guide
    (slot,) = [b for b in after.walk() if b.kind is BlockKind.SLOT]
    assert [child.msgid for child in slot.children] == ["Baharu.", "Rangkaian."]


def test_two_places_are_both_named() -> None:
    twice = guide(SOURCE, "# Goals\n\n::: slot networks\nMore.\n:::\n")
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(
            twice, overlay("- {id: a, append: {slot: networks}, with: a.md}", {"a": "Teks."})
        )
    assert problems.value.diagnostics[0].message == (
        'the slot "networks" stands at more than one place: '
        "source_guide/barriers.md:12:1 and source_guide/goals.md:3:1"
    )


def test_base_adds_and_never_changes() -> None:
    made = overlay("- {id: a, remove: barriers.intro-text}\n- {id: b, remove: barriers.costs}")
    texts = apply_overlay(guide(SOURCE), made).texts
    written = render_records(looked_at(made, {"guide": texts}).base)
    again = overlay("- {id: a, remove: barriers.intro-text}", base=written)
    assert again.base["a"] == BaseRecord("barriers.intro-text", (Seen("Intro text."),))
    assert set(again.base) == {"a", "b"}
    assert looked_at(again, {"guide": {"a": "Something else"}}) is again


@pytest.mark.parametrize("value", ["call us", "'131'", "1"])
def test_a_variable_keeps_to_the_kind_that_the_guide_gives_it(value: str) -> None:
    made = overlay(f'- {{id: n, set_variable: emergency_number, value: "{value}"}}')
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(guide(SOURCE), made)
    assert [d.code for d in problems.value.diagnostics] == ["wrong-telephone"]


def test_a_section_that_loses_its_heading_is_told() -> None:
    def codes(text: str, target: str = "barriers.costs") -> list[str]:
        made = overlay(f"- {{id: a, replace: {target}, with: a.md}}", {"a": text})
        found = apply_overlay(guide(SOURCE), made).diagnostics
        return [d.hint for d in found if d.code == "section-without-heading"]

    assert codes("Teks.") == ["begin it with ## and the heading"]
    assert codes("Teks.", "barriers") == ["begin it with # and the heading"]
    assert codes("## Kos {#costs}\n\nTeks.") == []
    assert codes("# Kos\n\nTeks.") == []
    assert codes("Teks.", "barriers.intro-text") == []


def test_a_footnote_label_that_stands_twice_in_a_chapter_is_refused() -> None:
    """Else a call would lead to another note."""
    whole = "# Barriers\n\nOne.[^n]\n\nTwo.\n\n[^n]: Theirs.\n"

    def refused(first: str, second: str, *chapters: str) -> list[str]:
        at = ("barriers.one-n", "goals.two" if chapters else "barriers.two")
        operations = "\n".join(
            f"- {{id: {id}, insert_after: {place}, with: {id}.md}}"
            for id, place in zip(("a", "b"), at, strict=True)
        )
        texts = {id: f"X.[^{n}]\n\n[^{n}]: Y.\n" for id, n in (("a", first), ("b", second))}
        try:
            apply_overlay(guide(whole, *chapters), overlay(operations, texts), MS)
        except ProblemsFound as found:
            return [f"{d.code} {d.message.split()[0]}" for d in found.diagnostics]
        return []

    assert refused("x", "y") == []
    assert refused("n", "y") == ["footnote-clash a.md"]
    assert refused("x", "n") == ["footnote-clash b.md"]
    assert refused("x", "x") == ["footnote-clash b.md"]
    assert refused("x", "x", "# Goals\n\nTwo.\n") == []


def test_a_section_is_one_place_from_its_heading_to_the_next() -> None:
    """Also where its heading has the section's own id: it would stand at two places."""
    source = "# Barriers\n\n## Costs {#costs}\n\nPay.\n\n{#list}\n- One\n\n## Help\n\nAsk.\n"
    before = guide(source)
    (chapter,) = before.chapters
    same = tuple(
        block.changed(id=block.section) if block.kind is BlockKind.HEADING else block
        for block in chapter.blocks
    )
    snapshot = Snapshot(replace(before, chapters=(replace(chapter, blocks=same),)))
    (costs,) = snapshot.places["barriers.costs"]
    assert (costs.kind, costs.start, costs.end, costs.position.line) == ("section", 1, 4, 3)
    assert snapshot.text(costs) == "Costs\n\nPay.\n\nOne"
    assert [place.kind for place in snapshot.places["barriers.costs.pay"]] == ["unit"]
    assert [place.kind for place in snapshot.places["barriers.costs.list"]] == ["container"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#### Deep\n\nTeks.", ["locales/overlays/MY/a.md:1"]),
        ("### Deeper\n\nTeks.", []),
        ("# Moved\n\nTeks.", []),
        # Within one text it is told where that text is read.
        ("### Deeper\n\n##### Deepest\n\nTeks.", []),
    ],
)
def test_a_heading_too_deep_for_where_it_lands_is_told(text: str, told: list[str]) -> None:
    made = overlay("- {id: a, append: barriers.costs, with: a.md}", {"a": text})
    source = guide("# Barriers\n\n## Costs {#costs}\n\nWords.\n")
    found = [d for d in apply_overlay(source, made).diagnostics if d.code == "heading-skipped"]
    assert [f"{d.position.path}:{d.position.line}" for d in found] == told


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("hurdles.costs", 'the chapter "hurdles" seems to be called "barriers" now: write'),
        ("hurdles.costs.insurance-pays", "now: write barriers.costs.insurance-pays"),
        ("barriers.money.insurance-pays", "it seems to have moved: write barriers.costs."),
        ("barriers.safty", 'did you mean "barriers.safety'),
        ("nothing.like-it", "unit ids stand in locales/guide.pot"),
    ],
)
def test_a_target_that_is_gone_is_answered_with_ids_of_today(target: str, hint: str) -> None:
    before = guide(SOURCE)
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(before, overlay(f"- {{id: a, remove: {target}}}", {}))
    (told,) = problems.value.diagnostics
    assert hint in told.hint
    assert "welcome" not in told.hint
    for word in told.hint.replace('"', " ").replace("?", " ").split():
        if word.startswith("barriers."):
            assert word in Snapshot(before).places
