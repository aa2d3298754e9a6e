"""Consent is a condition: what nobody may tell is in no edition, and every limit is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import TODAY, Project, Ran, small

CONSENTS = "locales/overlays/MX/consents.yaml"
STORY = "locales/overlays/MX/stories/ana.md"
OPERATION = """\
  - id: story-ana
    insert_after: plan.costs
    with: stories/ana.md
    because: {nature: local story, reason: "A voice from here", decided_by: [us], on: 2026-11-02}
"""
WORDS = "Ana camina cada mañana hasta el mercado de su barrio."
FULL = """\
stories/ana.md:
  basis: consent
  form: "MX-2026-014"
  given: 2026-05-01
"""


def with_story(project: Project, consents: str | None = FULL) -> Project:
    overlay = "locales/overlays/MX/overlay.yaml"
    project.write(overlay, project.text(overlay) + OPERATION)
    project.write(STORY, f"### Ana en el mercado {{#ana}}\n\n{WORDS}\n")
    if consents is not None:
        project.write(CONSENTS, consents)
    project.write("locales/editions/es_ES.yaml", "edition: es_ES\nlanguage: es_ES\n")
    project.done("update", "--today", TODAY)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return with_story(small(tmp_path))


def codes(project: Project, today: str = TODAY, edition: str = "es_MX") -> dict[str, str]:
    """Code → where, of what is told of consents."""
    (row,) = project.run("status", edition, "--json", "--today", today).json
    found: list[dict[str, Any]] = row["blockers"]
    return {
        one["code"]: f"{one['path']}:{one['line']}"
        for one in found
        if one["code"].startswith(("consent", "story"))
    }


def build(project: Project, *arguments: str, today: str = TODAY) -> Ran:
    to = str(project.path("build"))
    return project.run("build", "--to", to, "--today", today, *arguments)


def pages(project: Project, edition: str = "es_MX") -> str:
    files = project.path(f"build/{edition}").rglob("*")
    return "\n".join(file.read_text("utf-8") for file in files if file.suffix in (".html", ".md"))


def test_a_consent_that_holds_says_nothing(project: Project) -> None:
    assert codes(project) == {}
    assert build(project).code == 0
    assert WORDS in pages(project)


def test_a_story_without_a_record_waits_for_one(project: Project) -> None:
    project.path(CONSENTS).unlink()
    assert codes(project) == {
        "story-without-consent": "locales/overlays/MX/overlay.yaml:16",
    }
    ran = build(project)
    assert "warning: nobody says on what ground stories/ana.md is told" in ran.err
    assert WORDS in pages(project)
    ran = build(project, "--release", "es_MX")
    assert ran.code != 0
    assert "error: nobody says on what ground stories/ana.md is told" in ran.err
    told = project.done("status", "es_MX", "--today", TODAY)
    assert told.out.count("[story-without-consent]") == 1
    assert "[story-without-consent]" not in told.err


def test_a_record_under_a_name_that_is_nearly_the_storys_is_told(project: Project) -> None:
    project.write(CONSENTS, FULL.replace("ana.md", "anna.md"))
    ran = build(project)
    unused, missing = (
        next(part for part in ran.err.split("\n") if part.startswith("  hint") and words in part)
        for words in ('did you mean "stories/ana.md"?', 'there, did you mean "stories/anna.md"?')
    )
    assert unused != missing


def test_nothing_that_stops_a_release_is_told_there_as_a_warning(project: Project) -> None:
    project.change(
        "source_guide/02-home.md", "Rest before", "[A dead link](09-none.md). Rest before"
    )
    project.done("update", "--today", TODAY)
    assert "warning: the link" in build(project).err
    ran = build(project, "--release")
    assert "error: the link" in ran.err
    assert "warning" not in ran.err
    (row,) = project.run("status", "es_MX", "--json", "--today", TODAY).json
    assert {one["severity"] for one in row["blockers"]} == {"error"}


def test_a_text_that_is_no_story_needs_no_record(project: Project) -> None:
    project.write(CONSENTS, FULL + "blocks/help.md:\n  basis: fictional\n")
    assert codes(project) == {}


@pytest.mark.parametrize(
    ("more", "today", "code"),
    [
        ("  withdrawn: 2026-11-20\n", TODAY, "consent-withdrawn"),
        ("  withdrawn: 2027-01-01\n", TODAY, "consent-withdrawn"),
        ("  expires: 2026-11-21\n", TODAY, "consent-expired"),
        ("  territories: [MY]\n", TODAY, "consent-country"),
        ("  languages: [ms]\n", TODAY, "consent-language"),
        ("  languages: [es_ES]\n", TODAY, "consent-language"),
        ("  channels: [pdf]\n", TODAY, "consent-format"),
        ("  channels: [web]\n", TODAY, "consent-format"),
    ],
)
def test_what_is_refused_is_in_no_draft(project: Project, more: str, today: str, code: str) -> None:
    assert build(project).code == 0
    project.write(CONSENTS, FULL + more)
    assert codes(project, today) == {code: f"{CONSENTS}:1"}
    ran = build(project, today=today)
    assert code in ran.err
    # Nor do the pages of the last build tell it any longer; the other edition stands.
    assert pages(project) == ""
    assert pages(project, "es_ES")
    assert "es_MX/" not in project.text("build/index.html")
    ran = build(project, "es_MX", today=today)
    assert ran.code != 0
    assert pages(project) == ""
    assert code in build(project, "--release", today=today).err
    project.write(CONSENTS, FULL)
    assert build(project).code == 0
    assert WORDS in pages(project)
    # The same where nothing else is asked for.
    project.write(CONSENTS, FULL + more)
    assert build(project, "es_MX", today=today).code == 1
    assert pages(project) == ""
    assert pages(project, "es_ES")


@pytest.mark.parametrize(
    "more",
    [
        "  expires: 2026-11-23\n",
        "  territories: [MX, MY]\n",
        "  languages: [es]\n",
        "  languages: [es_MX]\n",
        "  channels: [web, data]\n",
    ],
)
def test_what_is_within_the_limits_is_told(project: Project, more: str) -> None:
    project.write(CONSENTS, FULL + more)
    assert codes(project) == {}
    assert build(project).code == 0
    assert WORDS in pages(project)


def test_one_format_alone_may_be_within_them(project: Project) -> None:
    project.write(CONSENTS, FULL + "  channels: [web]\n")
    assert build(project, "es_MX", "--format", "html").code == 0
    assert WORDS in pages(project)


@pytest.mark.parametrize("name", ["epub", "txt"])
def test_a_file_to_take_along_is_a_channel_of_its_own(project: Project, name: str) -> None:
    """Who agreed to pages on the web did not agree to what is passed on without them."""
    project.write(CONSENTS, FULL + "  channels: [web, data]\n")
    assert build(project).code == 0
    ran = build(project, "es_MX", "--format", f"html,{name}")
    assert ran.code == 1
    assert f"may not go out as {name}" in ran.err
    assert not project.path(f"build/es_MX/{name}").exists()
    assert pages(project) == ""
    project.write(CONSENTS, FULL + f"  channels: [web, {name}]\n")
    assert build(project, "es_MX", "--format", f"html,{name}").code == 0
    assert list(project.path(f"build/es_MX/{name}").iterdir())


@pytest.mark.parametrize(
    ("channels", "format", "told"),
    [
        ("docx", "docx", True),
        ("web", "docx", False),
        ("data", "docx", False),
        # What other programs go on with is data, in whichever form.
        ("data", "md-reuse", True),
        ("docx", "md-reuse", False),
    ],
)
def test_word_is_a_channel_of_its_own_and_markdown_is_data(
    project: Project, channels: str, format: str, told: bool
) -> None:
    project.write(CONSENTS, FULL + f"  channels: [{channels}]\n")
    ran = build(project, "es_MX", "--format", format)
    assert (ran.code == 0) is told
    assert ("consent-format" in ran.err) is not told
    assert project.path(f"build/es_MX/{format}").exists() is told


@pytest.mark.parametrize(
    ("more", "today", "code"),
    [
        ("  expires: 2026-11-22\n", TODAY, "consent-expired"),
        ("", "2026-04-30", "consent-not-yet-given"),
    ],
)
def test_what_may_still_be_asked_for_stops_a_release_only(
    project: Project, more: str, today: str, code: str
) -> None:
    project.write(CONSENTS, FULL + more)
    assert codes(project, today) == {code: f"{CONSENTS}:1"}
    assert code in build(project, today=today).err
    assert WORDS in pages(project)
    assert code in build(project, "--release", today=today).err


def test_a_day_that_passes_is_seen_by_what_is_kept(project: Project) -> None:
    project.write(CONSENTS, FULL + "  expires: 2026-11-23\n")
    assert build(project).code == 0
    assert build(project).code == 0
    assert "consent-expired" in build(project, today="2026-11-24").err
    assert pages(project) == ""


def test_what_a_later_overlay_takes_away_is_told_to_nobody(project: Project) -> None:
    project.write(CONSENTS, FULL + "  territories: [ES]\n")
    project.write(
        "locales/overlays/here/overlay.yaml",
        "overlay: here\nlanguage: es\noperations:\n  - id: no-ana\n    remove: MX/story-ana.ana\n"
        '    because: {nature: no counterpart, reason: "Consent", decided_by: [us]}\n',
    )
    assert set(codes(project)) == {"consent-country"}
    project.change("locales/editions/es_MX.yaml", "[MX]", "[MX, here]")
    assert codes(project) == {}
    assert build(project).code == 0
    assert WORDS not in pages(project)


def test_a_record_of_no_text_is_told(project: Project) -> None:
    project.write(CONSENTS, FULL + "stories/anna.md:\n  basis: composite\n")
    ran = project.run("status", "es_MX", "--today", TODAY)
    assert "consents.yaml:5" in ran.out + ran.err
    assert "consent-unused" in ran.out + ran.err


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("  basis: rumour\n", 2, "unknown-value"),
        ("  form: a\n", 2, "missing-key"),
        ("  basis: consent\n", 2, "missing-key"),
        ("  basis: public source\n  read: 2026-01-01\n", 2, "missing-key"),
        ('  basis: public source\n  source: "a page"\n  read: 2026-01-01\n', 3, "wrong-url"),
        ("  basis: consent\n  form: Ana García\n  given: 2026-05-01\n", 3, "consent-form-named"),
        ("  basis: consent\n  form: ana@here.mx\n  given: 2026-05-01\n", 3, "consent-form-named"),
        ("  basis: consent\n  form: A-1\n  given: 2026-02-30\n", 4, "wrong-date"),
        (FULL[16:] + "  expires: 2026-04-30\n", 5, "wrong-date"),
        (FULL[16:] + "  territories: [MEX]\n", 5, "wrong-country"),
        (FULL[16:] + "  territories: [QQ]\n", 5, "wrong-country"),
        (FULL[16:] + "  channels: [letter]\n", 5, "unknown-value"),
        (FULL[16:] + "  languages: [spanish]\n", 5, "wrong-language"),
        (FULL[16:] + "  expire: 2026-11-30\n", 5, "unknown-key"),
        ("  basis: composite\n  form: A-1\n", 3, "consent-basis"),
        (FULL[16:] + "  read: 2026-11-30\n", 5, "consent-basis"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    project: Project, text: str, line: int, code: str
) -> None:
    project.write(CONSENTS, "stories/ana.md:\n" + text)
    ran = project.run("status", "es_MX", "--today", TODAY)
    assert ran.code != 0
    assert f"{CONSENTS}:{line}" in ran.err
    assert code in ran.err


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("composite", "Esta historia es inventada a partir de la experiencia de varias personas."),
        ("fictional", "Esta historia es inventada."),
    ],
)
def test_a_made_up_story_says_so_below_its_heading(
    project: Project, basis: str, words: str
) -> None:
    assert build(project).code == 0
    assert words not in pages(project)
    project.write(CONSENTS, f"stories/ana.md:\n  basis: {basis}\n")
    assert build(project).code == 0
    page = project.text("build/es_MX/html/01-plan.html")
    assert page.count(words) == 1
    assert re.search(
        rf'Ana en el mercado</h3>\n<p class="notice story"[^>]*>{re.escape(words)}</p>\n', page
    )
    markdown = project.text("build/es_MX/md/01-plan.md")
    assert f"### Ana en el mercado {{#ana}}\n\n*{words}*\n\n{WORDS}\n" in markdown


def test_one_without_a_heading_says_so_before_its_first_words(project: Project) -> None:
    words = "Esta historia es inventada."
    project.write(CONSENTS, "stories/ana.md:\n  basis: fictional\n")
    for text, shown in (
        (WORDS, f"*{words}*\n\n{WORDS}\n"),
        (f"- {WORDS}\n- Y vuelve.", f"*{words}*\n\n- {WORDS}\n- Y vuelve.\n"),
        (f"> {WORDS}", f"*{words}*\n\n> {WORDS}\n"),
        ("## Ana\n\n" + WORDS, f"## Ana\n\n*{words}*\n\n{WORDS}\n"),
    ):
        project.write(STORY, f"{text}\n")
        project.done("update", "--today", TODAY)
        assert build(project).code == 0
        assert shown in project.text("build/es_MX/md/01-plan.md")
        page = project.text("build/es_MX/html/01-plan.html")
        assert page.count(words) == 1
        assert page.index(words) < page.index(WORDS)


def test_in_a_slot_it_stands_at_the_story(project: Project) -> None:
    overlay = "locales/overlays/MX/overlay.yaml"
    slot = "append: {slot: where-to-get-help}\n    order: 1\n    with: stories"
    project.change(overlay, "insert_after: plan.costs\n    with: stories", slot)
    project.change(overlay, "with: blocks/help.md", "order: 2\n    with: blocks/help.md")
    project.change("source_guide/01-plan.md", "Ask your doctor where to turn.\n", "")
    project.write(CONSENTS, "stories/ana.md:\n  basis: fictional\n")
    project.done("update", "--today", TODAY)
    assert build(project).code == 0
    assert project.text("build/es_MX/md/01-plan.md").endswith(
        "::: slot where-to-get-help\n### Ana en el mercado {#ana}\n\n"
        f"*Esta historia es inventada.*\n\n{WORDS}\n\nPregunte en su centro de salud.\n:::\n"
    )
    page = project.text("build/es_MX/html/01-plan.html")
    assert page.count("inventada") == 1
    assert page.index("Ana en el mercado</h3>") < page.index("inventada") < page.index(WORDS)


def test_the_label_is_there_after_one_saved_catalogue(project: Project) -> None:
    project.write(CONSENTS, "stories/ana.md:\n  basis: fictional\n")
    assert build(project).code == 0
    project.change("locales/es/guide.po", "ES Rest before", "Descanse. Rest before")
    project.change("locales/es/guide.po", "ES Ask what each", "Pregunte. Ask what each")
    assert build(project).code == 0
    once = pages(project)
    assert "Pregunte." in once
    project.path("build").rename(project.path("before"))
    assert build(project).code == 0
    assert pages(project) == once
