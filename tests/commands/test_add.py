"""``adaptkit add``: what it writes is valid, teaches, and never overwrites."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adaptkit.commands.add import add_edition, add_language, add_overlay
from adaptkit.commands.build import build
from adaptkit.commands.init import init
from adaptkit.commands.status import status
from adaptkit.commands.update import update
from adaptkit.loading.guide import guide_units
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.document import Block, BlockKind, Chapter, Guide, GuideSettings, Mark, Variable
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.overlays.parse import parse_overlay
from adaptkit.reports.created import Created
from adaptkit.settings.new_files import overlay_text
from adaptkit.workspace import Workspace

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
RULE = "nplurals=2; plural=(n != 1);"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    init(tmp_path / "guide")
    return tmp_path / "guide"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A guide that is nothing but Markdown."""
    folder = tmp_path / "bare"
    (folder / "source_guide").mkdir(parents=True)
    text = '# Costs\n\n{.local country=US}\nAsk your plan: "yes" or no?\n\nCall us.\n'
    (folder / "source_guide" / "costs.md").write_text(text, "utf-8")
    return folder


def builds(project: Path, edition: str) -> bool:
    to = project / "build"
    workspace = Workspace.at(project)
    return build(workspace, (edition,), formats=("html",), to=to, today=date(2026, 11, 22)).ok


def refused(make: Callable[[], Created]) -> tuple[str, str]:
    with pytest.raises(ProblemsFound) as found:
        make()
    (one,) = found.value.diagnostics
    return one.code, f"{one.message}: {one.hint}"


# Languages ------------------------------------------------------------------------------------


def test_a_language_gets_a_catalogue_that_builds(project: Path) -> None:
    report = add_language(Workspace.at(project), "fr", now=NOW)
    assert report.files == ("locales/fr/guide.po", "locales/fr/interface.po")
    assert builds(project, "fr")
    assert update(Workspace.at(project), (), check=True, now=NOW).files == ()


def test_a_language_of_a_bare_guide(bare: Path) -> None:
    report = add_language(Workspace.at(bare), "pt-br", now=NOW)
    assert set(report.files) == {
        "locales/guide.pot",
        "locales/pt_BR/guide.po",
        "locales/pt_BR/interface.po",
    }
    assert builds(bare, "pt_BR")


def test_a_catalogue_that_is_there_is_left_alone(project: Path) -> None:
    before = (project / "locales/es/guide.po").read_bytes()
    code, said = refused(lambda: add_language(Workspace.at(project), "es", now=NOW))
    assert code == "use-exists"
    assert "adaptkit update es" in said
    assert (project / "locales/es/guide.po").read_bytes() == before


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("spanish", "es (Spanish)"),
        ("Portugese", "pt (Portuguese)"),
        ("frr_", "not a language code"),
        ("sp", "adaptkit add language sp --plural"),
        ("xse", "se (Northern Sami)"),
        ("../es", "not a language code"),
        ("", "not a language code"),
    ],
)
def test_an_unknown_language_gets_near_names_or_the_way_to_go_on(
    project: Path, code: str, expected: str
) -> None:
    kind, said = refused(lambda: add_language(Workspace.at(project), code, now=NOW))
    assert kind == "use-unknown-language"
    assert expected in said


def test_the_language_of_the_guide_needs_no_catalogue(project: Path) -> None:
    code, _ = refused(lambda: add_language(Workspace.at(project), "en", now=NOW))
    assert code == "use-source-language"


def test_a_language_that_nobody_knows_brings_its_plural_rule(project: Path) -> None:
    report = add_language(Workspace.at(project), "tet", now=NOW, plural_forms=RULE)
    assert set(report.files) == {
        "locales/tet/guide.po",
        "locales/tet/interface.po",
        "locales/editions/tet.yaml",
    }
    text = (project / "locales/tet/guide.po").read_text("utf-8")
    assert f'"Plural-Forms: {RULE}\\n"' in text
    assert 'msgctxt "getting-ready.costs.insurance"' in text
    assert Workspace.at(project).read_edition("tet").plural_forms == RULE
    assert builds(project, "tet")
    assert update(Workspace.at(project), (), check=True, now=NOW).files == ()


def test_a_plural_rule_must_be_one(project: Path) -> None:
    code, said = refused(
        lambda: add_language(Workspace.at(project), "tet", now=NOW, plural_forms="two forms")
    )
    assert code == "use-plural-rule"
    assert RULE in said
    assert not (project / "locales/tet").exists()
    code, said = refused(
        lambda: add_language(Workspace.at(project), "tet", now=NOW, plural_forms=RULE[:-1] + "+1;")
    )
    assert (code, "as gettext writes it" in said) == ("use-plural-rule", True)
    code, said = refused(
        lambda: add_language(
            Workspace.at(project), "fr", now=NOW, plural_forms="nplurals=1; plural=0;"
        )
    )
    assert (code, "leave it out: nplurals=2; plural=(n > 1);" in said) == ("use-plural-rule", True)


def test_a_plural_rule_in_an_edition_wins(project: Path) -> None:
    edition = project / "locales/editions/es_MX.yaml"
    edition.write_text(f'edition: es_MX\nlanguage: es_MX\nplural_forms: "{RULE[:-1]} ;"\n', "utf-8")
    update(Workspace.at(project), (), now=NOW)
    assert f"Plural-Forms: {RULE[:-1]} ;" in (project / "locales/es/guide.po").read_text("utf-8")


def test_a_damaged_project_gets_no_half_of_a_language(project: Path) -> None:
    (project / "locales/es/guide.po").write_text('msgid "x\n', "utf-8")
    with pytest.raises(ProblemsFound):
        add_language(Workspace.at(project), "tet", now=NOW, plural_forms=RULE)
    assert not (project / "locales/tet").exists()
    assert not (project / "locales/editions/tet.yaml").exists()


# Overlays -------------------------------------------------------------------------------------


def test_an_overlay_lists_every_open_point_and_builds(project: Path) -> None:
    report = add_overlay(Workspace.at(project), "ES")
    assert report.files == (
        "locales/overlays/ES/overlay.yaml",
        "locales/overlays/ES/directory.yaml",
    )
    text = (project / "locales/overlays/ES/overlay.yaml").read_text("utf-8")
    assert "language: es\n" in text
    assert "#     replace: getting-ready.costs.insurance" in text
    assert '#   emergency_number: "+00 000 000"   # US: 911' in text
    assert "slot: support-networks" in text
    overlay = read_overlay(Workspace.at(project), "ES")
    assert overlay.operations == ()
    add_edition(Workspace.at(project), "es_ES", now=NOW)
    assert builds(project, "es_ES")


def uncommented(text: str) -> str:
    """What somebody has who takes away ``# `` before everything but sentences."""
    return re.sub(r"^# (?=  )", "", text, flags=re.MULTILINE)


FILLED_IN = {
    "overlay.yaml": {
        'reason: "why"': 'reason: "Another system"',
        '["who"]': '["us"]',
        '"+00 000 000"': '"112"',
        "1900-01-01": "2026-11-02",
    },
    "directory.yaml": {
        "Name of the organisation": "Centro de salud",
        "https://www.example.org": "https://salud.test",
        "info@example.org": "a@salud.test",
        "+00 000 000": "+34 900 000 001",
        "What one can ask there, in one sentence.": "Puede preguntar ahí.",
        "who looked": "us",
        "1900-01-01": "2026-11-02",
    },
}


def test_stubs_that_are_only_uncommented_are_told(project: Path) -> None:
    add_overlay(Workspace.at(project), "ES")
    folder = project / "locales/overlays/ES"
    for name in ("overlay.yaml", "directory.yaml"):
        (folder / name).write_text(uncommented((folder / name).read_text("utf-8")), "utf-8")
    (folder / "blocks").mkdir()
    (folder / "blocks/insurance.md").write_text("Pregunte en su centro de salud.\n", "utf-8")
    add_edition(Workspace.at(project), "es_ES", now=NOW)
    report = update(Workspace.at(project), (), now=NOW)
    told = " ".join(d.message for d in report.diagnostics if d.code == "scaffold-left")
    for example in (example for examples in FILLED_IN.values() for example in examples):
        assert example.split('"')[1 if '"' in example else 0] in told
    assert not builds(project, "es_ES")


def test_the_stubs_are_operations_once_they_are_uncommented(project: Path) -> None:
    add_overlay(Workspace.at(project), "ES")
    folder = project / "locales/overlays/ES"
    for name in ("overlay.yaml", "directory.yaml"):
        (folder / name).write_text(uncommented((folder / name).read_text("utf-8")), "utf-8")
    (folder / "blocks").mkdir()
    for file, examples in FILLED_IN.items():
        text = (folder / file).read_text("utf-8")
        for example, own in examples.items():
            assert example in text
            text = text.replace(example, own)
        (folder / file).write_text(text, "utf-8")
    (folder / "blocks/insurance.md").write_text("Pregunte en su centro de salud.\n", "utf-8")
    add_edition(Workspace.at(project), "es_ES", now=NOW)
    update(Workspace.at(project), (), now=NOW)
    (row,) = status(Workspace.at(project), ("es_ES",), today=TODAY)
    assert row.open_adaptation_points == ()
    assert builds(project, "es_ES")
    page = (project / "build/es_ES/html/02-getting-ready.html").read_text("utf-8")
    assert "Pregunte en su centro de salud." in page


def test_points_about_the_overlay_s_own_country_are_not_open(bare: Path) -> None:
    add_overlay(Workspace.at(bare), "US")
    text = (bare / "locales/overlays/US/overlay.yaml").read_text("utf-8")
    assert "replace:" not in text
    assert "language: en\n" in text


def test_a_point_without_an_id_of_its_own_is_listed_too(bare: Path) -> None:
    add_overlay(Workspace.at(bare), "MX", language="en")
    text = (bare / "locales/overlays/MX/overlay.yaml").read_text("utf-8")
    (address,) = re.findall(r"replace: (costs\.[0-9a-f]{4,})", text)
    assert address in {unit.id for unit in guide_units(Workspace.at(bare))[0]}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("MX", "use-exists"),
        ("guide", "use-exists"),
        ("mx", "use-name"),
        ("../x", "use-name"),
        ("a b", "use-name"),
        ("", "use-name"),
    ],
)
def test_names_that_an_overlay_cannot_have(project: Path, name: str, code: str) -> None:
    assert refused(lambda: add_overlay(Workspace.at(project), name))[0] == code


def test_files_in_a_folder_without_an_overlay_are_not_overwritten(project: Path) -> None:
    folder = project / "locales/overlays/ES"
    folder.mkdir()
    (folder / "directory.yaml").write_text("contacts: []\n", "utf-8")
    assert refused(lambda: add_overlay(Workspace.at(project), "ES"))[0] == "use-exists"
    assert [path.name for path in folder.iterdir()] == ["directory.yaml"]
    assert (folder / "directory.yaml").read_text("utf-8") == "contacts: []\n"


HARD = 'a "quoted" \\ value: {x} # no\n\ttwo lines'


@pytest.mark.parametrize("uncomment", [False, True])
def test_odd_texts_in_the_guide_never_break_the_overlay(uncomment: bool) -> None:
    block = Block(
        BlockKind.PARAGRAPH,
        Position("source_guide/a.md", 3),
        id="a.7c1e",
        msgid=HARD,
        mark=Mark(classes=("local",)),
        addresses=("kapitel-é.7c1e",),
    )
    variables = {"n": Variable("n", HARD, note=HARD)}
    slot = Block(BlockKind.SLOT, Position("a.md"), info="odd_slot")
    chapter = Chapter("a", "source_guide/a.md", "a.md", "", (slot,))
    guide = Guide(GuideSettings(variables=variables), (chapter,))
    text = overlay_text("x-y", Locale("en"), guide, [block, block])
    text = uncommented(text) if uncomment else text
    overlay: Overlay = parse_overlay(
        text.replace("blocks/", ""),
        path="overlay.yaml",
        name="x-y",
        prose=dict.fromkeys(("7c1e.md", "7c1e-2.md", "in-odd-slot.md")),  # type: ignore[dict-item]
    )
    targets = [str(o.target) for o in overlay.operations]
    expected = ["kapitel-é.7c1e", "kapitel-é.7c1e", "slot odd_slot", "n"]
    assert targets == (expected if uncomment else [])
    if uncomment:
        assert overlay.operations[-1].arguments["value"] == "what people need here"


@pytest.mark.parametrize(
    ("name", "near"), [("XX", "XK (Kosovo)"), ("UK", "GB (United Kingdom)"), ("XM", "MX (Mexico)")]
)
def test_a_country_that_is_not_there_gets_near_names(project: Path, name: str, near: str) -> None:
    makers: list[Callable[[], Created]] = [
        lambda: add_overlay(Workspace.at(project), name),
        lambda: add_edition(Workspace.at(project), f"es_{name}", now=NOW),
        lambda: add_edition(Workspace.at(project), f"es_{name}", now=NOW, language="es"),
        lambda: add_language(Workspace.at(project), f"es_{name}", now=NOW),
        lambda: add_language(Workspace.at(project), f"xq_{name}", now=NOW, plural_forms=RULE),
    ]
    for make in makers:
        code, said = refused(make)
        assert code == "use-unknown-country"
        assert f'there is no country "{name}"' in said
        assert near in said
    assert not list(project.glob(f"locales/**/*{name}*"))


def test_an_edition_is_told_of_what_its_region_has_decided_already(project: Path) -> None:
    for name, more in (("region", ""), ("clinic", "country: MX\n"), ("other", "language: ar\n")):
        folder = project / "locales/overlays" / name
        folder.mkdir(parents=True)
        language = "" if "language" in more else "language: es\n"
        (folder / "overlay.yaml").write_text(
            f"overlay: {name}\n{language}{more}operations: []\n", "utf-8"
        )
    add_overlay(Workspace.at(project), "CL")
    report = add_edition(Workspace.at(project), "es_CL", now=NOW)
    hint = 'If region fits your country too, it stands first: overlays: ["region", "CL"]'
    assert [note for note in report.notes if "fits" in note] == [f"{hint}."]
    text = (project / "locales/editions/es_CL.yaml").read_text("utf-8")
    assert f'# {hint}\noverlays: ["CL"]\n' in text


def test_an_overlay_says_what_to_write_in_the_editions_that_are_there(project: Path) -> None:
    add_edition(Workspace.at(project), "es_CL", now=NOW)
    add_edition(Workspace.at(project), "en_CL", now=NOW)
    path = project / "locales/editions/en_CL.yaml"
    text = path.read_text("utf-8").replace('# overlays: ["CL"]', "overlays: [MX]")
    path.write_text(text, "utf-8")
    report = add_overlay(Workspace.at(project), "CL")
    assert report.next_steps[0].endswith("1 passage and 1 value wait for a decision")
    assert report.next_steps[1].startswith("adaptkit next CL ")
    assert report.next_steps[2:4] == (
        'in locales/editions/en_CL.yaml, write: overlays: ["MX", "CL"]',
        'in locales/editions/es_CL.yaml, write: overlays: ["CL"]',
    )
    assert not any("add edition" in step for step in report.next_steps)
    (row,) = status(Workspace.at(project), ("es_CL",), today=TODAY)
    (unused,) = [one for one in row.diagnostics if one.code == "overlay-unused"]
    assert unused.hint == 'write overlays: ["CL"]'
    path = project / "locales/editions/es_CL.yaml"
    path.write_text(path.read_text("utf-8").replace("# overlays", "overlays"), "utf-8")
    (row,) = status(Workspace.at(project), ("es_CL",), today=TODAY)
    assert row.diagnostics == ()


def test_contacts_are_asked_for_in_the_overlay_s_language(project: Path) -> None:
    add_overlay(Workspace.at(project), "CL")
    text = (project / "locales/overlays/CL/directory.yaml").read_text("utf-8")
    assert "#       es: " in text
    assert "#       en: " not in text


def test_a_stub_says_what_its_target_is(tmp_path: Path) -> None:
    (tmp_path / "source_guide").mkdir()
    source = """# Costs

## Plans {#plans .local country=US}

Ask your plan.

## Help

{#who .local country=US}
Call us.

{#steps .local country=US}
- One
- Two
"""
    (tmp_path / "source_guide/costs.md").write_text(source, "utf-8")
    add_overlay(Workspace.at(tmp_path), "CL", language="es")
    path = tmp_path / "locales/overlays/CL/overlay.yaml"
    text = path.read_text("utf-8")
    assert "This is a section: your text begins with its heading, `## … {#plans}`." in text
    assert "This is a paragraph: your text needs no heading." in text
    assert "This is a list: your text is the whole list." in text
    path.write_text(uncommented(text), "utf-8")
    for name, words in {
        "plans": "## Los planes {#plans}\n\nPregunte.\n",
        "who": "Llame.\n",
        "steps": "- Uno\n",
    }.items():
        file = tmp_path / f"locales/overlays/CL/blocks/{name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(words, "utf-8")
    add_edition(Workspace.at(tmp_path), "en_CL", now=NOW)
    (row,) = status(Workspace.at(tmp_path), ("en_CL",), today=TODAY)
    assert row.open_adaptation_points == ()
    assert [d for d in row.diagnostics if d.code == "section-without-heading"] == []


# Editions -------------------------------------------------------------------------------------


def test_an_edition_takes_the_overlay_of_its_country(project: Path) -> None:
    (project / "locales/editions/es_MX.yaml").unlink()
    report = add_edition(Workspace.at(project), "es_MX", now=NOW)
    assert report.files == ("locales/editions/es_MX.yaml",)
    spec = Workspace.at(project).read_edition("es_MX")
    assert spec.overlays == ("MX",)
    assert spec.locale.tag == "es-MX"
    assert "html" in spec.formats
    assert builds(project, "es_MX")


def test_an_edition_without_an_overlay_says_how_to_get_one(project: Path) -> None:
    report = add_edition(Workspace.at(project), "es_AR", now=NOW)
    assert "adaptkit add overlay AR" in report.next_steps
    text = (project / "locales/editions/es_AR.yaml").read_text("utf-8")
    assert '# overlays: ["AR"]' in text
    assert Workspace.at(project).read_edition("es_AR").overlays == ()
    assert builds(project, "es_AR")


def test_an_edition_of_a_new_language_gets_its_catalogue(project: Path) -> None:
    report = add_edition(Workspace.at(project), "zh_Hans_MY", now=NOW)
    assert "locales/zh_Hans/guide.po" in report.files
    assert builds(project, "zh_Hans_MY")


def test_an_edition_in_the_guide_s_language_needs_none(project: Path) -> None:
    report = add_edition(Workspace.at(project), "en_MX", now=NOW)
    assert report.files == ("locales/editions/en_MX.yaml",)
    assert builds(project, "en_MX")


def test_an_edition_with_a_name_of_its_own_must_say_its_language(project: Path) -> None:
    code, said = refused(lambda: add_edition(Workspace.at(project), "my-clinic", now=NOW))
    assert code == "use-unknown-language"
    assert "adaptkit add edition my-clinic --language es" in said
    add_edition(Workspace.at(project), "my-clinic", now=NOW, language="es")
    assert builds(project, "my-clinic")


@pytest.mark.parametrize(
    ("name", "code"),
    [("es_MX", "use-exists"), ("xq_MX", "use-unknown-language"), ("a/b", "use-name")],
)
def test_names_that_an_edition_cannot_have(project: Path, name: str, code: str) -> None:
    before = (project / "locales/editions/es_MX.yaml").read_bytes()
    assert refused(lambda: add_edition(Workspace.at(project), name, now=NOW))[0] == code
    assert (project / "locales/editions/es_MX.yaml").read_bytes() == before


def test_a_new_overlay_says_that_stories_need_a_record() -> None:
    guide = Guide(GuideSettings(), ())
    assert "consents.yaml" in overlay_text("x-y", Locale("en"), guide, [], TODAY)
