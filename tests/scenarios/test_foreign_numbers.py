"""Another country's number in what an overlay says itself is told, and stops a release."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.guides.parse import parse_chapter
from adaptkit.model.document import GuideSettings, Variable
from adaptkit.model.locale import Locale
from adaptkit.overlays.foreign_numbers import Numbers, in_prose
from adaptkit.traces.numbers_to_call import standing
from tests.scenarios.projects import Project, small

pytestmark = pytest.mark.at_length

KENYA = "locales/overlays/KE/"
OVERLAY = """\
overlay: KE
language: es
country: KE
variables:
  helpline: "0800 720 000"
  sos: "999"
  crisis: "1190"
operations:
  - id: home
    append: {slot: local-help}
    with: blocks/help.md
    because: {nature: addition, reason: "Local", decided_by: [us], on: 2026-11-20}
"""
VARIABLES = """\
  sos:
    value: "911"
    kind: telephone
    note: "n"
  crisis:
    value: "988"
    kind: telephone
    note: "n"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.change("source_guide/guide.yaml", "variables:\n", f"variables:\n{VARIABLES}")
    chapter = project.text("source_guide/02-home.md")
    project.write("source_guide/02-home.md", f"{chapter}\n::: slot local-help\n:::\n")
    project.write(KENYA + "overlay.yaml", OVERLAY)
    project.write(KENYA + "blocks/help.md", "Pregunte en su clínica.\n")
    project.write("locales/editions/es_KE.yaml", "edition: es_KE\nlanguage: es\noverlays: [KE]\n")
    project.run("update")
    return project


def said(project: Project, *more: str) -> str:
    ran = project.run("build", "es_KE", "--to", str(project.root / "out"), *more)
    return ran.out + ran.err


FOUND = [
    "Llame al 911.",
    "Piga 911 sasa.",
    "911",
    "Marque 9-1-1.",
    "Llame al ٩١١.",
    "Escriba al 988, es gratis.",
    "| a | b |\n| --- | --- |\n| c | 988 |",
    "Llame al [911](tel:911).",
    "Llame al 15999.",
    "Llame al `911`.",
    "拨打911。",
    "Vea[^1].\n\n[^1]: Llame al 911.",
]
SILENT = [
    "Llame al 999.",
    "Llame al 112.",
    "Llame al {sos} o al {crisis}.",
    "Llame al 1190.",
    "En Estados Unidos, llame al 911.",
    "{.local country=US}\nLlame al 911.",
    "Participaron 911 personas.",
    "El 5 de abril de 1988, en la página 9.911.",
    "Llame al 0800 911 988.",
    "Vea https://salud.test/911.",
]


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("file", ["blocks/help.md", "blocks/help.es.md"])
def test_a_number_of_another_country_is_told(project: Project, file: str, text: str) -> None:
    project.write(KENYA + file, f"Uno.\n\n{text}\n")
    words = said(project)
    assert words.count("[foreign-number]") == 1, words
    assert f"{KENYA}{file}:" in words
    assert "readers in Kenya would be told to call" in words
    assert "[foreign-number]" in said(project, "--release")
    updated = project.run("update")
    assert "[foreign-number]" in updated.err
    status = project.run("status", "es_KE")
    assert "[foreign-number]" in status.out + status.err


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_other_countrys_is_silent(project: Project, text: str) -> None:
    project.write(KENYA + "blocks/help.md", f"Uno.\n\n{text}\n")
    assert "[foreign-number]" not in said(project)
    assert "[foreign-number]" not in project.run("update").err


def test_its_line_and_what_it_is_the_value_of_are_told(project: Project) -> None:
    project.write(KENYA + "blocks/help.md", "Uno.\n\nPregunte ahora, o\nllame al 988.\n")
    assert (
        f"{KENYA}blocks/help.md:4:10: error: readers in Kenya would be told to call 988, "
        "a number of US, the guide's value of {crisis}"
    ) in said(project)


@pytest.mark.parametrize(
    ("contact", "column"),
    [
        ('  - name: "Uno"\n    telephone: "911"\n', "3:16"),
        ('  - name: "Uno"\n    about: "Llame al 988."\n', "3:12"),
        ('  - name: "Uno"\n    about: {es: "Llame al 988."}\n', "3:17"),
    ],
)
def test_the_directory_is_looked_at(project: Project, contact: str, column: str) -> None:
    project.write(KENYA + "directory.yaml", f"contacts:\n{contact}")
    assert f"{KENYA}directory.yaml:{column}: error: readers in Kenya" in said(project)
    project.write(
        KENYA + "directory.yaml",
        'contacts:\n  - name: "Dos"\n    telephone: "999"\n    about: "Al día llaman 200."\n',
    )
    assert "[foreign-number]" not in said(project)


def test_the_guides_own_country_may_say_its_numbers(project: Project) -> None:
    project.write(KENYA + "blocks/help.md", "Llame al 911 o al 988.\n")
    project.change(KENYA + "overlay.yaml", "country: KE", "country: US")
    project.write(
        "locales/editions/es_KE.yaml", "edition: es_US\nlanguage: es_US\noverlays: [KE]\n"
    )
    project.path("locales/editions/es_KE.yaml").rename(project.path("locales/editions/es_US.yaml"))
    ran = project.run("build", "es_US", "--to", str(project.root / "out"))
    assert "[foreign-number]" not in ran.out + ran.err


VALUES = [
    ("999", ""),
    ("112", ""),
    ("911", "scaffold-left"),
    ("99", "number-not-known"),
    ("99 9", "wrong-telephone"),
    ("000", "number-not-known"),
]
TRIED = """\
  - id: sos
    set_variable: sos
    value: "VALUE"
    because: {reason: "We called it on 20 November", decided_by: [us], on: 2026-11-20}
"""


@pytest.mark.parametrize(("value", "code"), VALUES)
def test_a_number_that_no_list_has_is_asked_about(project: Project, value: str, code: str) -> None:
    own = project.text(KENYA + "overlay.yaml")
    project.write(KENYA + "overlay.yaml", own.replace('sos: "999"', f'sos: "{value}"'))
    words = said(project, "--release")
    for each in ("scaffold-left", "number-not-known", "wrong-telephone"):
        assert (f"[{each}]" in words) is (each == code), words
    # What a person has tried holds against the lists; only the writing does not.
    operations = TRIED.replace("VALUE", value)
    project.write(KENYA + "overlay.yaml", own.replace('  sos: "999"\n', "") + operations)
    words = said(project, "--release")
    assert ("[wrong-telephone]" in words) is (code == "wrong-telephone")
    assert "[scaffold-left]" not in words
    assert "[number-not-known]" not in words


@pytest.mark.parametrize("name", ["sos", "sos_line"])
def test_the_way_out_that_is_told_works(project: Project, name: str) -> None:
    for path in project.root.rglob("*"):
        if path.suffix in (".md", ".yaml", ".po"):
            path.write_text(re.sub(r"\bsos\b", name, path.read_text("utf-8")), "utf-8")
    own = project.text(KENYA + "overlay.yaml").replace(f'{name}: "999"', f'{name}: "911"')
    project.write(KENYA + "overlay.yaml", own)
    words = said(project)
    line = next(line for line in words.splitlines() if f"set_variable: {name}" in line)
    entry = line[line.index("- {") :].rstrip(".")
    entry = entry.replace('"the day"', "2026-11-20").replace("how you know", "We called it")
    project.write(KENYA + "overlay.yaml", own.replace(f'  {name}: "911"\n', "") + f"  {entry}\n")
    words = said(project)
    assert "scaffold-left" not in words
    assert "[wrong-id]" not in words
    assert "error" not in words.split("\n")[-1]
    # Then it is Kenya's own, in its texts too.
    project.write(KENYA + "blocks/help.md", "Llame al 911.\n")
    assert "[foreign-number]" not in said(project)


def test_the_way_out_takes_no_id_that_is_taken(project: Project) -> None:
    """What is shown beside a number is often called as the number is."""
    file = KENYA + "overlay.yaml"
    own = OVERLAY.replace('sos: "999"', 'sos: "911"').replace("id: home", "id: sos")
    project.write(file, own)
    line = next(one for one in said(project).splitlines() if "set_variable: sos" in one)
    assert "- {id: sos-2, " in line
    entry = line[line.index("- {") :].rstrip(".").replace('"the day"', "2026-11-20")
    entry = entry.replace("how you know", "We called it")
    project.write(file, own.replace('  sos: "911"\n', "") + f"  {entry}\n")
    words = said(project)
    assert "[duplicate-operation]" not in words
    assert "scaffold-left" not in words


def test_the_short_number_of_a_crisis_line_is_asked_about_too(project: Project) -> None:
    project.change(KENYA + "overlay.yaml", 'crisis: "1190"', 'crisis: "988"')
    assert "{crisis} is still 988, the number of US" in said(project)


DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"])
SETTINGS = GuideSettings(country="US", variables={"sos": Variable("sos", "911", kind="telephone")})


@given(
    before=st.sampled_from(["", "Piga ", "拨打", "अभी ", "Llame al ", "(", "**", "— "]),
    after=st.sampled_from(["", ".", " sasa", "，", ")", "**", "!", " au {sos}"]),
    between=st.sampled_from(["", "-", " ", ".", "\u00a0"]),
    script=DIGITS,
)
def test_the_guides_value_is_found_however_it_is_written(
    before: str, after: str, between: str, script: str
) -> None:
    written = between.join(script[int(digit)] for digit in "911")
    chapter = parse_chapter(
        f"Sasa {before}{written}{after}\n", path="x.md", name="x.md", chapter_id="x"
    )
    numbers = Numbers("KE", "US", frozenset(), {"911": "{sos}"})
    found = list(in_prose(chapter, Locale("sw"), SETTINGS, numbers))
    assert [one.code for one in found] == ["foreign-number"]


@given(st.text(alphabet="0123456789 .-–,:/", max_size=14), st.sampled_from(["911", "0100"]))
def test_part_of_a_longer_number_is_not_found(text: str, number: str) -> None:
    for at, shown in standing(text, {number}):
        beside = text[at - 1 : at] + text[at + len(shown) : at + len(shown) + 1]
        assert not any(map(str.isdigit, beside))


def test_points_knows_the_countrys_own_number_without_a_list(project: Project) -> None:
    project.write(KENYA + "blocks/help.md", "Llame al 999.\n")
    ran = project.run("points", "es_KE", "--json")
    assert "999" not in [one["words"] for one in ran.json["found"]]
    project.write(KENYA + "blocks/help.md", "Llame al 000 o al 15999.\n")
    ran = project.run("points", "es_KE", "--json")
    assert "15999" in [one["words"] for one in ran.json["found"]]


def test_points_says_what_waits_for_a_decision(project: Project) -> None:
    project.change(KENYA + "overlay.yaml", '  sos: "999"\n', "")
    ran = project.run("points", "es_KE")
    said = "wait for a decision in es_KE.\nNext: adaptkit next es_KE\n"
    assert said in ran.out
    counted = project.run("points", "es_KE", "--json").json["undecided"]["es_KE"]
    rows = project.run("status", "es_KE", "--list", "points", "--json").json
    assert counted == len(rows)
    assert f"Not counted here: {counted} marked passages or values of another country" in ran.out
    assert "wait for a decision" not in project.run("points").out


KEEP = """\
  - id: keep
    keep: home.line
    because: {nature: kept, reason: "Holds here", decided_by: [us], on: 2026-11-20}
"""
LINES = [
    ("You can call 1-800-799-7233.", True),
    ("Call 911.", True),
    ("Call +1 800 799 7233.", True),
    ("In the United States, call 1-800-799-7233.", False),
    ("Call 999.", False),
    ("Ask your nurse about Medicare.", False),
    ("Call {sos}.", False),
]


@pytest.mark.parametrize(("text", "foreign"), LINES)
@pytest.mark.parametrize("whole", [False, True])
def test_who_keeps_a_passage_keeps_no_number_of_another_country(
    project: Project, text: str, foreign: bool, whole: bool
) -> None:
    chapter = project.text("source_guide/02-home.md")
    mark, title = "{#line .local country=US}", "Lines"
    passage = f"## {title} {mark}\n\n{text}\n" if whole else f"{mark}\n{text}\n"
    project.write("source_guide/02-home.md", f"{chapter}\n{passage}")
    target = "home.line"
    keep = KEEP.replace("home.line", target)
    project.write(KENYA + "overlay.yaml", project.text(KENYA + "overlay.yaml") + keep)
    project.run("update")
    words = said(project)
    assert ("[foreign-number]" in words) is foreign, words
    shown = project.text("out/es_KE/html/02-home.html")
    notices = shown.count("trata solo de Estados Unidos")
    assert notices == int(foreign), shown
    released = said(project, "--release")
    assert ("[foreign-number]" in released) is foreign
    assert '"home.line" is about' not in released
    if foreign:
        # Where it is decided, with the way out.
        line = project.text(KENYA + "overlay.yaml").splitlines().index("    keep: home.line") + 1
        assert f"{KENYA}overlay.yaml:{line}:" in words
        assert "name the country in it, or replace it" in words
        rows = project.run("status", "es_KE", "--list", "points", "--json").json
        assert [row for row in rows if text[:12] in row["text"]]


LINES_OF_OTHERS = [
    ('crisis: "+1 800 273 8255"', True),
    ('crisis: "999"', False),
    ('crisis: "15999"', True),
    ('crisis: "1553"', True),
    ('crisis: "+254 722 178177"', False),
    ('crisis: "0722 178177"', False),
    ('crisis: "1190"', False),
]


@pytest.mark.parametrize(("value", "asked"), LINES_OF_OTHERS)
def test_the_number_of_a_crisis_line_is_looked_up(
    project: Project, value: str, asked: bool
) -> None:
    project.change(KENYA + "overlay.yaml", 'crisis: "1190"', value)
    for words in (said(project), said(project, "--release")):
        assert ("{crisis} is" in words and "[number-not-known]" in words) is asked, words


@pytest.mark.parametrize("text", ["Kung krisis, tumawag sa 999.", "Numero: 15999", "**000** 112"])
def test_in_a_language_whose_verbs_nobody_listed(project: Project, text: str) -> None:
    """No country of theirs: 999 answers in Kenya, and not in the Philippines."""
    project.change(
        KENYA + "overlay.yaml", "language: es\ncountry: KE", "language: fil\ncountry: PH"
    )
    project.change(KENYA + "overlay.yaml", 'sos: "999"', 'sos: "911"')
    project.write(KENYA + "blocks/help.md", f"{text}\n")
    found = "[foreign-number]" in project.run("update").err
    assert found is ("112" not in text)


YAMLS = [
    ('reason: "Local"', 'reason: "In a crisis call 911"', "overlay.yaml"),
    ("publisher", 'publisher: {name: "We, in a crisis: call 911"}\n', "es_KE.yaml"),
    (
        "process",
        "process: {translation: {by: [us], on: 2026-11-01, note: {en: Call 988 now}}}\n",
        "es_KE.yaml",
    ),
]


@pytest.mark.parametrize(("old", "new", "file"), YAMLS)
def test_what_yaml_files_say_to_readers(project: Project, old: str, new: str, file: str) -> None:
    name = KENYA + file if file == "overlay.yaml" else f"locales/editions/{file}"
    text = project.text(name)
    project.write(name, text.replace(old, new) if old in text else text + new)
    words = said(project)
    assert "[foreign-number]" in words, words
    assert f"{name}:" in words
    assert "[foreign-number]" in said(project, "--release")
    project.write(name, project.text(name).replace("911", "999").replace("988", "1190"))
    assert "[foreign-number]" not in said(project)


def test_a_number_in_a_comment_is_told(project: Project) -> None:
    project.write(KENYA + "blocks/help.md", "<!-- Llame al {sos} -->\n\nEs gratis.\n")
    words = said(project)
    assert f"{KENYA}blocks/help.md:1: warning: {{sos}} stands between <!-- and -->" in words
    assert "[text-hidden]" in said(project, "--release")
    project.write(KENYA + "blocks/help.md", "<!-- falta algo -->\n\nEs gratis: {sos}.\n")
    assert "[text-hidden]" not in said(project)


def test_a_decision_of_a_day_that_has_not_come_is_told(project: Project) -> None:
    project.change(KENYA + "overlay.yaml", "on: 2026-11-20", "on: 2027-11-20")
    for words in (
        said(project, "--today", "2026-11-29"),
        said(project, "--today", "2026-11-29", "--release"),
    ):
        assert 'operation "home" was decided on 2027-11-20' in words
        assert "[decided-in-future]" in words
    assert "[decided-in-future]" not in said(project, "--today", "2027-11-20")


def test_a_slot_for_stories_asks_for_consent(project: Project) -> None:
    chapter = project.text("source_guide/02-home.md")
    project.write("source_guide/02-home.md", f"{chapter}\n::: slot local-stories\n:::\n")
    project.run("update")
    project.done("add", "overlay", "PH", "--language", "en")
    text = project.text("locales/overlays/PH/overlay.yaml")
    assert "with: stories/in-local-stories.md" in text
    assert "with: blocks/in-local-help.md" in text


TEXT = KENYA + "blocks/help.md"
DIRECTORY = KENYA + "directory.yaml"


def test_a_link_that_dials_what_no_table_has_is_told_at_its_place(project: Project) -> None:
    for link in ("tel:1234", "sms:90404", "tel:+254207951"):
        project.write(TEXT, f"Pregunte.\n\nLlame al [número]({link}).\n")
        words = said(project)
        number = link.partition(":")[2]
        assert f"{TEXT}:3:{20 + len(link.partition(':')[0])}: warning: the tables" in words, words
        assert f"know no {number} in Kenya [telephone-doubtful]" in words
        assert "[telephone-doubtful]" in said(project, "--release")
        assert "[telephone-doubtful]" in project.run("update").err


@pytest.mark.parametrize("link", ["tel:999", "tel:1190", "tel:+254722178177", "mailto:a@b.test"])
def test_a_link_to_what_the_country_has_stays_silent(link: str, project: Project) -> None:
    project.write(TEXT, f"Llame al [número]({link}).\n")
    assert "telephone-doubtful" not in said(project)


@pytest.mark.parametrize(
    "word", ['evidence: "dialled by us"}', '}, verified_by: "us", verified_on: 2026-11-01']
)
def test_somebody_may_answer_for_it_in_the_directory(word: str, project: Project) -> None:
    project.write(TEXT, "Llame al [1234](tel:1234).\n")
    number = 'telephones: {number: "1234", ' if word.startswith("e") else 'telephone: "1234"'
    end = word if word.startswith("e") else word.removeprefix("}")
    project.write(DIRECTORY, f"contacts:\n  - {{name: Uno, {number}{end}}}\n")
    told = [line for line in said(project).splitlines() if "telephone-doubtful" in line]
    assert not [line for line in told if line.startswith(TEXT)]
