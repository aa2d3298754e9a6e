"""Readers try a chapter; what came of it stands in the adaptation record, as long as the text is
the one that they read, and without a name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.guides.front_matter import parse_front_matter
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.tried import (
    Session,
    Stumbled,
    format_sessions,
    parse_sessions,
    with_sessions,
)
from adaptkit.packs.readers_sheet import WORDS
from adaptkit.packs.words import words_of
from tests.packs.packs import apply, data_in
from tests.scenarios.projects import TODAY, Project, small, translate
from tests.strangers import STRINGS, acting

HOME = "source_guide/02-home.md"
ASKED = """\
---
questions:
  - When do you rest?
  - "What do you do if you cannot stand up?"
---
"""
FILE = "reviews/readers/es_MX.jsonl"


def with_questions(root: Path) -> Project:
    project = small(root)
    project.write(HOME, ASKED + project.text(HOME))
    project.done("update", "--today", TODAY)
    translate(project)
    project.done("update", "--today", TODAY)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return with_questions(tmp_path / "p")


def test_a_question_that_is_not_translated_is_told(project: Project) -> None:
    said = ("review", "pack", "es_MX", "--readers", "--to", str(project.path("p.html")))
    assert "Not translated yet" not in project.done(*said).out
    assert project.done(*said, "--json").json["untranslated"] == 0
    project.change(HOME, "When do you rest?", "When do you rest best?")
    project.done("update", "--today", TODAY)
    expected = "Not translated yet: 1 question; readers would be asked in the guide's language\n"
    assert expected in project.done(*said).out
    assert project.done(*said, "--json").json["untranslated"] == 1
    # Where the guide is read as it is written, nobody has to translate.
    own = ("review", "pack", "en", "--readers", "--to", str(project.path("en.html")))
    assert "Not translated yet" not in project.done(*own).out


def readers_pack(project: Project, form: str = "html") -> str:
    to = project.path("build/readers.html")
    said = ("--readers", "--format", form, "--to", str(to), "--today", TODAY)
    project.done("review", "pack", "es_MX", *said)
    return to.read_text("utf-8")


def counts(pack: dict[str, Any], **said: Any) -> dict[str, Any]:
    (chapter,) = pack["chapters"]
    one = {
        "session": "0123456789abcdef",
        "chapter": chapter["name"],
        "text": chapter["hash"],
        "on": TODAY,
        "readers": 12,
        "right": [12, 9],
        **said,
    }
    return {
        "format": "adaptkit readers 1",
        "edition": pack["edition"],
        "pack": pack["hash"],
        "saved": TODAY,
        "answers": [one],
    }


def tried(project: Project) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = project.run("status", "es_MX", "--json").json[0]["tried"]
    return found


def test_questions_are_translated_as_all_texts_are(project: Project) -> None:
    words = [one["msgstr"] for one in entries(project) if "do you" in one["msgid"]]
    assert words == ["ES When do you rest?", "ES What do you do if you cannot stand up?"]
    project.run("build", "es_MX", "--to", str(project.path("pages")))
    page = next(project.path("pages").rglob("02-home.html")).read_text("utf-8")
    assert "When do you rest" not in page
    # One that has no translation is told as any other passage.
    project.change("locales/es/guide.po", 'msgstr "ES When do you rest?"', 'msgstr ""')
    row = project.run("status", "es_MX", "--json").json[0]
    assert (row["untranslated"], row["waiting"][0]["source"]) == (1, "When do you rest?")


def entries(project: Project) -> list[dict[str, str]]:
    found = project.catalogue().entries
    return [{"msgid": one.msgid, "msgstr": one.msgstr} for one in found]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("questions: [Why?, 'And when?']", ["Why?", "And when?"]),
        ("questions:\n- Why not?\n- |\n  One\n  line?", ["Why not?", "One line?"]),
        ("title: T\nquestions: When do you call?", ["When do you call?"]),
        ("questions: true", []),
        ("questions: faq-page", []),
        ("questions: 12", []),
        ("questions:\n  - q: A thing?\n    a: Yes", []),
        ("more:\n  questions: [Why?]", []),
    ],
)
def test_what_is_a_question(text: str, asked: list[str]) -> None:
    block = parse_front_matter(
        f"---\ntitle: x\n{text}\n---\n".replace("x\ntitle: T", "T"), "a.md"
    ).block
    assert block is not None
    found = [one for one in block.children if one.info == "questions"]
    assert [one.msgid for one in found] == asked
    assert {one.kind for one in found} <= {BlockKind.FIELD}


def test_a_sheet_has_the_text_and_the_questions(project: Project) -> None:
    page = readers_pack(project, "sheet")
    assert page.index("ES Rest before you are tired.") < page.index("ES When do you rest?")
    assert "Lea el texto." in page
    assert "<script" not in page
    assert "Call {helpline}" not in page
    assert page.count('<section class="reading">') == 1
    for locale in ("ar", "es", "ms", "ta", "zh_Hans"):
        assert set(WORDS) <= (words_of(Locale.parse(locale)) or {}).keys()


def test_a_sheet_shows_what_is_a_list_or_a_box(project: Project) -> None:
    box = "\n- Sit down first.\n\n::: note Ask first\nAsk somebody near you.\n:::\n"
    project.write(HOME, project.text(HOME) + box)
    project.done("update", "--today", TODAY)
    translate(project)
    page = readers_pack(project, "sheet")
    assert '<p class="item" lang="es" dir="ltr">ES Sit down first.</p>' in page
    assert '<p class="title" lang="es" dir="ltr">ES Ask first</p>' in page
    assert '<p lang="es" dir="ltr">ES Ask somebody near you.</p>' in page


def test_what_was_counted_stands_in_the_record_until_the_text_changes(project: Project) -> None:
    pack = data_in(readers_pack(project))
    passage = next(
        n for n, one in enumerate(pack["chapters"][0]["passages"]) if "Rest" in one["text"]
    )
    over = [
        {"passage": passage, "words": "es rest BEFORE", "readers": 3},
        {"passage": passage, "words": "Dr Ben Okri", "readers": 1},
    ]
    before = project.tree()
    ran = apply(project, counts(pack, stumbled=over))
    assert ran.code == 1  # words that are not there, which may be a name
    assert [one["what"] for one in ran.json["answers"]] == ["not-there", "taken"]
    assert project.tree() == before
    text = project.text(FILE)
    assert not re.search("Rest|Ben|ES", text)
    again = apply(project, counts(pack, stumbled=over[:1]))
    assert (again.code, again.json["written"]) == (0, [])
    assert [one["what"] for one in again.json["answers"]] == ["already"]
    other = counts(pack, session="f" * 16, readers=3, right=[1, 0], on="2026-11-20")
    assert apply(project, other).code == 0
    (one,) = tried(project)
    assert (one["readers"], one["right"], one["on"], one["stands"]) == (15, [13, 9], TODAY, True)
    assert [(s["words"], s["readers"]) for s in one["stumbled"]] == [("ES Rest before", 3)]
    about = record(project)
    for said in ("Personas que leyeron: ", "Respuestas correctas: 22 de 30", "ES Rest before"):
        assert said in about, said
    assert "Tried with readers: 02-home.md: 15 readers" in project.run("status", "es_MX").out
    project.change("locales/es/guide.po", "ES Rest", "ES Descanse")
    (one,) = tried(project)
    assert (one["readers"], one["right"], one["stands"]) == (15, [], False)
    assert one["stumbled"] == []
    assert "de un texto anterior" in record(project)
    assert apply(project, counts(pack, session="e" * 16)).json["answers"][0]["what"] == "stale"
    # With the words come back what readers said of them.
    project.change("locales/es/guide.po", "ES Descanse", "ES Rest")
    assert tried(project)[0]["stands"]
    assert "Respuestas correctas: 22 de 30" in record(project)


def test_counts_that_take_the_place_of_others_are_told(project: Project) -> None:
    """Readers are told how many have read it: nobody turns 12 into 50 without a word."""
    pack = data_in(readers_pack(project))
    assert apply(project, counts(pack, readers=12, right=[12, 9])).code == 0
    more = counts(pack, readers=50, right=[50, 50])
    ran = apply(project, more)
    assert ran.json["answers"] == [{"what": "instead", "chapter": "02-home.md", "words": "50, 12"}]
    assert tried(project)[0]["readers"] == 50
    path = project.path("again.json")
    path.write_text(json.dumps(counts(pack, readers=3, right=[0, 0])), "utf-8")
    said = project.run("review", "apply", str(path), "--today", TODAY).out
    assert "02-home.md: counted, in place of other counts of the same sitting" in said
    assert "readers now and before: 3, 50" in said
    # Of two files at once, too.
    ran = apply(project, counts(pack, session="d" * 16), counts(pack, session="d" * 16, readers=15))
    assert [one["what"] for one in ran.json["answers"]] == ["taken", "instead"]


def record(project: Project) -> str:
    project.run("build", "es_MX", "--to", str(project.path("pages")), "--today", TODAY)
    pages = project.path("pages").rglob("*.html")
    text = "".join(page.read_text("utf-8") for page in pages)
    return re.sub(r"[\u2066-\u2069]|<[^>]*>", "", text)


def refused(project: Project, *files: dict[str, Any] | bytes) -> set[str]:
    before = project.tree()
    ran = apply(project, *files)
    assert ran.code in (1, 2), ran
    assert project.tree() == before
    assert not project.path(FILE).exists()
    assert all(one["hint"] for one in ran.json["diagnostics"])
    return {one["code"] for one in ran.json["diagnostics"]}


def test_what_is_not_understood_is_refused_whole(project: Project) -> None:
    pack = data_in(readers_pack(project))
    over = {"passage": 0, "words": "x", "readers": 1}
    for wrong in (
        {"session": "x"},
        {"session": None},
        {"text": 3},
        {"on": "2999-01-01"},
        {"on": "2026-1-1"},
        {"readers": 0},
        {"readers": -1},
        {"readers": True},
        {"readers": 10**9},
        {"readers": "12"},
        {"right": [13, 1]},
        {"right": [1]},
        {"right": [None, 1]},
        {"chapter": "a\nb"},
        {"chapter": ""},
        {"by": "ana"},
        {"stumbled": {}},
        {"stumbled": [over] * 1001},
        {"stumbled": [{**over, "words": "a\x1b"}]},
        {"stumbled": [{**over, "words": "x" * 201}]},
        {"stumbled": [{**over, "readers": 13}]},
        {"stumbled": [{**over, "passage": 1.5}]},
        {"stumbled": [{**over, "name": "Ana"}]},
    ):
        assert refused(project, counts(pack, **wrong)) == {"review-answers-damaged"}, wrong
    good = counts(pack)
    twice = {**good, "answers": good["answers"] * 2}
    assert refused(project, twice) == {"review-answers-damaged"}
    assert refused(project, {**good, "by": "ana"}) == {"review-answers-damaged"}
    foreign = {"review-answers-foreign"}
    assert refused(project, counts(pack, text="0" * 16, chapter="x.md")) == foreign
    assert refused(project, {**good, "edition": "../x"}) == foreign
    forged = apply(project, counts(pack, text="0" * 16))
    assert ([one["what"] for one in forged.json["answers"]], forged.json["written"]) == (
        ["stale"],
        [],
    )


def test_a_guide_without_questions_says_where_to_write_them(tmp_path: Path) -> None:
    ran = small(tmp_path / "p").run("review", "pack", "es_MX", "--readers")
    assert ran.code in (1, 2)
    assert "questions:" in ran.err + ran.out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<<<<<<< HEAD", "review-conflict"),
        ("{", "review-damaged"),
        ("[]", "review-damaged"),
        ('{"session": "x"}', "review-damaged"),
        ('{"who": "Ana"}', "review-unknown-key"),
    ],
)
def test_a_line_that_cannot_be_read_is_never_lost(project: Project, line: str, code: str) -> None:
    pack = data_in(readers_pack(project))
    apply(project, counts(pack))
    project.write(FILE, project.text(FILE) + line + "\n")
    held = project.text(FILE)
    ran = apply(project, counts(pack, session="f" * 16))
    assert code in {one["code"] for one in ran.json["diagnostics"]}
    assert project.text(FILE) == held
    project.write(FILE, 2 * (held.split("\n")[0] + "\n"))
    assert "review-duplicate" in project.run("build", "es_MX").err


def test_the_file_of_no_edition_is_told(project: Project) -> None:
    apply(project, counts(data_in(readers_pack(project))))
    assert "review-not-read" not in project.run("build", "es_MX").err
    project.write("reviews/readers/es_XX.jsonl", project.text(FILE))
    assert "review-not-read" in project.run("build", "es_MX").err


SESSIONS = st.builds(
    Session,
    session=st.sampled_from(["a" * 16, "b" * 16]),
    chapter=st.sampled_from(["one.md", "part/two.md"]),
    text=st.sampled_from(["0" * 16, "1" * 16]),
    on=st.dates().map(str),
    readers=st.integers(9, 10_000),
    right=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    stumbled=st.lists(
        st.builds(
            lambda at, long, many: Stumbled(0, at, at + long, many),
            *(st.integers(0, 99), st.integers(1, 9), st.integers(1, 9)),
        ),
        max_size=3,
    ).map(tuple),
)


@given(st.lists(SESSIONS, max_size=6), st.lists(SESSIONS, max_size=3))
def test_what_is_written_is_read_again_and_twice_is_once(
    old: list[Session], new: list[Session]
) -> None:
    whole = with_sessions(old, new)
    text = format_sessions(whole)
    read = parse_sessions(text, "x.jsonl")
    assert format_sessions(read) == text
    assert with_sessions(whole, new) == whole
    assert len(read) == len({one.key for one in (*old, *new)})


@given(st.text(max_size=80))
def test_any_line_is_read_or_refused(text: str) -> None:
    try:
        parse_sessions(text, "x.jsonl")
    except ProblemsFound as stopped:
        found = stopped.diagnostics
    else:
        found = ()
    assert bool(found) == bool(text.strip())


@pytest.mark.parametrize("text", STRINGS[::9])
def test_no_stranger_leaves_its_place(tmp_path: Path, text: str) -> None:
    project = with_questions(tmp_path / "p")
    words = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\u2028", " ")
    project.change("locales/es/guide.po", "ES When do you rest?", f"ES {words}")
    for form in ("html", "sheet"):
        ran = project.run("review", "pack", "es_MX", "--readers", "--format", form)
        assert ran.code == 0, ran
    (sheet,) = project.path("build/reviews").glob("*-sheet.html")
    assert acting(sheet.read_text("utf-8")) == []
    (page,) = project.path("build/reviews").glob("*-readers.html")
    assert data_in(page.read_text("utf-8"))["chapters"]
