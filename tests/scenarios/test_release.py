"""What stops a release: every operation in every situation, and every other reason.

The edition is in the guide's own language, for another country, so that nothing waits for a
translation. ``status`` and ``build --release`` must always say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from adaptkit.model.codes import CODES
from adaptkit.overlays.operations import OPERATIONS
from tests.scenarios.projects import TODAY, Project, sign_all, translate

CHAPTER = "source_guide/01-plan.md"
GUIDE = "source_guide/guide.yaml"
TERMS = "source_guide/terms.yaml"
OVERLAY = "locales/overlays/GB/overlay.yaml"
PROSE = "locales/overlays/GB/blocks/x.md"
EDITION = "locales/editions/en_GB.yaml"
PLAN = """\
# Your plan {#plan}

Your team goes through it with you.

{#target}
Ask what each visit costs.

{#steps}
![Three steps.](steps.svg)

| Who |
| --- |
| {term.helper} |

::: slot help
Ask your doctor where to turn.
:::
"""
# Each operation, as an overlay has it.
ENTRIES: Mapping[str, str] = {
    "append": "append: {slot: help}, with: blocks/x.md",
    "insert_after": "insert_after: plan.target, with: blocks/x.md",
    "insert_before": "insert_before: plan.target, with: blocks/x.md",
    "keep": "keep: plan.target",
    "prepend": "prepend: {slot: help}, with: blocks/x.md",
    "remove": "remove: plan.target",
    "replace": "replace: plan.target, with: blocks/x.md",
    "set_variable": 'set_variable: clinic, value: "the surgery"',
    "swap_image": "swap_image: plan.steps, with: blocks/x.md",
    "swap_term": "swap_term: helper, name: carer",
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


@dataclass(frozen=True)
class One(Project):
    """A project whose overlay carries out one operation."""

    operation: str = ""

    @property
    def has_prose(self) -> bool:
        """Text of its own, and not a picture alone."""
        return "with:" in ENTRIES[self.operation] and self.operation != "swap_image"

    def overlay(self, entry: str, variables: str = 'variables: {clinic: "the surgery"}\n') -> None:
        head = "overlay: GB\nlanguage: en\ncountry: GB\n"
        if "set_variable" in entry:
            variables = ""
        because = 'because: {nature: substitute, reason: "Ours", decided_by: [us], on: 2026-11-02}'
        self.write(OVERLAY, f"{head}{variables}operations:\n  - {{id: x, {entry}, {because}}}\n")


def made(root: Path, operation: str) -> One:
    project = One(root, operation)
    project.write(
        GUIDE,
        'title: "At home"\nversion: "1.0"\nsource_language: en\ncountry: US\n'
        'chapters: [01-plan.md]\nvariables:\n  clinic: {value: "the clinic"}\n',
    )
    project.write(CHAPTER, PLAN)
    project.overlay(ENTRIES[operation])
    project.write(TERMS, 'helper: {name: "helper"}\n')
    project.write("source_guide/steps.svg", DRAWING)
    project.write("source_guide/path.svg", DRAWING)
    if project.has_prose:
        project.write(PROSE, "Ask us.\n")
    if operation == "swap_image":
        project.write(PROSE, "![Our steps.](ours.svg)\n")
        project.write("locales/overlays/GB/ours.svg", DRAWING)
    project.write(
        EDITION,
        "edition: en_GB\nlanguage: en_GB\noverlays: [GB]\nformats: [html, md]\n"
        'publisher: {name: "Us"}\n',
    )
    project.done("update", "es", "--today", TODAY)
    return project


def stopped_by(project: Project, edition: str = "en_GB") -> set[str]:
    """The codes that ``status`` gives; a release says the same, or is written. What cannot be read
    at all has no row. Of an edition in the guide's own language somebody has read all there is,
    unless the project says otherwise."""
    if edition == "en_GB" and not project.path("reviews").exists():
        sign_all(project, edition)
    said = project.run("status", edition, "--json", "--today", TODAY).json
    found = said["diagnostics"] if isinstance(said, dict) else said[0]["blockers"]
    codes = {one["code"] for one in found}
    to = project.path("out")
    built = project.run("build", edition, "--release", "--to", str(to), "--today", TODAY)
    assert built.code == (1 if codes else 0), built
    assert to.exists() is not bool(codes)
    assert all(f"[{code}]" in built.out + built.err for code in codes)
    return codes


# Situations -----------------------------------------------------------------------------------


def nothing(_project: One) -> None:
    pass


def the_text_changes(project: One) -> None:
    """What stands under the operation is another text than it was made against."""
    for name, old, new in (
        (CHAPTER, "Ask what each visit costs.", "Ask what each visit costs, and why."),
        (CHAPTER, "Ask your doctor where to turn.", "Ask your nurse where to turn."),
        (GUIDE, '"the clinic"', '"the hospital"'),
        (CHAPTER, "(steps.svg)", "(path.svg)"),
        (TERMS, '"helper"', '"aide"'),
    ):
        project.change(name, old, new)


def the_text_is_wrapped(project: One) -> None:
    project.change(CHAPTER, "Ask what each visit costs.", "Ask what\neach   visit costs.")
    project.change(CHAPTER, "Ask your doctor where to turn.", "Ask your doctor\nwhere to turn.")


def another_text_changes(project: One) -> None:
    project.change(CHAPTER, "Your team goes", "All of your team go")


def the_passage_is_about_one_country(project: One) -> None:
    project.change(CHAPTER, "{#target}", "{#target .local country=US}")


def the_passage_is_a_safety_passage(project: One) -> None:
    project.change(CHAPTER, "{#target}", "{#target .core}")


def nobody_sets_the_variable(project: One) -> None:
    if project.operation != "set_variable":
        project.overlay(ENTRIES[project.operation], variables="")


def its_text_waits_for_a_translation(project: One) -> None:
    project.change(OVERLAY, "language: en", "language: cy")


def its_contact_was_never_checked(project: One) -> None:
    if project.has_prose:
        project.change(OVERLAY, "blocks/x.md", "directory")
        project.path(PROSE).unlink()
        project.write(
            "locales/overlays/GB/directory.yaml",
            'contacts:\n  - {name: "Ours", url: "https://ours.test"}\n',
        )


def its_picture_is_not_there(project: One) -> None:
    if "with:" in ENTRIES[project.operation]:
        project.write(PROSE, "![Steps.](images/none.svg)\n")


def its_link_leads_nowhere(project: One) -> None:
    if project.has_prose:
        project.write(PROSE, "See [more](#nowhere).\n")


def a_link_leads_to_the_passage(project: One) -> None:
    project.change(CHAPTER, "Your team goes", "[See the costs](#target). Your team goes")


def nobody_publishes(project: One) -> None:
    project.change(EDITION, 'publisher: {name: "Us"}\n', "")


def nobody_has_read_it(project: One) -> None:
    project.write("reviews/people.yaml", 'ana: {name: "Ana", roles: [language]}\n')


SITUATIONS: Mapping[str, Callable[[One], None]] = {
    situation.__name__: situation
    for situation in (
        nothing, the_text_changes, the_text_is_wrapped, another_text_changes,
        the_passage_is_about_one_country, the_passage_is_a_safety_passage,
        nobody_sets_the_variable, its_text_waits_for_a_translation, its_contact_was_never_checked,
        its_picture_is_not_there, its_link_leads_nowhere, a_link_leads_to_the_passage,
        nobody_publishes, nobody_has_read_it,
    )
}  # fmt: skip
# X: the code stops the release. A situation that an operation cannot be in changes nothing.
TABLE = """
situation                        code                  append prepend insert_after insert_before \
keep remove replace set_variable swap_image swap_term
nothing                          -                     . . . . . . . . . .
the_text_changes                 overlay-drift         . . . . . X X . X X
the_text_is_wrapped              -                     . . . . . . . . . .
another_text_changes             -                     . . . . . . . . . .
the_passage_is_about_one_country adaptation-point-open X X X X . . . X X X
the_passage_is_a_safety_passage  core-changed+unreviewed . . . . . X X . . .
nobody_sets_the_variable         adaptation-point-open X X X X X X X . X X
its_text_waits_for_a_translation untranslated          X X X X . . X . X X
its_contact_was_never_checked    contact-unverified    X X X X . . X . . .
its_picture_is_not_there         image-missing         X X X X . . X . X .
its_link_leads_nowhere           link-dangling         X X X X . . X . . .
a_link_leads_to_the_passage      link-dangling         . . . . . X . . . .
nobody_publishes                 publisher-missing     X X X X X X X X X X
nobody_has_read_it               unreviewed            X X X X X X X X X X
"""
HEAD, *ROWS = [line.split() for line in TABLE.replace("\\\n", "").strip().splitlines()]
CELLS = [
    pytest.param(
        operation,
        row[0],
        set(row[1].split("+")) if mark == "X" else set(),
        id=f"{operation}-{row[0]}",
    )
    for row in ROWS
    for operation, mark in zip(HEAD[2:], row[2:], strict=True)
]


def test_every_operation_stands_in_every_situation() -> None:
    assert set(HEAD[2:]) == set(ENTRIES) == set(OPERATIONS)
    assert [row[0] for row in ROWS] == list(SITUATIONS)


@pytest.mark.parametrize(("operation", "situation", "codes"), CELLS)
def test_what_stops_a_release(
    tmp_path: Path, operation: str, situation: str, codes: set[str]
) -> None:
    project = made(tmp_path, operation)
    SITUATIONS[situation](project)
    assert stopped_by(project) == codes


@pytest.mark.parametrize("operation", HEAD[2:])
def test_a_text_that_changed_is_told_of_every_operation(tmp_path: Path, operation: str) -> None:
    """Whether it stops a release or not, somebody may want to look."""
    project = made(tmp_path, operation)
    the_text_changes(project)
    (row,) = project.run("status", "en_GB", "--json", "--today", TODAY).json
    (drift,) = (one for one in row["drift"] if one["operation"] == "x")
    assert drift["stops_release"] is OPERATIONS[operation].stops_release
    the_text_is_back = {CHAPTER: PLAN, GUIDE: project.text(GUIDE).replace("hospital", "clinic")}
    the_text_is_back[TERMS] = project.text(TERMS).replace("aide", "helper")
    for name, text in the_text_is_back.items():
        project.write(name, text)
    (row,) = project.run("status", "en_GB", "--json", "--today", TODAY).json
    assert row["drift"] == []


# Without an operation -------------------------------------------------------------------------


def spanish(project: Project, word: str = "ES", state: str = "") -> None:
    """An edition es, with these words and this state in each entry."""
    translate(project, word=word)
    if state:
        text = project.text("locales/es/guide.po")
        project.write("locales/es/guide.po", text.replace("\nmsgctxt", f"\n#, {state}\nmsgctxt"))


def nothing_is_translated(_project: Project) -> str:
    return "es"


def all_is_translated(project: Project) -> str:
    spanish(project)
    return "es"


def all_is_fuzzy(project: Project) -> str:
    spanish(project, state="fuzzy")
    return "es"


def one_passage_is_new(project: Project) -> str:
    spanish(project)
    project.write(CHAPTER, PLAN + "\nOne more thing.\n")
    return "es"


def in_the_chapter(text: str) -> Callable[[Project], str]:
    def add(project: Project) -> str:
        project.write(CHAPTER, f"{PLAN}\n{text}\n")
        return "en_GB"

    return add


def no_glyph(project: Project) -> str:
    project.change(EDITION, "formats: [html, md]", "formats: [html, pdf]")
    return in_the_chapter("Wash \U0001f9fc them.")(project)


def a_front_matter(project: Project) -> str:
    project.write(CHAPTER, f"---\ndescription: [a\n---\n\n{PLAN}")
    return "en_GB"


def with_a_picture(content: str) -> Callable[[Project], str]:
    def add(project: Project) -> str:
        project.write("source_guide/x.svg", content)
        return in_the_chapter("![Steps.](x.svg)")(project)

    return add


def the_overlay_is_left_out(project: Project) -> str:
    project.change(EDITION, "overlays: [GB]\n", "")
    return "en_GB"


def a_format_that_nobody_knows(project: Project) -> str:
    project.change(EDITION, "formats: [html, md]", "formats: [html, papyrus]")
    return "en_GB"


def reviewed_by(day: str) -> Callable[[One], str]:
    def change(project: One) -> str:
        project.change(EDITION, "formats:", f"next_review: {day}\nformats:")
        return "en_GB"

    return change


def a_contact(said: str) -> Callable[[One], str]:
    """One that somebody has checked, and that says this too."""

    def change(project: One) -> str:
        project.change(OVERLAY, "keep: plan.target", "replace: plan.target, with: directory")
        project.write(
            "locales/overlays/GB/directory.yaml",
            'contacts:\n  - {name: "Ours", url: "https://ours.test", verified_by: "us", '
            f"{said}}}\n",
        )
        return "en_GB"

    return change


def a_group_without_contacts(project: Project) -> str:
    project.change(OVERLAY, "keep: plan.target", "replace: plan.target, with: x.md")
    project.write("locales/overlays/GB/x.md", "::: directory poison\n:::\n")
    return "en_GB"


def a_base_is_lost(project: Project) -> str:
    project.path("locales/overlays/GB/base.yaml").unlink()
    project.change(CHAPTER, "Ask what each visit costs.", "Ask what each visit costs, and why.")
    return "en_GB"


def a_decision_is_new(project: Project) -> str:
    text = project.text(OVERLAY)
    project.write(OVERLAY, text.replace("  - {id: x,", "  - {id: new, keep: plan}\n  - {id: x,"))
    return "en_GB"


def a_decision_of_tomorrow(project: Project) -> str:
    project.change(OVERLAY, "on: 2026-11-02", "on: 2027-11-02")
    return "en_GB"


def a_value_in_a_comment(project: Project) -> str:
    project.change(OVERLAY, "keep: plan.target", "replace: plan.target, with: x.md")
    project.write("locales/overlays/GB/x.md", "<!-- Ask at {clinic}. -->\n\nIt is free.\n")
    return "en_GB"


def a_line_that_no_list_has(project: Project) -> str:
    project.change(GUIDE, "variables:\n", 'variables:\n  line: {value: "988", kind: telephone}\n')
    project.change(OVERLAY, "variables: {", 'variables: {line: "1553", ')
    project.done("update", "--today", TODAY)
    return "en_GB"


def a_line_for(area: str, operation: str = "") -> Callable[[Project], str]:
    """A crisis line that the directory gives for this area."""

    def change(project: Project) -> str:
        a_contact(f'verified_on: 2026-11-01, telephone: "116 123", area: [{area}]')(project)
        line = 'variables:\n  line: {value: "988", kind: telephone}\n'
        project.change(GUIDE, "variables:\n", line)
        if operation:
            text = project.text(OVERLAY)
            project.write(OVERLAY, text.replace("operations:\n", f"operations:\n{operation}\n"))
        else:
            project.change(OVERLAY, "variables: {", 'variables: {line: "116123", ')
        file = "locales/overlays/GB/directory.yaml"
        names = "{GB-SCT: Scotland, GB: United Kingdom}"
        project.write(file, f"areas: {names}\n{project.text(file)}")
        project.done("update", "--today", TODAY)
        return "en_GB"

    return change


TRIED = (
    '  - {id: l, set_variable: line, value: "116123", because: {nature: substitute, '
    'reason: "It answers everywhere", decided_by: [us], on: 2026-11-02}}'
)


def a_story(consents: str) -> Callable[[Project], str]:
    def tell(project: Project) -> str:
        project.change(OVERLAY, "keep: plan.target", "replace: plan.target, with: stories/x.md")
        project.write("locales/overlays/GB/stories/x.md", "She walks.\n")
        if consents:
            project.write(
                "locales/overlays/GB/consents.yaml", f"stories/x.md: {{basis: {consents}}}\n"
            )
        return "en_GB"

    return tell


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>\n'


def a_logo(words: str) -> Callable[[Project], str]:
    def put(project: Project) -> str:
        folder = "locales/overlays/GB/theme"
        project.write(f"{folder}/theme.yaml", f"logo: logo.svg\nlogo_alt: {words}\n")
        project.write(f"{folder}/logo.svg", SVG.format('<path d="M0 0h1v1z"/>'))
        return "en_GB"

    return put


def an_objection(project: Project) -> str:
    project.write(PROSE, "Ask us.\n")
    project.change(OVERLAY, "keep: plan.target", "replace: plan.target, with: blocks/x.md")
    sign_all(project, "en_GB")
    project.done(
        *("review", "object", "GB/x.1", "--edition", "en_GB", "--by", "all", "--yes"),
        *("--role", "clinical", "--why", "Nobody answers there."),
    )
    return "en_GB"


REASONS: Mapping[str, tuple[Callable[[Project], str], set[str]]] = {
    "nothing is translated": (nothing_is_translated, {"untranslated", "adaptation-point-open"}),
    "all is fuzzy": (all_is_fuzzy, {"untranslated", "adaptation-point-open"}),
    "all is translated": (all_is_translated, {"unreviewed", "adaptation-point-open"}),
    "one passage is new": (
        one_passage_is_new, {"untranslated", "unreviewed", "adaptation-point-open"},
    ),
    "somebody objects": (an_objection, {"review-objection", "unreviewed"}),
    "a picture is missing": (in_the_chapter("![Steps.](none.svg)"), {"image-missing"}),
    "a PDF has no font for it": (no_glyph, {"glyph-missing"}),
    "a picture stands elsewhere": (
        in_the_chapter("![Steps.](https://example.org/x.png)"), {"image-remote"},
    ),
    "a picture is damaged": (with_a_picture("<svg"), {"picture-damaged"}),
    "a picture is unsafe": (
        with_a_picture('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")), {"picture-unsafe"},
    ),
    "a picture is cleaned": (with_a_picture(SVG.format("<script>1</script>")), set()),
    "a link's address acts": (in_the_chapter("[x](ms-msdt:/id)"), {"link-unsafe"}),
    "a link leads to settings": (in_the_chapter("[x](guide.yaml)"), {"file-not-for-readers"}),
    "a link leads nowhere": (in_the_chapter("[More](#none)"), {"link-dangling"}),
    "a link leads to a file that is not there": (in_the_chapter("[x](y.md)"), {"link-dangling"}),
    "a heading level is left out": (in_the_chapter("#### Deep\n\nText."), {"heading-skipped"}),
    "nothing stands below a heading": (in_the_chapter("## Help"), {"section-empty"}),
    "something deeper does": (in_the_chapter("## Help\n\n### Near you\n\nText."), set()),
    "a link leads outside": (in_the_chapter("[More](https://example.org/)"), set()),
    "another passage is about one country": (
        in_the_chapter("{.local country=US}\nMedicare pays."), {"adaptation-point-open"},
    ),
    "a passage is about this very country": (
        in_the_chapter("{.local country=GB}\nThe NHS pays."), set(),
    ),
    "a mark that nobody reads": (in_the_chapter("{.wrong}\nText."), set()),
    "a mark above nothing": (in_the_chapter("{#id}"), set()),
    "a safety mark above nothing": (in_the_chapter("{.core}"), {"mark-attaches-to-nothing"}),
    "a front matter that nobody can read": (a_front_matter, {"front-matter-not-read"}),
    "a container without an end": (in_the_chapter("::: note\nText."), {"container-not-closed"}),
    "the guide has changed since the last update": (in_the_chapter("More."), set()),
    "the country's overlay is left out": (the_overlay_is_left_out, {"adaptation-point-open"}),
    "a base is lost": (a_base_is_lost, {"base-lost", "base-not-noted"}),
    "a decision is new": (a_decision_is_new, {"base-not-noted"}),
    "a format that nobody knows": (a_format_that_nobody_knows, {"unknown-value"}),
    "a review that is due today": (reviewed_by(TODAY), set()),
    "a review that is overdue": (reviewed_by("2026-11-01"), {"edition-overdue"}),
    "a story without a record": (a_story(""), {"story-without-consent"}),
    "a story of nobody": (a_story("composite"), set()),
    "a story with a consent": (a_story("consent, form: A-1, given: 2026-11-01"), set()),
    "a consent in the future": (
        a_story("consent, form: A-1, given: 2027-01-01"), {"consent-not-yet-given"},
    ),
    "a consent that ends today": (
        a_story(f"consent, form: A-1, given: 2026-11-01, expires: {TODAY}"), {"consent-expired"},
    ),
    "a consent that was withdrawn": (
        a_story("consent, form: A-1, given: 2026-11-01, withdrawn: 2026-11-20"),
        {"consent-withdrawn"},
    ),
    "a consent for somewhere else": (
        a_story("consent, form: A-1, given: 2026-11-01, territories: [MY], languages: [ms]"),
        {"consent-country", "consent-language"},
    ),
    "a contact": (a_contact("verified_on: 2026-11-01"), set()),
    "a logo with words in another language": (a_logo('{es: "Logo"}'), {"theme-words"}),
    "a logo with words in its language": (a_logo('{es: "Logo", en: "Mark"}'), set()),
    "a decision in the future": (a_decision_of_tomorrow, {"decided-in-future"}),
    "a value that nobody sees": (a_value_in_a_comment, {"text-hidden"}),
    "a crisis line that no list has": (a_line_that_no_list_has, {"number-not-known"}),
    "a crisis line of a part": (a_line_for("GB-SCT"), {"number-of-a-part"}),
    "a crisis line of the whole": (a_line_for("GB"), set()),
    "a line that somebody has tried": (a_line_for("GB-SCT", TRIED), set()),
    "a check in the future": (a_contact("verified_on: 2026-12-31"), {"contact-unverified"}),
    "a check that is due today": (
        a_contact(f"verified_on: 2026-01-01, verify_by: {TODAY}"), set(),
    ),
    "a check that is overdue": (
        a_contact("verified_on: 2026-01-01, verify_by: 2026-11-01"), {"contact-overdue"},
    ),
    "a number that no table knows": (
        a_contact('verified_on: 2026-11-01, telephone: "222222"'), {"telephone-doubtful"},
    ),
    "a group without contacts": (a_group_without_contacts, {"directory-empty"}),
    "one that somebody answers for": (
        a_contact('verified_on: 2026-11-01, telephones: {number: "222222", evidence: "dialled"}'),
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason", REASONS)
def test_other_reasons(tmp_path: Path, reason: str) -> None:
    project = made(tmp_path, "keep")
    change, codes = REASONS[reason]
    edition = change(project)
    assert stopped_by(project, edition) == codes


def test_nothing_signed_off_is_nothing_to_release(tmp_path: Path) -> None:
    project = made(tmp_path, "keep")
    spanish(project)
    to = project.path("out")
    ran = project.run("build", "es", "--release", "--only", "reviewed", "--to", str(to))
    assert ran.code == 1
    assert "[edition-empty]" in ran.out + ran.err
    assert not to.exists()


def test_every_code_that_stops_a_release_is_tried() -> None:
    tried = set().union(
        *(codes for _, codes in REASONS.values()),
        (code for row in ROWS for code in row[1].split("+")),
    )
    stops = {code for code, said in CODES.items() if said.stops_release}
    # What is tried elsewhere.
    assert stops <= tried | {"edition-empty", "core-left-out", "html-acting", "format-unavailable"}
