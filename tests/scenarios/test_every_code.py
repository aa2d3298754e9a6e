"""Every code that a message may end with is provoked by something that people do."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from adaptkit.model.codes import CHAPTERS
from tests.programs import machine_with
from tests.scenarios.projects import ROOT, Project, Ran, small

OVERLAY = "locales/overlays/MX/overlay.yaml"
GUIDE = "source_guide/guide.yaml"
EDITION = "locales/editions/es_MX.yaml"
THEME = "locales/overlays/MX/theme"
PO = "locales/es/guide.po"
Did = Callable[[Project], Ran]

CASES: dict[str, Did] = {}


def case(code: str) -> Callable[[Did], Did]:
    def known(did: Did) -> Did:
        assert code not in CASES
        CASES[code] = did
        return did

    return known


def changed(name: str, old: str, new: str, *command: str) -> Did:
    def did(project: Project) -> Ran:
        project.change(name, old, new)
        return project.run(*(command or ("build", "es_MX")))

    return did


def written(name: str, content: str | bytes, *command: str) -> Did:
    def did(project: Project) -> Ran:
        project.write(name, content)
        return project.run(*command)

    return did


@case("picture-not-turned")
def a_drawing_whose_words_run_round(project: Project) -> Ran:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" data-runs="rtl">'
        '<path id="a" d="M0 0h9"/><text><textPath href="#a">Round</textPath></text></svg>'
    )
    project.write("source_guide/images/steps.svg", drawing)
    return project.run("build", "en", "--format", "html")


def a_theme(content: str) -> Did:
    def did(project: Project) -> Ran:
        project.write(f"{THEME}/theme.yaml", content)
        steps = project.path("source_guide/images/steps.svg").read_bytes()
        project.write(f"{THEME}/steps.svg", steps)
        return project.run("build", "es_MX")

    return did


CASES |= {
    # what was typed
    "use-nothing-said": lambda p: p.run(
        "overlay", "accept", "MX", "help", "--by", " ", "--why", ""
    ),
    "use-unknown-operation": lambda p: p.run(
        "overlay", "accept", "MX", "hepl", "--by", "A. B.", "--why", "Read"
    ),
    "use-unknown-format": lambda p: p.run("import", str(p.path("source_guide/images/steps.svg"))),
    "use-unknown-unit": lambda p: p.run("explain", "es_MX", "plan.costz"),
    "questions-not-read": changed(
        "source_guide/02-home.md",
        "# At home",
        '+++\nquestions = ["""\nWhom do you call?"""]\n+++\n\n# At home',
        "check",
    ),
    "entry-unknown": lambda p: changed(PO, 'msgid "At home"', 'msgid "En casa"')(p),
    "use-unknown-id": lambda p: p.run("rename", "plan.cots", "prices"),
    "use-same-id": lambda p: p.run("rename", "plan.costs", "costs"),
    "use-id": lambda p: p.run("rename", "plan.costs", "what it costs"),
    "use-id-taken": lambda p: p.run("rename", "plan.costs.insurance", "4c22"),
    "rename-not-safe": lambda p: p.run("rename", "plan.costs.caee", "goals"),
    # the guide
    "duplicate-chapter": changed(GUIDE, "  - 02-home.md\n", "  - 02-home.md\n  - 02-home.md\n"),
    "chapter-missing": changed(GUIDE, "  - 02-home.md\n", "  - 02-home.md\n  - 03-rest.md\n"),
    "chapter-not-listed": written("source_guide/03-rest.md", "# Rest\n", "update"),
    "chapter-empty": written("source_guide/02-home.md", "\n", "update"),
    "not-text": written("source_guide/02-home.md", b"PK\x03\x04\x00\x00\x00", "update"),
    # overlays
    "unknown-operation": changed(OVERLAY, "    replace: plan", "    replaec: plan"),
    "missing-operation": changed(OVERLAY, "    replace: plan.costs.insurance\n", ""),
    "two-operations": changed(
        OVERLAY, "    replace: plan.costs.insurance\n", "    replace: plan\n    remove: home\n"
    ),
    "duplicate-operation": changed(OVERLAY, "id: help", "id: insurance"),
    "wrong-id": changed(OVERLAY, "id: help", 'id: "the help"'),
    "needless-with": changed(OVERLAY, "    replace: plan", "    remove: plan"),
    "prose-twice": changed(OVERLAY, "blocks/help.md", "blocks/insurance.md"),
    "target-empty": changed(OVERLAY, "replace: plan.costs.insurance", 'replace: ""'),
    # themes
    "theme-colour": a_theme("colours: {accent: red}\n"),
    "theme-contrast": a_theme('colours: {accent: "#ffcc00"}\n'),
    "theme-logo": a_theme("logo: logo.html\nlogo_alt: {es: Logo}\n"),
    "theme-style": written(f"{THEME}/extra.css", "h1 { display: none }\n", "build", "es_MX"),
    "theme-words": a_theme("logo: steps.svg\nlogo_alt: {en: Logo}\n"),
    # editions
    "glyph-missing": changed(
        *("source_guide/02-home.md", "Rest before", "\U0001f9fc Rest before"),
        *("build", "es_MX", "--format", "pdf"),
    ),
    "pdf-not-set": changed(
        *("source_guide/02-home.md", "Rest before", "> " * 40 + "Deep.\n\nRest before"),
        *("build", "es_MX", "--format", "pdf"),
    ),
    "wrong-email": changed(
        EDITION, "formats:", "publisher: {name: EM, email: nobody at example}\nformats:"
    ),
}


@case("format-unavailable")
def _(project: Project) -> Ran:
    with machine_with(project.path("../none"), {}):
        return project.run("build", "es_MX", "--format", "md,odt")


@case("program-failed")
def _(project: Project) -> Ran:
    fails = 'if [ "$1" = --version ]; then echo "pandoc 3.9"; exit; fi; exit 3'
    with machine_with(project.path("../bin"), {"pandoc": fails}):
        return project.run("build", "es_MX", "--format", "odt")


@case("guide-empty")
def _(project: Project) -> Ran:
    for name in ("01-plan.md", "02-home.md"):
        project.path(f"source_guide/{name}").unlink()
    project.change(GUIDE, "chapters:\n  - 01-plan.md\n  - 02-home.md\n", "")
    return project.run("update")


@case("target-ambiguous")
def _(project: Project) -> Ran:
    project.change("source_guide/01-plan.md", "## Costs {#costs}", "## Costs {#costs alias=old}")
    project.change("source_guide/02-home.md", "{#danger .core}", "{#danger .core alias=plan.old}")
    project.change(OVERLAY, "replace: plan.costs.insurance", "replace: plan.old")
    return project.run("build", "es_MX")


@case("target-holds-more")
def _(project: Project) -> Ran:
    words = "Write down your goals."
    project.change("source_guide/01-plan.md", f"- {words}\n", f"- {words}\n  - Long ones.\n")
    unit = next(e.unit_id for e in project.catalogue().entries if e.msgid == words)
    project.change(OVERLAY, "    replace: plan.costs.insurance\n", f"    remove: {unit}\n")
    project.change(OVERLAY, "    with: blocks/insurance.md\n", "")
    return project.run("build", "es_MX")


@case("not-readable")
def _(project: Project) -> Ran:
    project.path(PO).unlink()
    project.path(PO).mkdir()
    return project.run("build", "es")


@case("interface-untranslated")
def _(project: Project) -> Ran:
    project.done("add", "language", "sw")
    return project.run("status", "sw")


CASES["term-unknown"] = changed(
    EDITION, "edition: es_MX\n", "edition: es_MX\nunlinked_terms: [goal]\n"
)


@case("terms-untranslated")
def _(project: Project) -> Ran:
    project.write("source_guide/terms.yaml", 'goal: {name: "goal"}\n')
    project.change("source_guide/02-home.md", "Rest before", "Your {term.goal}. Rest before")
    project.run("update")
    return project.run("status", "es")


@case("edition-without-catalogue")
def _(project: Project) -> Ran:
    project.write("locales/editions/fr_CA.yaml", "edition: fr_CA\nlanguage: fr_CA\n")
    return project.run("build", "fr_CA")


@case("adaptation-points-open")
def _(project: Project) -> Ran:
    return project.run("build", "es")


@case("po-duplicate")
def _(project: Project) -> Ran:
    text = project.text(PO)
    last = text[text.rindex("\n\n") :]
    project.write(PO, text + last.lstrip("\n").join(["\n", ""]))
    return project.run("format")


@case("po-line-break")
def _(project: Project) -> Ran:
    project.change(PO, 'msgstr "ES At home"', 'msgstr "ES At\u2028home"')
    return project.run("format")


@case("po-line-ends")
def _(project: Project) -> Ran:
    text = project.text(PO)
    half = text.index("\n\n")
    project.write(PO, text[:half].replace("\n", "\r\n") + text[half:])
    return project.run("format")


@case("language-other")
def _(project: Project) -> Ran:
    project.change(PO, "Language: es\\n", "Language: fr\\n")
    return project.run("build", "es")


@case("letters-spoilt")
def _(project: Project) -> Ran:
    project.change(PO, 'msgstr "ES At home"', 'msgstr "En casa, mañana"'.replace("ñ", "Ã±"))
    return project.run("build", "es")


@case("placeholder-not-shown")
def _(project: Project) -> Ran:
    text = project.text(PO)
    project.write(PO, text.replace('msgstr "ES In the', 'msgstr "ES `{helpline}` In the', 1))
    project.write(PO, re.sub(r'(msgstr "ES `.*?)Call \{helpline\}', r"\1Call", project.text(PO)))
    return project.run("build", "es")


def _sent(project: Project, kind: str) -> Path:
    to = project.path(f"out.{kind}")
    project.done("export", kind, "es", "--to", str(to))
    return to


@case("exchange-columns")
def _(project: Project) -> Ran:
    file = _sent(project, "csv")
    file.write_bytes(file.read_bytes().replace(b"translation", b"words", 1))
    return project.run("import", str(file))


@case("exchange-language")
def _(project: Project) -> Ran:
    project.done("add", "language", "fr")
    return project.run("import", str(_sent(project, "xliff")), "--language", "fr")


@case("exchange-not-imported")
def _(project: Project) -> Ran:
    file = _sent(project, "csv")
    file.write_bytes(file.read_bytes().replace(b"ES At home", b"En casa"))
    return project.run("export", "csv", "es", "--to", str(file))


@case("exchange-plural")
def _(project: Project) -> Ran:
    project.write(
        PO,
        project.text(PO)
        + '\nmsgctxt "x.y"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "uno"\nmsgstr[1] "m"\n',
    )
    return project.run("export", "csv", "es", "--to", str(project.path("o.csv")))


@case("exchange-term-list")
def _(project: Project) -> Ran:
    project.write("source_guide/terms.yaml", 'goal: {name: "goal"}\n')
    project.done("update")
    to = project.path("terms.tbx")
    project.done("export", "tbx", "es", "--to", str(to))
    return project.run("import", str(to))


@case("use-docx-missing")
def _(project: Project) -> Ran:
    docx.Document().save(str(project.path("old.docx")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "docx", None)
        return project.run("align", "--language", "es", str(project.path("old.docx")))


@pytest.mark.parametrize("code", sorted(CASES))
def test_something_that_people_do_is_told_with_this_code(tmp_path: Path, code: str) -> None:
    project = small(tmp_path / "guide")
    ran = CASES[code](project)
    assert f"[{code}]" in ran.out + ran.err, ran


def test_every_code_stands_in_a_test() -> None:
    """Here, or in the tests of what it belongs to."""
    tests = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("*")
        if path.suffix in (".py", ".md")
    )
    codes = [code for chapter in CHAPTERS.values() for code in chapter]
    assert len(codes) > 200
    named = set(codes) & set(re.findall(r"[\w-]+", tests))
    assert set(codes) - named == set()
