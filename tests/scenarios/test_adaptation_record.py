"""What is on record of an adaptation: each change's reason, who decided, and how it was made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, small, translate

OVERLAY = "locales/overlays/MX/overlay.yaml"
EDITION = "locales/editions/es_MX.yaml"
INDEX = "build/es_MX/html/index.html"
FILE = "build/es_MX/md/about-this-edition.md"
WHY = 'because: {nature: substitute, reason: "Another system", decided_by: [us], on: 2026-11-02}'
FULL = """because:
      what: content
      nature: substitute
      planned: yes
      faithful: unknown
      reason:
        en: "Another system"
        es: "Otro sistema & <b>más</b>"
      decided_by: [Ana, "the board"]
      on: 2026-11-02
      tried_with: ["four people with MS"]"""
PROCESS = """process:
  translation: {by: [Luis], on: 2026-11-10}
  comprehension_test:
    by: [Ana]
    on: 2026-11-12
    with: ["people with MS"]
    how_many: 4
    note: {es: "Dos preguntas cambiaron", en: "Two questions changed"}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def recorded(project: Project) -> Project:
    project.change(OVERLAY, WHY, FULL)
    project.write(EDITION, project.text(EDITION) + PROCESS)
    return project


def part(page: str) -> str:
    return page.partition('id="adapted"')[2].partition("</section>")[0]


def test_every_mistake_is_told_at_once_with_its_place_and_a_near_name(project: Project) -> None:
    wrong = (
        "because: {nature: substitue, what: contents, planned: perhaps, faithful: yess, "
        'reason: {xx-yy-zz-1: "a"}, decided: [us], tried_with: us}'
    )
    project.change(OVERLAY, WHY, wrong)
    ran = project.run("status", "es_MX")
    for told in (
        '"nature" cannot be "substitue" [unknown-value]',
        'did you mean "substitute"?',
        '"what" cannot be "contents"',
        'did you mean "content"',
        '"planned" cannot be "perhaps"',
        "it can be yes, no",
        '"faithful" cannot be "yess"',
        '"xx-yy-zz-1" is not a language code',
        '"decided" is not known here',
        'did you mean "decided_by"?',
        '"tried_with" should be a list',
    ):
        assert told in ran.out + ran.err, told
    assert re.search(rf"{re.escape(OVERLAY)}:10:\d+: error", ran.out + ran.err)


@pytest.mark.parametrize("said", ["yes", "no", "true", "'no'", "No"])
def test_yes_and_no_are_taken_as_people_write_them(project: Project, said: str) -> None:
    project.change(OVERLAY, WHY, WHY.replace("{nature", f"{{planned: {said}, nature"))
    row = project.run("status", "es_MX", "--json").json[0]
    (one,) = [o for o in row["operations"] if o["operation"] == "insurance"]
    assert one["because"]["planned"] == ("yes" if said in ("yes", "true") else "no")


def test_status_has_all_of_it_and_invents_nothing(project: Project) -> None:
    row = recorded(project).run("status", "es_MX", "--json").json[0]
    found = {one["operation"]: one for one in row["operations"]}
    assert found["insurance"] == {
        "overlay": "MX",
        "operation": "insurance",
        "name": "replace",
        "target": "plan.costs.insurance",
        "because": {
            "what": "content",
            "nature": "substitute",
            "reason": "Another system",
            "reasons": {"en": "Another system", "es": "Otro sistema & <b>más</b>"},
            "planned": "yes",
            "faithful": "unknown",
            "decided_by": ["Ana", "the board"],
            "on": "2026-11-02",
            "tried_with": ["four people with MS"],
        },
    }
    assert found["help"]["because"]["tried_with"] == []
    assert found["help"]["because"]["planned"] == ""
    assert row["process"]["expert_review"] == {"stated": False}
    assert row["process"]["comprehension_test"] == {
        "stated": True,
        "by": ["Ana"],
        "on": "2026-11-12",
        "with": ["people with MS"],
        "how_many": 4,
        "note": {"es": "Dos preguntas cambiaron", "en": "Two questions changed"},
    }
    # A second time the row is one that was kept.
    assert project.run("status", "es_MX", "--json").json[0] == row
    (line,) = [one for one in project.run("status", "es_MX").out.split("\n") if "Process" in one]
    assert "translation (Luis, 2026-11-10)" in line
    assert line.endswith("not stated: expert review, sign-off")


def test_explain_shows_it(project: Project) -> None:
    said = recorded(project).run("explain", "es_MX", "plan.costs.insurance").out
    for told in (
        "because: Another system (substitute)",
        "in es: Otro sistema & <b>más</b>",
        "decided by Ana, the board on 2026-11-02",
        "tried with four people with MS",
        "changes the content, planned, nobody knows whether it is faithful to the core",
    ):
        assert told in said


def test_readers_are_told_in_their_language_and_nothing_acts(project: Project) -> None:
    recorded(project).done("build", "es_MX", "--today", TODAY)
    shown = part(project.text(INDEX))
    assert "Cómo se adaptó esta edición" in project.text(INDEX)
    assert "Living at home" in shown
    assert "México" in shown
    assert "Otro sistema &amp; &lt;b&gt;más&lt;/b&gt;" in shown
    assert "Another system" not in shown
    assert '<span class="reason" lang="en" dir="ltr">A local address</span>' in shown
    # Who decided is said beside each change where it is not the same for all.
    assert "<bdi>Ana</bdi> · <bdi>the board</bdi>" in shown
    assert "<bdi>four people with MS</bdi>" in shown
    assert "Traducción: <bdi>Luis</bdi>" in shown
    assert '(<bdi dir="ltr">4</bdi> · <bdi>people with MS</bdi>)' in shown
    assert "Dos preguntas cambiaron" in shown
    assert "Revisión de especialistas" not in shown
    assert "Aprobación" not in shown
    written = project.text(FILE)
    assert "Otro sistema \\& \\<b\\>más\\</b\\>" in written
    assert "Dos preguntas cambiaron" in written
    assert re.search(r"^> \*\*Borrador", written, re.MULTILINE)
    assert "[Your plan]" in written or "[ES Your plan" in written


def test_nothing_is_said_of_an_edition_that_changes_nothing(project: Project) -> None:
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\nformats: [html, md]\n")
    project.done("build", "es", "--today", TODAY)
    assert 'id="adapted"' not in project.text("build/es/html/index.html")
    # Only who has read it, or that nobody has.
    (head, *rest) = project.text("build/es/md/about-this-edition.md").split("\n\n")
    assert "adapt" not in head
    assert [line.count("\n") for line in rest] == [0, 1]


def test_a_chapter_may_be_called_like_the_record(project: Project) -> None:
    project.write("source_guide/About-this-edition.md", "# About\n\nA chapter of the guide.\n")
    project.change(
        "source_guide/guide.yaml",
        "  - 02-home.md\n",
        "  - 02-home.md\n  - About-this-edition.md\n",
    )
    project.done("build", "es_MX", "--today", TODAY)
    assert "A chapter of the guide." in project.text("build/es_MX/md/About-this-edition.md")
    assert "Another system" in project.text("build/es_MX/md/about-this-edition-2.md")


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("sign_off: {by: [Ana], on: 2026-11-23}", "process-in-future"),
        ("sign_off: {on: 2026-11-20}", "process-incomplete"),
        ("sign_off: {by: [Ana]}", "process-incomplete"),
        ("sign_off: {by: [who], on: 2026-11-20}", "scaffold-left"),
        ("sign_off: {by: [Ana], on: 1900-01-01}", "scaffold-left"),
    ],
)
def test_what_is_no_fact_is_told_and_not_shown_to_readers(
    project: Project, step: str, code: str
) -> None:
    project.write(EDITION, f"{project.text(EDITION)}process:\n  {step}\n")
    ran = project.run("build", "es_MX", "--today", TODAY)
    assert f"[{code}]" in ran.out + ran.err
    assert f"{EDITION}:" in ran.out + ran.err
    if project.path(INDEX).exists():
        assert "Aprobación" not in project.text(INDEX)
        assert "Aprobación" not in project.text(FILE)


def test_a_step_of_the_process_signs_nothing_off(project: Project) -> None:
    """What a publisher states of itself releases nothing: each step is one thing more to sign."""
    before = project.run("status", "es_MX", "--json", "--today", TODAY).json[0]
    steps = "".join(
        f"  {name}: {{by: [Ana], on: 2026-11-20}}\n"
        for name in ("translation", "expert_review", "comprehension_test", "sign_off")
    )
    project.write(EDITION, f"{project.text(EDITION)}process:\n{steps}")
    after = project.run("status", "es_MX", "--json", "--today", TODAY).json[0]
    assert [one["code"] for one in after["blockers"]] == [one["code"] for one in before["blockers"]]
    assert after["unsigned"] == before["unsigned"] + 4
    assert (after["reviewed"], after["ready"]) == (0, False)
    project.done("build", "es_MX", "--today", TODAY)
    assert "Borrador" in project.text(INDEX)
    assert "Aprobación" in part(project.text(INDEX))


def test_keys_of_the_process_are_closed(project: Project) -> None:
    wrong = "process:\n  expert_reviews: {by: [Ana], on: 2026-11-20}\n  sign_off: {how_many: 0}\n"
    project.write(EDITION, project.text(EDITION) + wrong)
    ran = project.run("status", "es_MX")
    assert 'did you mean "expert_review"?' in ran.out + ran.err
    assert "should be a number of people, but it is 0" in ran.out + ran.err


# Reasons as texts to translate -----------------------------------------------------------------


def test_a_reason_is_translated_like_any_text(project: Project) -> None:
    template = project.text("locales/MX.pot")
    assert 'msgctxt "MX/insurance.reason"' in template
    assert "Readers see it where an edition tells how it was adapted" in template
    assert not project.path("locales/es/MX.po").exists()  # reasons alone begin no catalogue
    project.done("update", "es", "--today", TODAY)
    before = project.run("status", "es_MX", "--json").json[0]
    project.change(
        "locales/es/MX.po",
        'msgid "Another system"\nmsgstr ""',
        'msgid "Another system"\nmsgstr "Otro sistema <script>"',
    )
    after = project.run("status", "es_MX", "--json").json[0]
    for count in ("needed", "translated", "untranslated"):
        assert after[count] == before[count]
    project.done("build", "es_MX", "--today", TODAY)
    assert "Otro sistema &lt;script&gt;" in part(project.text(INDEX))
    # Another word in the reason asks for another translation, and the old one is not shown.
    project.change(OVERLAY, "Another system", "Quite another system")
    project.done("update", "--today", TODAY)
    assert "#, fuzzy" in project.text("locales/es/MX.po")
    project.done("build", "es_MX", "--today", TODAY)
    assert '<span class="reason" lang="en" dir="ltr">Quite another system' in project.text(INDEX)


def test_explain_leads_from_a_reason_to_what_was_changed_for_it(project: Project) -> None:
    project.done("update", "es", "--today", TODAY)
    wanted = project.done("explain", "es_MX", "MX/insurance.1").out
    assert project.done("explain", "es_MX", "MX/insurance.reason").out == wanted
    lines = project.text("locales/es/MX.po").split("\n")
    line = lines.index('msgctxt "MX/insurance.reason"') + 1
    assert project.done("explain", "es_MX", f"locales/es/MX.po:{line}").out == wanted


def test_examples_of_new_files_are_told_to_no_reader(project: Project) -> None:
    example = 'because: {nature: substitute, reason: "why", decided_by: ["who"], on: 1900-01-01}'
    project.change(OVERLAY, WHY, example)
    project.run("build", "es_MX", "--today", TODAY)
    for text in (part(project.text(INDEX)), project.text(FILE)):
        assert "why" not in text
        assert "1900" not in text
        assert "who" not in text
    project.run("update", "--today", TODAY)
    assert "MX/insurance.reason" not in project.text("locales/MX.pot")


def test_a_new_edition_states_nothing_by_itself(project: Project) -> None:
    project.done("add", "edition", "es_AR")
    path = "locales/editions/es_AR.yaml"
    row = project.run("status", "es_AR", "--json", "--today", TODAY).json[0]
    assert not any(step["stated"] for step in row["process"].values())
    text = project.text(path)
    begin = text.index("# process:")
    steps = [line for line in text[begin:].split("\n") if line.startswith("#   ")][:4]
    project.write(path, text + "process:\n" + "\n".join(line[1:] for line in steps) + "\n")
    ran = project.run("status", "es_AR", "--today", TODAY)
    assert (ran.out + ran.err).count("[scaffold-left]") >= 8


def test_a_version_by_hand_is_asked_of_nobody(project: Project) -> None:
    recorded(project).done("update", "es", "--today", TODAY)
    assert "MX/insurance.reason" in project.text("locales/MX.pot")
    catalogue = project.text("locales/es/MX.po")
    assert "MX/insurance.reason" not in catalogue
    assert "MX/help.reason" in catalogue


def test_a_translated_reason_reaches_pages_that_were_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adaptkit.workspace.fingerprints.RACY", 0)
    project.done("update", "es", "--today", TODAY)
    project.done("build", "es_MX", "--today", TODAY)
    project.change(
        "locales/es/MX.po",
        'msgid "Another system"\nmsgstr ""',
        'msgid "Another system"\nmsgstr "Otro sistema"',
    )
    project.done("build", "es_MX", "--today", TODAY)
    assert "Otro sistema" in project.text(INDEX)
    assert "Otro sistema" in project.text(FILE)


def test_a_reason_that_is_gone_lends_its_id_to_no_text(project: Project) -> None:
    """The prose that is new says what the reason said: it is another unit all the same."""
    project.change(OVERLAY, 'reason: "A local address", ', "")
    project.write("locales/overlays/MX/blocks/help.md", "A local address\n")
    project.done("update", "--today", TODAY)
    template = project.text("locales/MX.pot")
    assert "MX/help.reason" not in template
    assert re.search(r'msgctxt "MX/help\.\d"\nmsgid "A local address"', template)


def test_what_is_reviewed_only_shows_no_reason_that_nobody_reviewed(project: Project) -> None:
    project.done("update", "es", "--today", TODAY)
    project.change(
        "locales/es/MX.po",
        'msgid "Another system"\nmsgstr ""',
        'msgid "Another system"\nmsgstr "Otro sistema"',
    )
    project.run("build", "es_MX", "--only", "reviewed", "--today", TODAY)
    assert "Otro sistema" not in project.text(INDEX)


def test_of_a_story_that_is_withdrawn_no_reason_is_left(project: Project) -> None:
    project.write("locales/overlays/MX/stories/ana.md", "Ana vive en la costa, y cuenta su día.\n")
    project.write(
        "locales/overlays/MX/consents.yaml",
        "stories/ana.md: {basis: consent, form: F-7, given: 2026-11-01}\n",
    )
    told = "Ana of the coast tells how a day of hers goes by"
    project.write(
        OVERLAY,
        project.text(OVERLAY)
        + "  - id: ana\n    insert_after: plan.costs.insurance\n    with: stories/ana.md\n"
        + f'    because: {{reason: {{en: "{told}", de: "Ana von der Küste"}}}}\n',
    )
    project.done("update", "es", "--today", TODAY)
    assert told in project.text("locales/es/MX.po")
    project.done("build", "es_MX", "--today", TODAY)
    assert told in project.text(FILE)
    assert "F-7" not in project.text(FILE) + project.text(INDEX)
    project.done("overlay", "withdraw", "MX", "ana", "--yes")
    for path in project.path("locales").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert told not in text, path
            assert "Ana von der" not in text, path
    project.done("build", "es_MX", "--today", TODAY)
    assert told not in project.text(FILE) + project.text(INDEX)


def test_the_same_reason_stands_once(project: Project) -> None:
    project.change(OVERLAY, "A local address", "Another system")
    project.write(
        "locales/overlays/MX/overlay.yaml",
        project.text(OVERLAY).replace(
            "operations:\n",
            "operations:\n  - id: home\n    append: home\n    with: blocks/home.md\n"
            '    because: {reason: "Another system", decided_by: [us]}\n',
        ),
    )
    project.write("locales/overlays/MX/blocks/home.md", "En casa.\n")
    project.done("update", "--today", TODAY)
    project.done("build", "es_MX", "--today", TODAY)
    folded = part(project.text(INDEX)).partition("<details")[2]
    assert folded.count("Another system") == 3 - 1  # two were added, one replaced


def test_kept_passages_are_counted(project: Project) -> None:
    project.change(
        OVERLAY,
        "  - id: insurance\n    replace: plan.costs.insurance\n    with: blocks/insurance.md\n",
        "  - id: insurance\n    keep: plan.costs.insurance\n",
    )
    project.done("update", "--today", TODAY)
    translate(project)
    project.done("build", "es_MX", "--today", TODAY)
    assert "Texto conservado" in part(project.text(INDEX))
    assert "Another system" not in part(project.text(INDEX))
