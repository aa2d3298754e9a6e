"""What somebody who begins a country writes first, and what the program answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def test_a_country_in_three_letters_is_no_overlays_name(project: Project) -> None:
    ran = project.run("add", "overlay", "KEN")
    assert ran.code != 0
    assert "adaptkit add overlay KE;" in ran.err
    assert not project.path("locales/overlays/KEN").exists()
    project.done("add", "overlay", "ken", "--language", "es")


@pytest.mark.parametrize("name", ["Kenya", "México"])
def test_update_of_a_country_is_answered_with_a_language(project: Project, name: str) -> None:
    ran = project.run("update", name)
    assert ran.code == 2
    assert f"{name} is a country; here stands a language, such as es\n" in ran.err


def test_another_countrys_number_comes_before_all_that_is_not_translated(project: Project) -> None:
    project.done("add", "overlay", "KE", "--language", "sw")
    project.done("add", "edition", "sw_KE")
    ran = project.run("next", "sw_KE")
    assert '{helpline} is still "1 800 555 0100"' in ran.out.split("\n\n")[1]


def test_adding_says_what_was_taken_up(project: Project) -> None:
    first = project.done("add", "edition", "sw-KE")
    assert '"sw-KE" is written sw_KE' in first.out
    assert "It uses no overlay: there is none called KE yet." in first.out
    project.path("locales/editions/sw_KE.yaml").unlink()
    overlay = project.done("add", "overlay", "KE", "--language", "sw")
    assert "  adaptkit next KE " in overlay.out
    ran = project.done("add", "edition", "sw_KE")
    assert "It uses the overlay KE, as its file says." in ran.out
    assert "is written" not in ran.out
    assert project.done("add", "edition", "sw", "--json").json["notes"]


def test_a_country_where_a_language_belongs_begins_no_language(project: Project) -> None:
    for command in (("update", "KEN"), ("add", "language", "KEN")):
        ran = project.run(*command)
        assert ran.code == 2
        assert "KEN is a country; here stands a language" in ran.err
        assert not project.path("locales/ken").exists()
    project.done("update", "ken")


def test_examples_that_were_left_are_one_line_for_one_thing(project: Project) -> None:
    overlay = "locales/overlays/MX/overlay.yaml"
    text = project.text(overlay).replace('"Another system"', '"why"').replace("[us]", '["who"]')
    project.write(overlay, text.replace("2026-11-02", "1900-01-01"))
    project.change(overlay, '"A local address"', '"why"')
    told = [one for one in project.run("update").err.splitlines() if "[scaffold-left]" in one]
    assert [one.split(": ")[0] for one in told] == [f"{overlay}:10:43", f"{overlay}:14:41"]
    assert 'reason ("why"), decided_by ("who") and on ("1900-01-01")' in told[0]
    assert 'of the operation "insurance"' in told[0]


@pytest.mark.parametrize("address", ["https://www.example.org", "https://ms.example.org/help"])
def test_an_example_address_is_told_of_contacts_and_publishers_alike(
    project: Project, address: str
) -> None:
    project.write(
        "locales/overlays/MX/directory.yaml",
        f'contacts:\n  - name: "Centro"\n    url: "{address}"\n    email: "a@example.org"\n',
    )
    project.write(
        "locales/editions/es_MX.yaml",
        "edition: es_MX\nlanguage: es_MX\noverlays: [MX]\n"
        f'publisher: {{name: "Us", url: "{address}", email: "a@example.org"}}\n',
    )
    told = [one for one in project.run("update").err.splitlines() if "[scaffold-left]" in one]
    assert len(told) == 2
    assert all(address in one and "a@example.org" in one for one in told)


def test_a_draft_says_that_it_names_no_publisher(project: Project) -> None:
    said = "  it names no publisher yet: locales/editions/es_MX.yaml:1:1"
    assert said in project.done("build").out.splitlines()
    # Again, where nothing is left to write; and for machines.
    assert said in project.done("build").out.splitlines()
    assert project.done("build", "--json").json["without_publisher"] == ["es_MX"]
    file = "locales/editions/es_MX.yaml"
    project.write(file, project.text(file) + "publisher: {name: Us}\n")
    assert "publisher" not in project.done("build").out
    assert "publisher" not in project.done("build", "es").out
