"""Directories out to CSV and HSDS and back: nothing is lost, and nothing becomes better."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.exchange.contacts import hsds, table
from adaptkit.exchange.contacts.merge import Plan, plan
from adaptkit.exchange.contacts.paths import to_paths
from adaptkit.model.contact import FIELDS, Contact, Field, Shape
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.records import replace
from adaptkit.settings.directory import parse_directory
from adaptkit.settings.directory_text import rewritten

# Whatever people write: formulas, apostrophes, quotation marks, several lines, other letters.
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff")
    | st.sampled_from("\n=+-@'\"#:;,|{}_x"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() and not text.startswith("\n"))
DAYS = st.dates().map(str)
LEAVES: Mapping[Shape, st.SearchStrategy[Any]] = {
    Shape.TEXT: WORDS,
    Shape.TEXTS: st.fixed_dictionaries({"": WORDS})
    | st.dictionaries(st.sampled_from(["es", "en-GB", "zh-Hans"]), WORDS, min_size=1),
    Shape.LANGUAGES: st.lists(
        st.sampled_from(["es", "pt-BR", "zh-Hans"]), min_size=1, unique=True
    ).map(tuple),
    Shape.AREA: st.lists(st.sampled_from(["MX", "MX-NLE", "GB"]), min_size=1, unique=True).map(
        tuple
    ),
    Shape.TELEPHONE: st.sampled_from(["024", "+52 55 5533 5533", "*0311", "1-800-22", "0123456 "]),
    Shape.DIGITS: st.sampled_from(["154", "007"]),
    Shape.EMAIL: st.just("a@b.test"),
    Shape.URL: st.sampled_from(["https://a.test/?a=b,c", "http://b.test"]),
    Shape.DAY: DAYS.filter(lambda day: len(day) == 10),
    Shape.OPENING: st.sampled_from(
        ["24/7", "09:00-17:00", "Mo-Fr 09:00-13:00,15:00-24:00; Su 22:00-06:00"]
    ),
    Shape.ZONE: st.sampled_from(["America/Mexico_City", "Asia/Beirut"]),
}


def values(one: Field) -> st.SearchStrategy[Any]:
    if one.shape is Shape.CHOICE:
        return st.sampled_from(one.options)
    if one.shape in (Shape.GROUP, Shape.LIST):
        group = groups(one)
        if one.shape is Shape.GROUP:
            return group
        return st.lists(group, min_size=1, max_size=3, unique_by=_sorted).map(tuple)
    return LEAVES[one.shape]


def _sorted(group: dict[str, Any]) -> str:
    return repr(sorted(group.items()))


def groups(one: Field) -> st.SearchStrategy[Any]:
    needed = {part.key: values(part) for part in one.parts if part.required}
    more = {part.key: values(part) for part in one.parts if not part.required}
    if one.key == "messaging":
        needed["number"] = more.pop("number")
    if one.key == "hours":
        needed = {"open": more.pop("open"), "time_zone": more.pop("time_zone")}
    return st.fixed_dictionaries(needed, optional=more)


SAID = st.fixed_dictionaries(
    {"name": values(FIELDS["name"])},
    optional={key: values(one) for key, one in FIELDS.items() if key != "name"},
)
AREAS = 'areas: {MX-NLE: "Nuevo León"}\n'


def written(said: list[dict[str, Any]]) -> tuple[Contact, ...]:
    return parse_directory(rewritten(f"{AREAS}contacts:\n", [], said), path="d.yaml")


def back(contacts: tuple[Contact, ...], form: str, known: tuple[Contact, ...]) -> Plan:
    if form == "csv":
        incoming, told = table.parse(table.render(contacts), "d.csv")
        assert told == ()
    else:
        incoming = hsds.parse(hsds.render(contacts, "MX"), "d.json", "MX", known)
    if not known:
        incoming = tuple(replace(one, key="") for one in incoming)
    return plan(known, incoming)


@given(st.lists(SAID, min_size=1, max_size=3, unique_by=lambda said: repr(said["name"])))
def test_what_is_written_as_yaml_is_read_again(said: list[dict[str, Any]]) -> None:
    assert [dict(contact.said) for contact in written(said)] == said


@pytest.mark.parametrize("form", ["csv", "hsds"])
@given(said=st.lists(SAID, min_size=1, max_size=3, unique_by=lambda said: repr(said["name"])))
def test_nothing_is_lost_on_the_way(form: str, said: list[dict[str, Any]]) -> None:
    """Whether the contacts are there already, or none is."""
    contacts = written(said)
    assert back(contacts, form, contacts).changes == ()
    assert [dict(one.said) for one in back(contacts, form, ()).changes] == said


COMMENTED = """\
# Nobody has dialled these numbers.
areas: {MX-NLE: "Nuevo León"}
contacts:
  # periodico.test, read 2026-11-28
  - name: "Línea"  # a line
    # of 2023
    telephone: "911"
    helps_with:
      # from the page
      es: "Crisis."  # checked
      en: "Crisis # not a comment."
    verified_by: "us"
    verified_on: 2026-11-01

  # the second
  - {name: Centro, url: "https://centro.test"}  # in braces
  -
    # below its dash
    name: "Grupo"
    area: [MX-NLE]
  # the end
other_key_follows: {}
""".replace("other_key_follows: {}\n", "")
COMMENTS = [
    *("# Nobody has dialled", "# periodico.test", "# a line", "# of 2023", "# from the page"),
    *("# checked", "# the second", "# in braces", "# below its dash", "# the end"),
]


@given(st.data())
def test_no_comment_and_no_contact_goes(data: st.DataObject) -> None:
    contacts = parse_directory(COMMENTED, path="d.yaml")
    changed = [
        (contact, {**dict(contact.said), **data.draw(SAID)})
        for contact in contacts
        if data.draw(st.booleans())
    ]
    added = data.draw(st.lists(SAID, max_size=2))
    text = rewritten(COMMENTED, changed, added)
    for comment in COMMENTS:
        assert text.count(comment) == 1
    new = {id(contact): said for contact, said in changed}
    wanted = [dict(new.get(id(contact), contact.said)) for contact in contacts] + added
    assert [dict(one.said) for one in parse_directory(text, path="d.yaml")] == wanted


@given(st.lists(SAID, max_size=2))
def test_what_nobody_changed_stays_to_the_byte(added: list[dict[str, Any]]) -> None:
    text = rewritten(COMMENTED, [], added)
    assert text.startswith(COMMENTED.removesuffix("  # the end\n"))
    assert rewritten(COMMENTED, [], []) == COMMENTED
    windows = COMMENTED.replace("\n", "\r\n")
    (first, *_) = parse_directory(windows, path="d")
    said = {**first.said, "kind": "crisis"}
    assert "\n" not in rewritten(windows, [(first, said)], added).replace("\r\n", "")


# What comes from a person ---------------------------------------------------------------------

ONE = """\
contacts:
  - name: "Línea"
    kind: crisis
    telephones: ["024", "800 911 2000"]
    email: "a@linea.test"
    hours: {open: "09:00-17:00", time_zone: America/Mexico_City}
    helps_with: {es: "Crisis."}
    verified_by: "us"
    verified_on: 2026-11-01
    verify_by: 2027-11-01
  - name: "Centro"
    url: "https://centro.test"
"""
CONTACTS = parse_directory(ONE, path="d.yaml")


def edited(change: Any) -> Plan:
    """The table after ``change`` has had its rows, as lists of cells below their columns."""
    text = table.render(CONTACTS).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    cells = change(cells) or cells
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in cells for name in row))
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(cells)
    return plan(CONTACTS, table.parse(out.getvalue().encode(), "d.csv")[0])


def told(found: Plan) -> list[tuple[str, str, str]]:
    return [(d.path, d.before, d.after) for one in found.changes for d in one.differences]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("telephones.1.number", "025"),
        ("telephones.2.number", ""),
        ("email", "b@linea.test"),
        ("hours.open", "24/7"),
        ("kind", "emergency"),
        ("url", "https://linea.test"),
    ],
)
def test_what_was_looked_at_and_has_changed_is_not_verified(column: str, value: str) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0][column] = value

    found = edited(change)
    (one,) = found.changes
    assert one.reset == "us 2026-11-01"
    assert not {"verified_by", "verified_on"} & set(one.said)
    assert one.said["verify_by"] == "2027-11-01"


def test_a_newer_check_is_a_persons_word() -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"telephones.1.number": "025", "verified_on": "2026-11-20"}

    (one,) = edited(change).changes
    assert (one.reset, one.said["verified_on"]) == ("", "2026-11-20")


def test_an_old_file_verifies_no_other_number() -> None:
    """It went out with a check; then the number was changed here, and is not verified any more."""
    content = table.render(CONTACTS).decode("utf-8-sig").replace("'024", "'025").encode()
    check = '    verified_by: "us"\n    verified_on: 2026-11-01\n'
    now = parse_directory(ONE.replace('"024"', '"025"').replace(check, ""), path="d.yaml")
    assert plan(now, table.parse(content, "d.csv")[0]).changes == ()
    # Nor does it a new one that somebody made of its row.
    found = table.parse(content, "d.csv")[0]
    (copied, _) = (replace(one, key="") for one in found)
    copied = replace(copied, said={**copied.said, "name": "Otra"})
    (one,) = plan(now, [copied]).changes
    assert not {"verified_by", "verified_on"} & set(one.said)


def test_words_may_change_and_a_check_holds() -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["helps_with.es"] = "En una crisis."

    found = edited(change)
    assert told(found) == [("helps_with.es", "Crisis.", "En una crisis.")]
    assert found.changes[0].reset == ""
    assert found.changes[0].said["verified_by"] == "us"


@pytest.mark.parametrize("form", ["csv", "hsds"])
def test_an_old_file_takes_no_newer_words_back(form: str) -> None:
    """It went out; then its words were mended here."""
    for words in ('{es: "Solo en una crisis."}', '{es: "Crisis.", en: "In a crisis."}'):
        now = parse_directory(ONE.replace('{es: "Crisis."}', words), path="d.yaml")
        assert back(CONTACTS, form, now).changes == ()
    without = parse_directory(ONE.replace('    helps_with: {es: "Crisis."}\n', ""), path="d.yaml")
    assert without[0].said.get("helps_with") is None
    assert back(CONTACTS, form, without).changes == ()


def test_words_that_were_changed_on_both_sides_are_left_to_a_person() -> None:
    content = table.render(CONTACTS).decode("utf-8-sig").replace("Crisis.", "En crisis.").encode()
    now = parse_directory(ONE.replace("Crisis.", "Solo en una crisis."), path="d.yaml")
    with pytest.raises(ProblemsFound) as problems:
        plan(now, table.parse(content, "d.csv")[0])
    (found,) = problems.value.diagnostics
    assert found.code == "contact-changed-twice"
    assert "(helps_with.es)" in found.message
    # In an older file nobody can see which side changed.
    older = re.sub(r"-[0-9a-f]{6,}(?=\W*\n)", "", content.decode()).encode()
    (one,) = plan(now, table.parse(older, "d.csv")[0]).changes
    assert one.said["helps_with"] == {"es": "En crisis."}


WORDS = st.sampled_from(["", "Uno", "Dos", "Tres"])


@given(WORDS, WORDS, WORDS, WORDS, WORDS, WORDS)
def test_what_one_side_changed_is_taken_from_that_side(
    es: str, en: str, here_es: str, here_en: str, there_es: str, there_en: str
) -> None:
    def contact(*texts: str) -> list[dict[str, Any]]:
        said = {tag: text for tag, text in zip(("es", "en"), texts, strict=True) if text}
        # The second one keeps the columns there, whatever the first says.
        both = {"name": {"": "B"}, "helps_with": {"es": "Be", "en": "Be"}}
        return [{"name": {"": "A"}, **({"helps_with": said} if said else {})}, both]

    exported, here = written(contact(es, en)), written(contact(here_es, here_en))
    stamped = table.parse(table.render(exported), "d.csv")[0]
    there = table.parse(table.render(written(contact(there_es, there_en))), "d.csv")[0]
    incoming = [replace(one, stamp=old.stamp) for one, old in zip(there, stamped, strict=True)]
    trios = [(es, here_es, there_es), (en, here_en, there_en)]
    crossed = any(was != h and was != t and h != t and h and t for was, h, t in trios)
    if crossed:
        with pytest.raises(ProblemsFound):
            plan(here, incoming)
        return
    changes = plan(here, incoming).changes
    after = to_paths(changes[0].said if changes else here[0].said)
    for tag, (was, ours, theirs) in zip(("es", "en"), trios, strict=True):
        # An empty cell takes away only what stands here as it went out.
        wanted = theirs if ours == was else ours or ("" if theirs == was else theirs)
        assert after.get(f"helps_with.{tag}", "") == wanted


def test_a_column_that_is_gone_says_nothing_and_an_empty_cell_takes_away() -> None:
    def without(rows: list[dict[str, str]]) -> None:
        for row in rows:
            del row["helps_with.es"], row["hours.open"], row["verified_by"]

    assert edited(without).changes == ()

    def emptied(rows: list[dict[str, str]]) -> None:
        rows[0]["helps_with.es"] = ""

    assert told(edited(emptied)) == [("helps_with.es", "Crisis.", "")]


def test_rows_that_are_gone_moved_and_new() -> None:
    def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        new = dict.fromkeys(rows[0], "") | {"name": "Nuevo", "telephones.1.number": "079"}
        named = rows[1] | {"key": "", "url": "https://nuevo.test"}
        return [new, named]

    found = edited(change)
    assert found.left == ("Línea",)
    assert [(one.name, one.old is None) for one in found.changes] == [
        ("Nuevo", True),
        ("Centro", False),
    ]


def test_a_key_that_nobody_knows_any_more_is_told() -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[1]["key"] = "'00000000"

    found = edited(change)
    assert found.changes == ()
    assert [(one.code, one.position.line) for one in found.problems] == [("contact-gone", 3)]
    assert "Centro" in found.left


def test_columns_that_were_sorted_apart_are_refused() -> None:
    def change(rows: list[dict[str, str]]) -> None:
        names = [row["name"] for row in rows]
        for row, name in zip(rows, reversed(names), strict=True):
            row["name"] = name

    with pytest.raises(ProblemsFound) as problems:
        edited(change)
    assert {one.code for one in problems.value.diagnostics} == {"exchange-slipped"}


def test_everything_that_is_wrong_is_told_with_line_and_column() -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"kind": "crisys", "telephones.1.number": "call us", "verify_by": "1/11/2027"}
        rows[1] |= {"hours.open": "all day", "name": ""}

    with pytest.raises(ProblemsFound) as problems:
        edited(change)
    found = {(one.code, one.position.line) for one in problems.value.diagnostics}
    assert found == {
        ("unknown-value", 2),
        ("wrong-telephone", 2),
        ("wrong-date", 2),
        ("wrong-hours", 3),
        ("missing-key", 3),
    }
    assert all(one.position.path == "d.csv" for one in problems.value.diagnostics)


def test_the_same_contact_in_two_rows_is_refused() -> None:
    with pytest.raises(ProblemsFound) as problems:
        edited(lambda rows: [*rows, rows[0]])
    assert [one.code for one in problems.value.diagnostics] == ["contact-twice"]


def test_no_formula_goes_out_and_no_number_loses_its_zero() -> None:
    text = "contacts:\n  - {name: '=cmd|x', telephones: ['024', '+52 55 5533 5533'], kind: ms}\n"
    content = table.render(parse_directory(text, path="d"))
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["name"] == "'=cmd|x"
    assert row["telephones.1.number"] == "'024"
    assert row["telephones.2.number"] == "''+52 55 5533 5533"
    assert row["status"] == "unverified"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_spreadsheet_is_read(encoding: str, delimiter: str) -> None:
    rows = [["Name", "Kind", "Telephones 1 number", "Nota"], ["Línea", "crisis", "024", "x"]]
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    incoming, said = table.parse(text.encode(encoding), "d.csv")
    assert incoming[0].said == {"name": "Línea", "kind": "crisis", "telephones.1.number": "024"}
    assert said[-1].code == "exchange-columns"
    assert '"nota" is no field' in said[-1].message


@pytest.mark.parametrize("begin", ["\ufeff", "\ufeff\ufeff", '"\ufeff'])
def test_a_mark_that_a_spreadsheet_kept_is_no_letter_of_a_name(begin: str) -> None:
    text = table.render(CONTACTS).decode("utf-8-sig")
    content = (begin + (text[1:] if begin.startswith('"') else text)).encode()
    found, told = table.parse(content, "d.csv")
    assert told == ()
    assert plan(CONTACTS, found).changes == ()


@pytest.mark.parametrize("content", [b"", b"name\nx\n", b"a,b\n1,2\n", b'name,kind\n"x,ms\n'])
def test_what_is_no_table_of_contacts_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemsFound):
        table.parse(content, "d.csv")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[1]", b'{"contents": 3}', b'{"a": 1}'])
def test_what_is_no_hsds_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemsFound) as problems:
        hsds.parse(content, "d.json", "MX", ())
    assert [one.code for one in problems.value.diagnostics] == ["exchange-damaged"]


# HSDS -----------------------------------------------------------------------------------------


def service() -> Any:
    return json.loads(hsds.render(CONTACTS, "MX"))["contents"][0]


def test_what_fits_stands_where_hsds_has_it() -> None:
    made = service()
    assert (made["name"], made["status"]) == ("Línea", "active")
    # Whoever takes it into another list is told what nobody has looked at.
    assert "alert" not in made
    others = json.loads(hsds.render(CONTACTS, "MX"))["contents"][1:]
    assert all(one["alert"].startswith("Not verified") for one in others)
    assert (made["email"], made["assured_date"]) == ("a@linea.test", "2026-11-01")
    assert [phone["number"] for phone in made["phones"]] == ["024", "800 911 2000"]
    assert [(one["byday"], one["opens_at"], one["closes_at"]) for one in made["schedules"]] == [
        ("MO,TU,WE,TH,FR,SA,SU", "09:00", "17:00")
    ]
    assert made["organization"]["name"] == "Línea"
    labels = {one["label"]: one["value"] for one in made["attributes"]}
    assert labels["kind"] == "crisis"
    assert labels["hours.time_zone"] == "America/Mexico_City"


def test_a_program_that_knows_no_attributes_takes_none_away() -> None:
    made = service()
    del made["attributes"]
    made["email"] = "b@linea.test"
    content = json.dumps([made]).encode()
    found = plan(CONTACTS, hsds.parse(content, "d.json", "MX", CONTACTS))
    assert told(found)[0] == ("email", "a@linea.test", "b@linea.test")
    assert found.changes[0].said["kind"] == "crisis"
    assert found.changes[0].said["helps_with"] == {"es": "Crisis."}
    assert found.changes[0].reset


def test_a_description_that_another_program_changed_is_taken() -> None:
    made = service() | {"description": "En una crisis."}
    found = plan(CONTACTS, hsds.parse(json.dumps(made).encode(), "d.json", "MX", CONTACTS))
    assert told(found) == [("helps_with.es", "Crisis.", "En una crisis.")]


def test_hostile_values_are_refused_with_the_name_of_their_contact() -> None:
    made = service() | {"url": "javascript:alert(1)", "phones": [{"number": "<b>"}, 3]}
    with pytest.raises(ProblemsFound) as problems:
        plan(CONTACTS, hsds.parse(json.dumps(made).encode(), "d.json", "MX", CONTACTS))
    assert {one.code for one in problems.value.diagnostics} == {"wrong-url", "wrong-telephone"}
    assert all(one.message.startswith('"Línea": ') for one in problems.value.diagnostics)


# One place ------------------------------------------------------------------------------------


@pytest.mark.parametrize("property_", ["fees_description", ""])
def test_a_made_up_field_goes_out_and_comes_back(
    property_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FIELDS, "cost", Field("cost", Shape.TEXTS, "Cost", property_))
    contacts = parse_directory("contacts:\n  - {name: A, cost: gratuito}\n", path="d")
    assert to_paths(contacts[0].said)["cost"] == "gratuito"
    (row,) = csv.DictReader(io.StringIO(table.render(contacts).decode("utf-8-sig")))
    assert row["cost"] == "gratuito"
    made = json.loads(hsds.render(contacts, "MX"))["contents"][0]
    labels = {one["label"]: one["value"] for one in made["attributes"]}
    assert (made.get("fees_description"), labels.get("cost")) == (
        ("gratuito", None) if property_ else (None, "gratuito")
    )
    for form in ("csv", "hsds"):
        assert back(contacts, form, contacts).changes == ()
        (new,) = back(contacts, form, ()).changes
        assert new.said["cost"] == {"": "gratuito"}
    (one,) = contacts
    text = rewritten("contacts:\n  - {name: A}\n", [(one, {**one.said, "cost": {"es": "10"}})], [])
    assert 'cost:\n      es: "10"\n' in text
