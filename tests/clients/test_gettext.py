"""Catalogues as GNU gettext and polib see them: ours, generated ones, and other people's."""

from __future__ import annotations

import gettext
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenarios.projects import Project

from adaptkit.catalogues.identity import identify
from adaptkit.catalogues.merge import merge, new_catalogue
from adaptkit.catalogues.mo import parse_mo, render_mo
from adaptkit.catalogues.plurals import _table, plural_rule
from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.catalogues.template import make_template
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.unit import Unit
from adaptkit.records import replace

ES = Locale("es")
ROOT = Path(__file__).parents[2]
NOW = "2026-01-02 03:04+0000"


def msgcat(text: str) -> str:
    run = subprocess.run(
        ["msgcat", "--no-wrap", "--force-po", "-"], input=text.encode(), capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode() + text
    return run.stdout.decode()


def msgfmt(text: str, *options: str) -> str:
    run = subprocess.run(
        ["msgfmt", *options, "-o", os.devnull, "-"], input=text.encode(), capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stderr.decode()


def read(text: str, locale: Locale | None = ES) -> Catalogue:
    return parse_po(text.encode(), path="x.po", locale=locale, domain="guide")


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\x04"), max_size=12) | st.text(
    'a"\\\n\t\r n', max_size=10
)
LINE = st.text(st.characters(codec="utf-8", exclude_characters="\0\x04\r\n"), max_size=10).filter(
    lambda line: not line.endswith("\\")
)
# gettext drops a "./" at the beginning of a reference.
NAME = st.text("abz.-/é", max_size=44).map("a{}".format)
FLAGS = st.lists(
    st.sampled_from(["python-brace-format", "no-wrap", "c-format", "no-php-format"]),
    unique=True, max_size=3,
)  # fmt: skip


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    found = []
    for number in range(draw(st.integers(0, 5))):
        words = draw(TEXT)
        obsolete = bool(words) and draw(st.booleans())
        fuzzy = bool(words) and draw(st.booleans())
        state = EntryState.FUZZY if fuzzy else EntryState.TRANSLATED
        if obsolete:
            state = EntryState.OBSOLETE
        elif not words:
            state = EntryState.UNTRANSLATED
        many = draw(st.none() | TEXT)
        plural = None if many is None or not words else (many, ((0, words), (1, "more")))
        found.append(
            Entry(
                f"{number}{draw(NAME)}", draw(TEXT), words, state,
                (*(["fuzzy"] if fuzzy else []), *draw(FLAGS)),
                "\n".join(draw(st.lists(LINE, max_size=3))),
                tuple(draw(st.lists(LINE, max_size=2))),
                tuple(draw(st.lists(NAME, max_size=6))),
                draw(TEXT), draw(TEXT), plural, Position("", 0), draw(TEXT),
            )
        )  # fmt: skip
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("X-Generator", "Poedit 3.2"))
    return Catalogue(ES, "guide", tuple(found), header, "", draw(st.sampled_from([(), ("fuzzy",)])))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues())
def test_what_is_written_is_what_msgcat_writes(made: Catalogue) -> None:
    text = render_po(made)
    assert msgcat(text) == text
    assert render_po(read(text)) == text


def polib_facts(content: str) -> Counter[tuple[object, ...]]:
    import polib

    found = polib.pofile(content, wrapwidth=0)
    return Counter((e.msgctxt or "", e.msgid, e.msgstr, e.fuzzy, bool(e.obsolete)) for e in found)


@settings(max_examples=100)
@given(catalogues())
def test_polib_reads_the_same(made: Catalogue) -> None:
    # polib knows neither \r nor the rarer escapes as gettext does; those are msgcat's to judge.
    plain = tuple(
        replace(e, plural=None)
        for e in made.entries
        if not set("\a\b\f\v\r\\\x1c\x1d\x1e\x85\u2028\u2029") & set(e.msgid + e.msgstr + e.comment)
    )
    plain = tuple(
        replace(
            e, comment="", extracted=(), previous_msgid="", previous_context="", previous_plural=""
        )
        for e in plain
    )
    text = render_po(replace(made, entries=plain))
    assert polib_facts(text) == Counter(
        (e.unit_id, e.msgid, e.msgstr, "fuzzy" in e.flags, not e.live) for e in plain
    )


@pytest.mark.parametrize("language", ["es", "zh"])
def test_real_catalogues(language: str, corpus: Path) -> None:
    path = corpus / f"rust-by-example/now/po/{language}.po"
    content = path.read_text("utf-8")
    locale = Locale.parse(path.stem)
    found = read(content, locale)
    canonical = render_po(found)
    assert canonical == msgcat(content)
    assert render_po(read(canonical, locale)) == canonical
    facts = Counter(
        (e.unit_id, e.msgid, e.msgstr, "fuzzy" in e.flags, not e.live) for e in found.entries
    )
    assert polib_facts(content) == facts


def committed() -> list[Path]:
    """Every catalogue and template of this repository."""
    folders = (ROOT / "locales", ROOT / "src/adaptkit/interface", ROOT / "src/adaptkit/starter")
    found = [p for f in folders for suffix in ("po", "pot") for p in f.rglob(f"*.{suffix}")]
    return sorted(found)


@pytest.mark.parametrize("path", committed(), ids=lambda path: str(path.relative_to(ROOT)))
def test_committed_catalogues_pass_gettext(path: Path) -> None:
    content = path.read_text("utf-8")
    assert msgcat(content) == content
    # A template has no language and no translator yet: its header is not to be judged.
    assert msgfmt(content, "-c" if path.suffix == ".po" else "--check-format") == ""


@pytest.mark.parametrize("language", ["es", "zh"])
def test_real_catalogues_are_adopted_whole(language: str, corpus: Path) -> None:
    path = corpus / f"rust-by-example/now/po/{language}.po"
    old = read(path.read_text("utf-8"), Locale.parse(path.stem))
    units = [
        Unit("", BlockKind.PARAGRAPH, e.msgid, Position("a.md"), f"s{n // 20}")
        for n, e in enumerate(old.live)
    ]
    identity = identify(units, None)
    units = [replace(u, id=i) for u, i in zip(units, identity.ids, strict=True)]
    template = make_template(
        units, previous=None, domain="guide", title="Guide", version="1", now=NOW
    )
    merged, _ = merge(template, old)
    pairs = list(zip(merged.live, old.live, strict=True))
    assert [e.msgstr for e, was in pairs if was.msgstr] == [e.msgstr for e in old.live if e.msgstr]
    assert [e.state for e, was in pairs if was.msgstr] == [e.state for e in old.live if e.msgstr]
    assert all(e.state is EntryState.FUZZY for e, was in pairs if e.msgstr and not was.msgstr)
    text = render_po(merged)
    assert msgcat(text) == text


@pytest.mark.parametrize("language", ["es", "zh"])
def test_a_real_project_is_adopted_and_lives_on(
    language: str, corpus: Path, tmp_path: Path
) -> None:
    """As its owner would do it: the guide's Markdown and the catalogue put in place, then
    ``adaptkit update``; half a year later the guide of today, and the same again."""
    book = corpus / "rust-by-example"
    given = (book / "now" / "po" / f"{language}.po").read_text("utf-8")
    old = [e for e in read(given, Locale.parse(language)).entries if e.msgstr]
    project = Project(tmp_path)
    name = f"locales/{language}/guide.po"
    project.write(name, given)
    for date, adopted in (("2024-10", True), ("now", False)):
        shutil.rmtree(project.path("source_guide"), ignore_errors=True)
        shutil.copytree(book / date / "src", project.path("source_guide"))
        # Some of these translations lack a mark that ends what it begins: update says so with a 1.
        ran = project.run("update", "--json")
        assert ran.code in (0, 1), ran
        told = ran.json["catalogues"][0]["adopted"]
        if adopted:
            assert told["held"] == len(old)
            assert told["kept"] + told["suggested"] + told["obsolete"] == len(old)
            assert told["kept"] > 200
        else:
            assert told is None
        text = project.text(name)
        after = read(text, Locale.parse(language))
        assert {e.msgstr for e in old} <= {e.msgstr for e in after.entries}
        assert {e.comment for e in old} <= {e.comment for e in after.entries} | {""}
        # What is finished was finished for this very text, but for how links and stresses are
        # written; no suggestion is.
        finished = {e.msgstr for e in old if e.finished}
        assert {e.finished for e in after.live} - {""} <= finished
        assert project.run("update", "--check", "--json").json["files"] == []
        assert msgcat(text) == text


def test_a_template_and_a_new_catalogue_pass_msgfmt() -> None:
    units = [
        Unit("a.1", BlockKind.HEADING, "Your {x}", Position("a b.md"), "a", placeholders=("x",)),
        Unit("a.2", BlockKind.LIST_ITEM, "100% of {", Position("a.md"), "a", place=(1, 2)),
    ]
    template = make_template(
        units, previous=None, domain="guide", title="A “guide”", version="1", now=NOW
    )
    text = render_po(template)
    assert msgcat(text) == text
    assert msgfmt(text) == ""
    for tag in ("es", "ar", "zh-Hans-MY", "tet", "sr-Latn"):
        made = render_po(new_catalogue(template, Locale.parse(tag), now=NOW))
        assert msgcat(made) == made
        assert "error" not in msgfmt(made, "-c")


@settings(max_examples=150)
@given(st.lists(st.sampled_from(
    ['msgid "a"', 'msgid "b', 'msgstr "x"', 'msgstr "', '"more"', "# c", "#, fuzzy", 'msgctxt "c"',
     '#~ msgid "o"', '#~ msgstr "p"', "", "junk", '#| msgid "old"', 'msgstr "a"b"', 'msgstr "\\q"']
), max_size=7))  # fmt: skip
def test_what_msgcat_refuses_is_refused(lines: list[str]) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text = header + "\n".join(lines) + "\n"
    run = subprocess.run(
        ["msgcat", "--no-wrap", "--force-po", "-"], input=text.encode(), capture_output=True
    )
    try:
        found = read(text)
    except ProblemsFound:
        return
    if run.returncode == 0:
        assert read(run.stdout.decode()).by_id().keys() == found.by_id().keys()
    else:
        # What we accept beyond it: an obsolete entry with the id of a live one.
        assert b"duplicate message definition" in run.stderr or b"fatal" in run.stderr


# MO --------------------------------------------------------------------------------------


def test_msgunfmt_reads_our_mo_files_and_we_read_those_of_msgfmt(
    corpus: Path, tmp_path: Path
) -> None:
    path = corpus / "rust-by-example/now/po/es.po"
    catalogue = read(path.read_text("utf-8"))
    # msgfmt refuses texts of which one ends in a line end and the other does not.
    finished = tuple(
        e for e in catalogue.live
        if e.finished and e.msgid.endswith("\n") == e.finished.endswith("\n")
    )  # fmt: skip
    assert len(finished) > 300
    path = tmp_path / "es.po"
    path.write_text(render_po(replace(catalogue, entries=finished)), "utf-8")
    ours, theirs = tmp_path / "ours.mo", tmp_path / "theirs.mo"
    ours.write_bytes(render_mo(catalogue.header, finished))
    run = subprocess.run(["msgunfmt", "--no-wrap", ours], capture_output=True)
    assert (run.returncode, run.stderr) == (0, b"")
    back = read(run.stdout.decode())
    wanted = {(e.unit_id, e.msgid): e.msgstr for e in finished}
    assert {(e.unit_id, e.msgid): e.msgstr for e in back.entries} == wanted
    assert dict(back.header) == dict(catalogue.header)
    for order in ("little", "big"):
        subprocess.run(["msgfmt", f"--endianness={order}", "-o", theirs, path], check=True)
        found = parse_mo(theirs.read_bytes(), path="x.mo", locale=ES, domain="guide")
        assert {(e.unit_id, e.msgid): e.msgstr for e in found.entries} == wanted


# Plural rules ----------------------------------------------------------------------------


def test_new_catalogues_have_the_rule_that_msginit_writes(tmp_path: Path) -> None:
    (tmp_path / "x.pot").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n',
        "utf-8",
    )
    said = {}
    for code in ("pt_BR", *(code for code in _table() if len(code) == 2)):
        run = subprocess.run(
            ["msginit", "--no-translator", "-l", code, "-i", "x.pot", "-o", "-"],
            capture_output=True, text=True, cwd=tmp_path,
        )  # fmt: skip
        said[code] = read(run.stdout, Locale.parse(code)).field("Plural-Forms")
    known = {code: rule for code, rule in said.items() if "INTEGER" not in rule and rule}
    assert len(known) >= 38
    assert {code: plural_rule(Locale.parse(code)) for code in known} == known


def test_where_our_rules_differ_from_weblates() -> None:
    """translation-finder brings weblate-language-data along."""
    from weblate_language_data.languages import LANGUAGES

    def shape(rule: str) -> list[int]:
        form = gettext.c2py(rule.partition("plural=")[2].rstrip(";"))
        return [form(n) for n in (*range(2000), 1_000_000)]

    theirs = {code: f"nplurals={n}; plural={rule};" for code, _, n, rule in LANGUAGES}
    shared = [code for code in _table() if code in theirs]
    assert len(shared) > 600
    differ = {code for code in shared if shape(theirs[code]) != shape(_table()[code][0])}
    # msginit's own rules, older than CLDR's.
    assert differ == {"ga", "he", "lv", "pt"}
