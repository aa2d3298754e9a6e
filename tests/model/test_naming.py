"""Names that people and disks take for one are one; names that only look alike are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.left_behind import any_left_behind, is_left_behind
from adaptkit.model.naming import meant, turned_round, twins

DECLARED = ("en_MY", "en_US", "es_MX", "house-a", "sr@latin")


@st.composite
def otherwise(draw: st.DrawFn) -> tuple[str, str]:
    """A declared name, and another way to write it."""
    name = draw(st.sampled_from(DECLARED))
    letters = [draw(st.sampled_from((c.lower(), c.upper()))) for c in name]
    said = "".join(draw(st.sampled_from("-_")) if c in "-_" else c for c in letters)
    folder = draw(st.sampled_from(("", "locales/editions/", "locales\\editions\\", "./")))
    return name, folder + said + draw(st.sampled_from(("", ".yaml", ".yml", ".YAML")))


@given(otherwise())
def test_case_hyphen_suffix_and_folder_tell_no_names_apart(names: tuple[str, str]) -> None:
    name, said = names
    assert meant(said, DECLARED) == name


@given(st.text("enEN_-MXKYs@a", max_size=6))
def test_what_only_looks_like_a_name_is_none(said: str) -> None:
    found = meant(said, DECLARED)
    assert found is None or found.casefold().replace("-", "_") == said.casefold().replace("-", "_")


@pytest.mark.parametrize(
    ("said", "known", "found"),
    [
        ("sr_Latn", ("sr@latin", "sr"), "sr@latin"),
        ("ca-valencia", ("ca", "ca@valencia"), "ca@valencia"),
        ("en_KY", ("en_MY", "en_US"), None),
        ("en", ("en_MY",), None),
        ("en_MY", ("en",), None),
        ("es-mx", ("es_MX", "es-MX"), None),
        ("es-MX", ("es_MX", "es-MX"), "es-MX"),
        ("", ("es",), None),
    ],
)
def test_the_same_language_is_meant_and_two_near_names_are_not_guessed(
    said: str, known: tuple[str, ...], found: str | None
) -> None:
    assert meant(said, known) == found


def test_twins_are_named_with_each_other() -> None:
    assert twins(("MX", "mx", "US")) == {"MX": ["MX", "mx"], "mx": ["MX", "mx"]}


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        *(("KE_sw", "sw_KE"), ("MX-es", "es_MX"), ("AR_es", "es_AR")),
        *(("sw_KE", ""), ("ES_mx", ""), ("PT-br", ""), ("XQ_es", ""), ("es", ""), ("KE", "")),
    ],
)
def test_a_country_before_its_language_is_seen(said: str, turned: str) -> None:
    assert turned_round(said) == turned


@pytest.mark.parametrize(
    "name",
    [
        *(".#b.md", "b.md~", "#b.md#", ".b.md.swp", "b.md.swp", ".DS_Store", "._b.md", "Thumbs.db"),
        *("desktop.ini", "b.md.bak", "b.md.orig", "b.md.rej", "~$b.docx", ".~lock.b.odt#", "x.tmp"),
        *("__MACOSX", "b.md.~1~", ".git", "B.MD.BAK", "es.yaml.old", ".guide.po.swo"),
    ],
)
def test_what_editors_and_systems_leave_is_nobody_s_text(name: str) -> None:
    assert is_left_behind(name)
    assert any_left_behind(("part", name))


@pytest.mark.parametrize(
    ("name", "left"),
    [
        *((".git", True), ("__MACOSX", True), ("@eaDir", True), (".#x", True)),
        *(("1.part", False), ("old", False), ("MX.old", False), ("x~", False)),
    ],
)
def test_a_folder_is_left_out_for_less(name: str, left: bool) -> None:
    """Chapters that nobody reads are worse than a copy that somebody reads."""
    assert any_left_behind((name, "one.md")) is left
    assert not any_left_behind(("part", "one.md"))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "b.md",
            "01-a.markdown",
            "es_MX.yaml",
            "guide.po",
            "backup.md",
            "old.md",
            "c#.md",
            "#1.md",
        ),
        *("template.md", "~home.md", "temporary", "bak.md", "MX", "a.swift.md", "original.md"),
    ],
)
def test_what_people_write_is_read(name: str) -> None:
    assert not is_left_behind(name)
