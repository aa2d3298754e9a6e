"""Somebody says what a translation says, without its source; what differs is shown, and no sign-off
and no word is touched."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.model.back import BackAnswer, BackAnswers, BackPack, BackPassage
from adaptkit.model.locale import Locale
from adaptkit.model.review import EVIDENCE, SIGNING, format_reviews, parse_reviews, with_reviews
from adaptkit.packs.back import can_be_translated_back, passage_key
from adaptkit.packs.back_sheet import render_back_sheet
from adaptkit.packs.beside import lay_beside, plain_of
from adaptkit.packs.page import render_back_page
from adaptkit.records import replace
from adaptkit.writers.html.inlines import escape
from tests.packs.packs import answer, answers, apply, data_in, ledger, pack_of, unit_of
from tests.packs.test_take import the_ground
from tests.scenarios.projects import TODAY, Project, small
from tests.strangers import STRINGS, acting

PEOPLE = """\
ana: {name: "Ana García", roles: [language], languages: [es]}
kay: {name: "Kay Lim", roles: [back-translation], languages: [es]}
lea: {name: "Léa Roy", roles: [back-translation], languages: [fr]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "p")
    project.write("reviews/people.yaml", PEOPLE)
    return project


def back_pack(project: Project, *arguments: str) -> dict[str, Any]:
    to = project.path("build/reviews/back.html")
    options = ("--back-translation", "--to", str(to), "--today", TODAY)
    project.done("review", "pack", "es_MX", *options, *arguments)
    return data_in(to.read_text("utf-8"))


def passage(pack: dict[str, Any], words: str) -> dict[str, Any]:
    found = [p for p in pack["passages"] if words in unescape(p.get("html", p.get("words", "")))]
    assert len(found) == 1, found
    one: dict[str, Any] = found[0]
    return one


def back(one: dict[str, Any], words: str = "", on: str = TODAY) -> dict[str, Any]:
    said = {"words": words} if words else {"unclear": True}
    return {"passage": one["id"], "target": one["wh"], "on": on, **said}


def backs(pack: dict[str, Any], *given: dict[str, Any], by: str = "kay") -> dict[str, Any]:
    return {
        "format": "adaptkit back-translation 1",
        "edition": pack["edition"],
        "pack": pack["hash"],
        "by": by,
        "saved": TODAY,
        "answers": list(given),
    }


def sources(project: Project) -> list[str]:
    """Every text of the guide that is long enough to be told from others, as translators see it."""
    return [e.msgid for e in project.catalogue().entries if len(e.msgid) > 4]


@pytest.mark.parametrize("form", ["html", "sheet"])
def test_the_source_is_nowhere_in_the_file(project: Project, form: str) -> None:
    """Nor in the names of units, of chapters, of the guide; where words were fuzzy they are not
    there at all."""
    # Words that hold nothing of the source, as translations do.
    po = project.text("locales/es/guide.po")
    numbers = iter(range(100, 999))
    po = re.sub(r'(?m)^msgstr "ES [^"]*"$', lambda _: f'msgstr "Palabra {next(numbers)}"', po)
    project.write("locales/es/guide.po", po.replace('"Palabra 104"', '""'))
    to = project.path("build/back.html")
    said = ("--back-translation", "--format", form, "--to", str(to), "--for", "kay")
    project.done("review", "pack", "es_MX", *said)
    content = to.read_bytes().decode("utf-8")
    assert content.count("Palabra") >= 10
    texts = [*sources(project), "Living at home", "plan", "home", "costs", "insurance", "01-plan"]
    assert len(texts) > 15
    page = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>", "", content)
    assert [text for text in texts if text in page or escape(text) in page] == []
    assert "PLAN" not in page
    assert "institución" in page  # the country's own text stands there, for what is around it


def test_what_differs_is_told_and_all_of_it_goes_on_record(project: Project) -> None:
    project.change("locales/es/guide.po", "ES Rest before you", "ES Rest 10 mg before you")
    pack = back_pack(project)
    danger, costs = passage(pack, "stand up"), passage(pack, "each visit costs")
    rest, goals = passage(pack, "Rest"), passage(pack, "goals")
    given = (
        back(danger, "If you can stand up, call for help after a while."),
        back(costs, "Ask what each visit costs. Ask who pays for it, and what is left for you."),
        back(rest, "Rest for 10 mg before you are tired. See your plan."),
        back(goals),
    )
    before, catalogues = project.tree(), project.text("locales/es/guide.po")
    ran = apply(project, backs(pack, *given))
    assert ran.code == 1
    found = {one["unit"]: one for one in ran.json["back_translations"]}
    told = {one["source"][:15]: one["differs"] for one in found.values()}
    assert [len(told[name]) > 0 for name in ("If you cannot s", "Ask what each v")] == [True, False]
    assert any("10" in said for said in told["Rest before you"])
    assert [one["source"] for one in found.values() if one["unclear"]] == ["Write down your goals."]
    assert project.tree() == before
    assert project.text("locales/es/guide.po") == catalogues
    lines = ledger(project)
    assert sorted(one["verdict"] for one in lines) == [*["back-translated"] * 3, "unclear"]
    assert {(one["by"], one["on"], one["role"]) for one in lines} == {("kay", TODAY, "language")}
    assert "tired" not in project.text("reviews/es/guide.jsonl")
    page = project.path(f"build/reviews/{Path(ran.json['beside']).name}").read_text("utf-8")
    assert "<del>cannot </del>" in page
    assert acting(page) == []
    again = apply(project, backs(pack, *given))
    assert (again.json["counts"], again.json["written"]) == ({"already": 4}, [])
    listed = project.done("review", "list", "es_MX", "--json").json["reviews"]
    assert {one["standing"] for one in listed} == {"counts"}
    assert len(listed) == 4
    # For a person, at the terminal.
    path = project.path("answers-0.json")
    said = project.run("review", "apply", str(path), "--today", TODAY).out
    assert "! " in said
    assert "nobody could tell" in said


def test_it_is_void_when_the_words_change(project: Project) -> None:
    pack = back_pack(project)
    rest = passage(pack, "Rest")
    apply(project, backs(pack, back(rest, "Rest before you are tired. See your plan.")))
    assert status(project)["back_translated"] == {"passages": 1, "unclear": 0}
    project.change("locales/es/guide.po", "ES Rest", "ES Descanse")
    assert status(project)["back_translated"] == {"passages": 0, "unclear": 0}
    ran = apply(project, backs(pack, back(rest, "Rest.")))
    assert ran.code == 1
    assert ran.json["counts"] == {"stale": 1}
    assert [one["standing"] for one in listed(project)] == ["changed since"]


def status(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = project.run("status", "es_MX", "--json").json[0]
    return found


def listed(project: Project) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = project.done("review", "list", "es_MX", "--json").json["reviews"]
    return found


def test_a_sign_off_stays_and_whoever_signed_is_told(project: Project) -> None:
    review = pack_of(project)
    rest = answer(unit_of(review, "Rest before"), verdict="approved")
    assert apply(project, answers(review, "ana", "language", rest)).code == 0
    signed = ledger(project)
    pack = back_pack(project)
    words = "Rest before you are tired. See your plan."
    ran = apply(project, backs(pack, back(passage(pack, "Rest"), words), by="ana"))
    assert ran.code == 1
    assert [one["code"] for one in ran.json["diagnostics"]] == ["review-not-apart"]
    assert signed[0] in ledger(project)
    assert len(ledger(project)) == 2
    assert status(project)["reviewed"] == 1


def test_a_translator_is_told_too(project: Project) -> None:
    po = project.text("locales/es/guide.po")
    project.write(
        "locales/es/guide.po",
        re.sub(r"Last-Translator: [^\\]*", "Last-Translator: Kay Lim <k@example.org>", po),
    )
    pack = back_pack(project)
    ran = apply(project, backs(pack, back(passage(pack, "Rest"))))
    assert [one["code"] for one in ran.json["diagnostics"]] == ["review-not-apart"]


def test_readers_are_told_how_much_was_translated_back(project: Project) -> None:
    pack = back_pack(project)
    apply(project, backs(pack, back(passage(pack, "Rest"), "Rest.")))
    project.run("build", "es_MX", "--to", str(project.path("pages")), "--today", TODAY)
    about = "".join(p.read_text("utf-8") for p in project.path("pages").rglob("*.html"))
    assert "Retrotraducción" in about
    assert "Kay Lim" in about


def refused(project: Project, *files: dict[str, Any] | bytes) -> set[str]:
    before = project.tree()
    ran = apply(project, *files)
    assert ran.code in (1, 2), ran
    assert project.tree() == before
    assert not project.path("reviews/es").exists()
    assert not list(project.path("build/reviews").glob("*back-translations*"))
    assert all(one["hint"] for one in ran.json["diagnostics"])
    return {one["code"] for one in ran.json["diagnostics"]}


def test_what_is_not_understood_is_refused_whole(project: Project) -> None:
    pack = back_pack(project)
    good = back(passage(pack, "Rest"), "Rest.")
    fine = backs(pack, good)
    damaged, foreign = {"review-answers-damaged"}, {"review-answers-foreign"}
    for wrong in (
        {**good, "target": "x"},
        {**good, "on": "yesterday"},
        {**good, "on": "2999-01-01"},
        {**good, "words": "a\ufffeb"},
        {**good, "words": "x" * 20_001},
        {**good, "words": ["x"]},
        {**good, "verdict": "approved"},
        {**good, "unclear": True},
        {**good, "passage": 3},
        {"passage": good["passage"], "target": good["target"], "on": TODAY},
        {**back(passage(pack, "Rest")), "unclear": "yes"},
        "words",
    ):
        assert refused(project, {**fine, "answers": [wrong]}) == damaged, wrong
    assert refused(project, {**fine, "answers": [good, good]}) == damaged
    assert refused(project, {**fine, "answers": [{}] * 50_001}) == damaged
    assert refused(project, {**fine, "role": "language"}) == damaged
    assert refused(project, {**fine, "answers": [{**good, "passage": "0" * 16}]}) == foreign
    assert refused(project, {**fine, "edition": "es_MY"}) == foreign
    assert refused(project, fine, {**fine, "edition": "es"}) == foreign
    assert refused(project, {**fine, "by": "eve"}) == {"review-person"}
    assert refused(project, {**fine, "by": "lea"}) == {"review-person"}
    review = pack_of(project)
    mixed = answers(review, "ana", "language", answer(unit_of(review, "Rest"), verdict="approved"))
    assert refused(project, fine, mixed) == foreign


@pytest.fixture(scope="module")
def project_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("back") / "p")
    project.write("reviews/people.yaml", PEOPLE)
    return project


@pytest.mark.parametrize("text", STRINGS[::9])
def test_no_stranger_leaves_its_place(project_once: Project, text: str) -> None:
    pack = back_pack(project_once)
    ran = apply(project_once, backs(pack, back(passage(pack, "Rest"), text or "x")))
    assert ran.code in (0, 1), ran
    (page,) = project_once.path("build/reviews").glob("*back-translations*")
    assert acting(page.read_text("utf-8")) == []
    made = BackPack(
        *(text, text, Locale.parse("es_MX"), "ltr", Locale("en")),
        (BackPassage("a" * 16, 0, "paragraph", text, "b" * 16),),
        *("2026-11-29", "c" * 16),
        people=(("kay", text),),
    )
    assert data_in(render_back_page(made).decode("utf-8"))["passages"][0]["words"] == text
    assert acting(render_back_sheet(made).decode("utf-8")) == []


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_answer_signs_anything_off_or_takes_a_signature_away(data: st.DataObject) -> None:
    """Whoever answers whatever, by whatever files: what comes of it is evidence, and what was said
    before stands."""
    ground = the_ground()
    edition, units = ground.edition, tuple(ground.units.values())
    asked = [one for one in units if can_be_translated_back(one)]
    assert len(asked) > 5
    given = st.builds(
        lambda unit, words, fresh, day: BackAnswer(
            passage_key(unit.id), unit.words_hash if fresh else "0" * 16, f"2026-11-2{day}", words
        ),
        *(st.sampled_from(asked), st.text(max_size=40), st.booleans(), st.integers(0, 2)),
    )
    file = st.builds(
        lambda by, answers: BackAnswers("x.json", "es_MX", by, tuple(answers)),
        *(st.sampled_from(["ana", "ben"]), st.lists(given, max_size=5)),
    )
    files = data.draw(st.lists(file, max_size=3))
    laid = lay_beside(edition, units, (), files)
    assert laid.problems == []
    assert len(laid.found) == sum(len(one.answered) for one in files)
    for new in laid.reviews.values():
        assert all(one.verdict in EVIDENCE for one in new)
        signed = [replace(one, verdict=verdict) for one in new for verdict in SIGNING]
        after = with_reviews(signed, new)
        assert [one for one in after if one.verdict in SIGNING] == list(with_reviews(signed, ()))
        assert len({one.key for one in new}) == len(new)
        assert parse_reviews(format_reviews(new), "x.jsonl") == parse_reviews(
            format_reviews(reversed(new)), "x.jsonl"
        )


@pytest.mark.parametrize("text", ["a < b & c", 'x "y" <z>', "¿Qué?\nDos", "‏نص‏", "1 > 0"])
def test_words_come_out_of_the_html_as_they_went_in(text: str) -> None:
    assert plain_of(f"<b>{escape(text)}</b>", "") == text
