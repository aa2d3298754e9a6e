"""What earlier builds have kept changes nothing: the same bytes, the same words said, whatever has
happened to the project, to the output or to what was kept."""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.readiness import kept_editions, output
from adaptkit.readiness.maker import Maker
from adaptkit.records import replace
from adaptkit.writers import Format, Others, html
from tests.scenarios.kept_builds import EDITIONS, Both, pages, say
from tests.scenarios.kept_walk import walk
from tests.scenarios.projects import TODAY, translate

pytestmark = pytest.mark.at_length


@pytest.mark.parametrize("trusting", [False, True])
def test_whatever_people_do(
    trusting: bool, seed: int, builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``trusting``: files are old enough to be known by their size and times alone."""
    if trusting:
        monkeypatch.setattr(kept_editions, "RACY", -(10**15))
    shutil.copytree(builds.project.root, builds.home / "spare")
    walk(builds, random.Random(seed + trusting), 8)
    assert len(builds.seen) == 8


def test_the_sizes_that_the_index_names(builds: Both) -> None:
    builds.build()
    say(builds, "ES Rest before", "ES Rest " + "before " * 400)
    assert "kB" in builds.build().out


def test_the_sizes_that_a_page_names_of_other_formats(builds: Both) -> None:
    builds.build()
    say(builds, "AR One glass", "AR One glass " + "of water " * 400, "ar/guide")
    assert "kB" in builds.build().out


def test_the_title_of_all_editions(builds: Both) -> None:
    """Nothing else of these editions says it."""
    for edition in ("es", "ar", "es_MX"):
        builds.project.path(f"locales/editions/{edition}.yaml").unlink()
    builds.project.path("locales/en/guide.po").unlink()
    builds.build()
    builds.project.change("source_guide/guide.yaml", '"Living at home"', '"Living elsewhere"')
    builds.build()
    assert b"Living elsewhere" in pages(builds.folders()[0])["index.html"]


def apart(text: str, first: str, second: str) -> tuple[str, str, str, str, str]:
    """The text before, between and after the last lines of two entries, which begin so."""
    before, one, rest = text.partition(f'\nmsgstr "{first}')
    between, two, after = rest.partition(f'\nmsgstr "{second}')
    assert one
    assert two
    line, _, more = between.partition("\n")
    last, _, end = after.partition("\n")
    return before, one + line, f"\n{more}", two + last, f"\n{end}"


def test_empty_lines_within_entries(builds: Both) -> None:
    """What stands between two empty lines is the same as before, but for the order."""
    name = "locales/es/guide.po"
    text = builds.project.text(name)
    start, one, between, two, end = apart(text, "ES Ask what", "ES Write down")
    builds.project.write(name, f"{start}\n{one}{between}\n{two}{end}")
    builds.build()
    builds.project.write(name, f"{start}\n{two}{between}\n{one}{end}")
    builds.build()


def test_a_flag_that_stands_before_an_empty_line(builds: Both) -> None:
    """It is of the entry that follows, not of the one that it moves away from."""
    name = "locales/es/guide.po"
    text = builds.project.text(name)
    start, one, between, two, end = apart(text, "ES Ask what", "ES Write down")
    for first, second in (("\n#, fuzzy", ""), ("", "\n#, fuzzy"), ("\n\n#, fuzzy", "")):
        builds.project.write(name, f"{start}{one}{first}{between}{two}{second}{end}")
        builds.build()


def test_two_catalogues_of_one_edition(builds: Both) -> None:
    """Saved since the last build, with another passage corrected in each."""
    text = builds.project.text("locales/es/guide.po")
    builds.project.write("locales/es_MX/guide.po", text.replace('msgstr "ES ', 'msgstr "MX '))
    builds.build()
    say(builds, "ES Rest ", "ES Pause ")
    say(builds, "MX Drink ", "MX Sip ", "es_MX/guide")
    builds.build()
    assert b"MX Rest" in pages(builds.folders()[0])["es_MX/md/02-home.md"]


def test_html_that_cannot_stand_in_its_place(builds: Both) -> None:
    """What is wrong with a translation is said each time."""
    name = "locales/es/guide.po"
    text = builds.project.text(name)
    found = re.search(r'\nmsgid ".*Own words.*"\nmsgstr "(.*)"', text)
    assert found
    source = found[0].split('"', 1)[1].split('"\nmsgstr')[0]
    good, empty = source.replace("Own words", "Palabras"), f"{source} "
    said = []
    for words in (good, empty, f" {empty}", good):
        builds.project.write(name, text[: found.start(1)] + words + text[found.end(1) :])
        said.append("translation-unusable" in builds.build("es").err)
    assert said == [False, True, True, False]


def test_an_authors_own_html_that_looks_like_a_part_of_the_page(builds: Both) -> None:
    builds.build("es")
    page = pages(builds.folders()[0])["es/html/single.html"].decode()
    told = re.search(r"</dt><dd>(\d+) de \d+ fragmentos</dd>", page)
    assert told
    # This passage is one more, and nobody has translated it.
    alike = f"</dt><dd>{told[1]} de {int(told[1]) + 1} fragmentos</dd>"
    home = "source_guide/02-home.md"
    builds.project.write(home, f"{builds.project.text(home)}\n<dl><dt>x{alike}</dl>\n")
    builds.project.done("update", "--today", TODAY)
    builds.build("es")
    assert pages(builds.folders()[0])["es/html/single.html"].decode().count(alike) == 2
    name = "locales/es/guide.po"
    for _ in range(2):
        text = builds.project.text(name)
        at = text.index('msgstr "ES A plan says')
        at = text.rindex("msgctxt", 0, at)
        builds.project.write(name, f"{text[:at]}#, fuzzy\n{text[at:]}")
        builds.build("es")
        builds.project.write(name, text)
        builds.build("es")


def test_the_original_gets_a_translation_and_loses_it(builds: Both) -> None:
    """Into its own language: from then on it has something that has to be translated."""
    name = "locales/en/guide.po"
    whole = builds.project.text(name)
    none, but_one = (
        re.sub(f'^msgstr "{words}.*"$', 'msgstr ""', whole, flags=re.MULTILINE)
        for words in ("EN ", "EN (?!Rest)")
    )
    for text in (none, but_one, none, whole, but_one):
        builds.project.write(name, text)
        builds.build("en")


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_the_words_around_all_editions(builds: Both) -> None:
    """In the guide's language, which none of these editions asks."""
    builds.project.path("locales/editions/en.yaml").unlink()
    words = HEADER + 'msgctxt "index"\nmsgid "Language and country"\nmsgstr "Which"\n'
    builds.project.write("locales/en/interface.po", words)
    builds.build()
    builds.project.change("locales/en/interface.po", '"Which"', '"For whom"')
    builds.build()
    assert b"For whom" in pages(builds.folders()[0])["index.html"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="takes no such name")
def test_a_picture_whose_name_is_not_in_utf_8(builds: Both) -> None:
    """Nobody can refer to it, and in a folder of pictures it may lie all the same."""
    guide = "source_guide/guide.yaml"
    builds.project.write(guide, f"{builds.project.text(guide)}pictures: [assets]\n")
    builds.project.write("assets/steps.svg", builds.project.text("source_guide/images/steps.svg"))
    builds.build()
    odd = os.fsencode(builds.project.path("assets")) + b"/\xff.svg"
    Path(os.fsdecode(odd)).write_bytes(b"")
    for _ in range(2):
        assert builds.build().code == 0


def remove(builds: Both, name: str) -> None:
    """Somebody takes a file out of what was built."""
    for folder in builds.folders():
        (folder / name).unlink()


@pytest.mark.parametrize("page", ["02-home", "index"])
def test_a_page_that_is_gone_of_an_edition_that_is_not_built(page: str, builds: Both) -> None:
    """Every build of another that leads to it says so, until it is there again."""
    builds.build()
    builds.build("ar")
    remove(builds, f"es/html/{page}.html")
    for _ in range(2):
        assert f'"../../es/html/{page}.html" [link-dead]' in builds.build("ar").err
    builds.build()
    assert "link-dead" not in builds.build("ar").err
    for name in ("manifest.json", f"html/{page}.html"):
        remove(builds, f"es/{name}")
    assert "link-dead" in builds.build("ar").err


def test_an_edition_that_is_gone_and_cannot_be_written(
    builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every build of those that lead to it says so, with a build of it before or none."""
    in_order = output.in_writing_order

    def failing(one: Format) -> Format:
        def write(edition: Edition, others: Others) -> Mapping[str, bytes]:
            if edition.spec.name == "es":
                raise ProblemsFound([error("use-full", Position("es"), "no room", "make room")])
            return one.write(edition, others)

        return replace(one, write=write)

    def fail() -> None:
        with monkeypatch.context() as full:
            full.setattr(output, "in_writing_order", lambda names: map(failing, in_order(names)))
            for _ in range(2):
                assert '"../../es/html/' in builds.build().err

    fail()
    builds.build()
    for folder in builds.folders():
        shutil.rmtree(folder / "es")
    fail()
    # A page of it alone; nothing is kept of the others, and nothing may be that was kept before.
    builds.build()
    for name in ("es/html/02-home.html", "ar/trace.json", "en/trace.json", "es_MX/trace.json"):
        remove(builds, name)
    fail()


def test_words_of_another_edition_that_cannot_be_read_and_can_again(builds: Both) -> None:
    """Only its own pages have them; without them no menu leads there."""
    name, words = "locales/es/interface.po", HEADER + 'msgid "Contents"\nmsgstr "Lo que hay"\n'
    builds.project.write(name, words)
    builds.build()
    for text, leads in ((words, True), ("damaged\n", False), (words, True)):
        builds.project.write(name, text)
        builds.build("ar")
        assert (b'"../../es/html/' in pages(builds.folders()[0])["ar/html/index.html"]) is leads


def test_an_obsolete_entry_beside_one_in_use(builds: Both) -> None:
    """Of the same unit: only the obsolete one is corrected."""
    name = "locales/es/guide.po"
    text = builds.project.text(name)
    blocks = [block for block in text.split("\n\n") if "ES Rest before" in block]
    found = re.search(r'^msgctxt "(.*)"$', blocks[0], re.MULTILINE)
    assert found
    old = f'\n#~ msgctxt "{found[1]}"\n#~ msgid "Earlier."\n#~ msgstr "Antes."\n'
    builds.project.write(name, text + old)
    builds.build()
    builds.project.change(name, '"Antes."', '"Mucho antes."')
    assert "100%" in builds.build("es").out
    builds.build()
    builds.project.change(name, '"Mucho antes."', '"Antes."')
    builds.build()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("charset=UTF-8", "charset=ISO-8859-1"),
        ("charset=UTF-8\\n", "charset=CHARSET\\n"),
        ("charset=UTF-8\\n", "\\n"),
        ("Language: es\\n", "Language: fr\\n"),
        ("Plural-Forms: ", "Plural-Forms: nonsense "),
    ],
)
def test_a_header_that_says_otherwise(old: str, new: str, builds: Both) -> None:
    name = "locales/es/guide.po"
    builds.build()
    text = builds.project.text(name)
    assert old in text
    builds.project.write(name, text.replace(old, new, 1))
    builds.build()
    say(builds, "ES Rest before", "ES Pause before")
    builds.build()


# What was asked for, and by whom ------------------------------------------------------------------


def test_one_edition_and_then_all_of_them(builds: Both) -> None:
    """The one leads to the others, as soon as they are there."""
    builds.build("es")
    builds.build()
    assert b"../../ar/html/" in pages(builds.folders()[0])["es/html/index.html"]


def test_other_formats_of_other_editions(builds: Both) -> None:
    """Of one nothing changes but where its menu leads."""
    builds.project.change("locales/editions/en.yaml", "[md, html]", "[md]")
    builds.project.write("locales/editions/es.yaml", EDITIONS["es"] + "formats: [html]\n")
    for arguments, leads in (((), False), (("--format", "html"), True), ((), False)):
        builds.build(*arguments)
        found = b"../../en/html/" in pages(builds.folders()[0])["es/html/index.html"]
        assert found is leads


def test_another_edition_that_was_built_otherwise_since(builds: Both) -> None:
    builds.build()
    for arguments, leads in ((("--format", "md"), False), (("--format", "html"), True)):
        builds.build("ar")
        builds.build("es", *arguments)
        builds.build("ar")
        found = b"../../es/html/" in pages(builds.folders()[0])["ar/html/index.html"]
        assert found is leads


def test_a_release_asks_what_a_draft_did_not(builds: Both) -> None:
    builds.build()
    ran = builds.build("--release")
    assert ran.code == 1
    assert "unreviewed" in ran.out + ran.err


def test_a_catalogue_that_is_saved_during_a_build(
    builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of it is written, and what is there now by the next build."""
    make = Maker.make

    def made(self: Maker, spec: EditionSpec, **more: bool) -> Edition:
        found = make(self, spec, **more)
        if spec.name == "es":
            with_it = builds.project.text("locales/es/guide.po")
            builds.project.write("locales/es/guide.po", with_it.replace("ES Rest", "ES Pause"))
        return found

    with monkeypatch.context() as saving:
        saving.setattr(Maker, "make", made)
        assert builds.with_it().code == 0
    page = builds.folders()[0] / "es/md/02-home.md"
    assert b"ES Rest" in page.read_bytes()
    builds.build()
    assert b"ES Pause" in page.read_bytes()


def test_a_catalogue_that_is_damaged_and_mended(builds: Both) -> None:
    """It stops its own editions, and no other."""
    builds.build()
    name = "locales/es/guide.po"
    text = builds.project.text(name)
    for content, code in ((text.replace('"ES Rest', "ES Rest"), 1), (text, 0)):
        builds.project.write(name, content)
        assert builds.build().code == code
        assert builds.build("ar").code == 0


# The page of all editions -------------------------------------------------------------------------


def test_another_program_writes_the_page_of_all_editions(
    builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.build()
    write = html.write_index
    monkeypatch.setattr(
        html, "write_index", lambda *args, **more: write(*args, **more) + b"<!-- other -->\n"
    )
    monkeypatch.setattr(kept_editions, "program", lambda: ["another"])
    builds.build()
    assert pages(builds.folders()[0])["index.html"].endswith(b"<!-- other -->\n")


def test_the_page_of_all_editions_that_somebody_has_changed(builds: Both) -> None:
    builds.build()
    for folder in builds.folders():
        index = folder / "index.html"
        index.write_bytes(index.read_bytes().replace(b"</body>", b"Mine.</body>"))
    builds.build()
    assert b"Mine." not in pages(builds.folders()[0])["index.html"]


def test_how_far_an_edition_is_on_the_page_of_all(builds: Both) -> None:
    """Its words are the same, and its pages as large as before; only this is another."""
    builds.build()
    for flag in ("#, fuzzy\n", ""):
        name = "locales/es/guide.po"
        text = builds.project.text(name).replace("#, fuzzy\n", "")
        at = text.rindex("msgctxt", 0, text.index('msgstr "ES Rest before'))
        builds.project.write(name, f"{text[:at]}{flag}{text[at:]}")
        builds.build()
        index = pages(builds.folders()[0])["index.html"]
        assert (b">97%" in index) is bool(flag)


# Files that were written --------------------------------------------------------------------------


FIELDS = ("st_mtime_ns", "st_ctime_ns", "st_ino", "st_size")


@pytest.mark.parametrize("field", FIELDS)
def test_whatever_the_system_says_of_a_file_that_was_changed(
    field: str, builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every system has all of these, nor says of each change in all of them."""
    now = dict.fromkeys(FIELDS, 1)

    class System:
        sep = os.sep

        @staticmethod
        def stat(path: str) -> SimpleNamespace:
            Path(path).stat()
            return SimpleNamespace(**now)

    monkeypatch.setattr(kept_editions, "os", System)
    builds.build("es")
    now[field] = 2
    _change_in_place(builds, "es/md/02-home.md")
    builds.build("es")


@pytest.mark.parametrize("old", [(), ("st_mtime_ns",), ("st_ctime_ns",)])
def test_a_clock_that_has_not_moved_since_the_file_was_written(
    old: tuple[str, ...], builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells such a file from one that was changed after it was looked at. ``old``: a copy
    has the time of what it was copied from, and Windows that when a file was made first."""
    told = {**dict.fromkeys(FIELDS, time.time_ns()), **dict.fromkeys(old, 1)}

    class System:
        sep = os.sep

        @staticmethod
        def stat(path: str) -> SimpleNamespace:
            Path(path).stat()
            return SimpleNamespace(**told)

    monkeypatch.setattr(kept_editions, "os", System)
    # One tick of this clock is longer than any test.
    monkeypatch.setattr(kept_editions, "RACY", 10**12)
    builds.build("es")
    _change_in_place(builds, "es/md/02-home.md")
    builds.build("es")


def test_files_that_are_gone_before_they_are_looked_at(
    builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody takes them away while a build ends: nobody hears of it."""

    def stamp(folder: Path, path: str) -> list[int]:
        raise FileNotFoundError(2, "No such file", str(folder / path))

    with monkeypatch.context() as gone:
        gone.setattr(kept_editions, "_stamp", stamp)
        builds.build()
    builds.build()


def _change_in_place(builds: Both, name: str) -> None:
    for folder in builds.folders():
        page = folder / name
        page.write_bytes(page.read_bytes().replace(b"ES", b"SE"))


# The fast way ------------------------------------------------------------------------------------


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that were made anew, by any build from now on."""
    found: list[str] = []
    make = Maker.make

    def made(self: Maker, spec: EditionSpec, **more: bool) -> Edition:
        found.append(spec.name)
        return make(self, spec, **more)

    monkeypatch.setattr(Maker, "make", made)
    return found


def build_kept(builds: Both, *arguments: str) -> dict[str, tuple[bytes, int]]:
    """With what is kept alone; what stands there then, with the time when it was written."""
    to = builds.folders()[0]
    assert builds.with_it(*arguments).code == 0
    return {path: (held, (to / path).stat().st_mtime_ns) for path, held in pages(to).items()}


@pytest.mark.parametrize(
    ("name", "old", "chapter", "editions"),
    [
        ("es/guide", "ES Rest before", "02-home", ("es", "es_MX")),
        ("es/guide", "ES Drink water", "03-day", ("es", "es_MX")),
        ("es/guide", "ES In the morning", "03-day", ("es", "es_MX")),
        ("ar/guide", "AR One glass", "03-day", ("ar",)),
        # An overlay stands in this chapter of one of the two.
        ("es/guide", "ES A plan says", "01-plan", ("es", "es_MX")),
    ],
)
def test_a_correction_writes_what_has_other_words_and_nothing_else(
    name: str,
    old: str,
    chapter: str,
    editions: tuple[str, ...],
    builds: Both,
    anew: list[str],
) -> None:
    before = build_kept(builds)
    assert set(anew) == set(EDITIONS)
    anew.clear()
    say(builds, old, f"{old[:3]}corrected ", name)
    after = build_kept(builds)
    assert anew == []
    pages = (f"html/{chapter}.html", "html/search.html", "html/single.html")
    files = (*pages, f"md/{chapter}.md")
    expected = {f"{edition}/{file}" for edition in editions for file in files}
    if "ar" in editions:
        # Each of these holds the whole edition.
        expected |= {"ar/epub/ar.epub", "ar/txt/ar.txt"}
    changed = {path for path in after if after[path] != before[path]}
    sizes = {f"{edition}/{name}.json" for edition in editions for name in ("manifest", "edition")}
    assert changed - sizes == expected
    assert builds.build().code == 0


WHOLE = "formats: [html, docx, md-reuse, txt]"


def test_a_whole_file_is_written_again_only_where_readers_would_see_it(
    builds: Both, anew: list[str]
) -> None:
    """Word, Markdown for reuse and PDF are written whole or not at all."""
    project = builds.project
    for name in ("es_MX", "ar"):
        text = project.text(f"locales/editions/{name}.yaml")
        text = re.sub("formats: .*", WHOLE, text)
        project.write(f"locales/editions/{name}.yaml", text)
    own = project.text("locales/es/guide.po").replace('msgstr "ES ', 'msgstr "MX ')
    project.write("locales/es_MX/guide.po", own.replace("Language: es", "Language: es_MX"))
    before = build_kept(builds)
    anew.clear()
    # Spanish is said otherwise; Mexico has its own words, and Arabic is another language.
    say(builds, "ES Rest before", "ES Corrected ")
    after = build_kept(builds)
    assert anew == []
    changed = {path for path in after if after[path] != before[path]}
    assert not {one for one in changed if one.startswith("ar/")}
    assert not {one for one in changed if one.endswith((".docx", ".md")) and "es_MX" in one}
    assert {one for one in changed if one.startswith("es/html/")}
    builds.build()
    # What readers would see is in all of them.
    anew.clear()
    say(builds, "MX Rest before", "MX Corrected ", "es_MX/guide")
    seen = build_kept(builds)
    assert anew == ["es_MX"]
    for name in ("docx/es_MX.docx", "md-reuse/es_MX.md"):
        assert seen[f"es_MX/{name}"][0] != after[f"es_MX/{name}"][0]
    builds.build()


@pytest.mark.parametrize("options", [(), ("es_MX", "ar"), ("--format", "md"), ("--format", "html")])
def test_a_build_after_a_build_makes_and_writes_nothing(
    options: tuple[str, ...], builds: Both, anew: list[str]
) -> None:
    before = build_kept(builds, *options)
    anew.clear()
    assert build_kept(builds, *options) == before
    assert anew == []


def test_one_correction_after_another(builds: Both, anew: list[str]) -> None:
    """Each starts from what the one before has left."""
    build_kept(builds)
    anew.clear()
    for number in range(4):
        say(builds, "ES Rest before", f"ES Rest before {number}")
        say(builds, "ES A plan says", f"ES A plan says {number}")
        build_kept(builds)
    say(builds, "ES Rest before 3 2 1 0", "ES Rest before")
    build_kept(builds)
    assert anew == []
    builds.build()
    assert anew == sorted(EDITIONS)


@pytest.mark.parametrize("words", ["ES In the morning", "ES Rest before"])
def test_what_is_told_of_words_below_a_correction_moves_with_them(
    words: str, builds: Both, anew: list[str]
) -> None:
    """In the same chapter and in another; each correction takes a line more."""
    name = "locales/es/guide.po"
    say(builds, "ES One more", "ES `One` more")
    told = builds.build().err
    anew.clear()
    for _ in range(2):
        builds.project.change(name, f'"{words}', f'""\n"{words}')
        build_kept(builds)
    assert anew == []
    # Now line by line with a build that knows nothing of it.
    builds.project.change(name, f'"{words}', f'""\n"{words}')
    now = builds.build().err
    assert anew == sorted(EDITIONS)
    assert now.count("has what its source has not: a piece of code") == 1
    assert now != told


def test_what_has_moved_is_where_it_is_now_when_more_is_saved(builds: Both) -> None:
    """The header first, which touches no words; then the words themselves."""
    name = "locales/es/guide.po"
    say(builds, "ES One more", "ES `One` more")
    builds.build()
    builds.project.change(name, '"Language: es\\n"', '"Language: es\\n"\n"X-Own: a\\n"')
    builds.build()
    say(builds, "ES Rest before", "ES Pause before")
    builds.build()
    say(builds, "ES `One` more", "ES `Two` more")
    builds.build()


def test_an_index_leads_to_no_format_without_a_page(builds: Both) -> None:
    for _ in range(2):
        assert "link-dead" not in builds.build("--only", "reviewed").err
    index = pages(builds.folders()[0])["index.html"]
    assert b'href="es/html/"' in index or b'href="es/html/index.html"' in index
    assert b'href="es/md/' not in index


def test_a_folder_of_somebody_else_is_named_as_it_was_given(builds: Both) -> None:
    for folder in builds.folders():
        (folder / "es").mkdir(parents=True)
        (folder / "es" / "mine.txt").write_text("mine", encoding="utf-8")
    assert "out/es: error: this folder holds files" in builds.build().err


def test_a_correction_that_makes_something_wrong_or_right_is_told(builds: Both) -> None:
    told = []
    for old, new in (("One", "`One`"), ("`One`", "``One``"), ("``One``", "One")):
        say(builds, f"ES {old} more", f"ES {new} more")
        told.append("mark-up-differs" in builds.build().err)
    assert told == [True, True, False]


def test_a_catalogue_that_comes_to_look_foreign_is_told(builds: Both) -> None:
    """Word by word, in a small catalogue: no single correction decides it."""
    builds.build()
    name = "locales/es/guide.po"
    told = []
    for old in re.findall(r'msgstr "(ES [A-Z][a-z ,.]{12,})', builds.project.text(name)):
        builds.project.change(name, f'msgstr "{old}', f'msgstr "{"Вот что делать. " * 9}')
        told.append("language-letters" in builds.build("es").err)
    assert told[0] is False
    assert told[-1] is True


def test_corrections_of_many_saves_decide_together(builds: Both) -> None:
    """Each is too little of a larger catalogue to look at all of it again."""
    project = builds.project
    letters = [f"{a}{b}" for a in "bcdfghkmps" for b in "aeiou"]
    items = "".join(f"- Kumo tavela {one}\n" for one in letters)
    home = "source_guide/02-home.md"
    project.write(home, f"{project.text(home)}\n{items}")
    project.done("update", "es", "--today", TODAY)
    translate(project)
    builds.with_it("es")
    told = False
    for one in letters[:30]:
        old, new = f'msgstr "ES Kumo tavela {one}"', f'msgstr "{"Вот что делать. " * 9}"'
        project.change("locales/es/guide.po", old, new)
        told = "language-letters" in builds.with_it("es").err
        if told:
            break
    assert told


@pytest.mark.parametrize(
    "change",
    [
        lambda builds: say(builds, "ES At home", "ES En casa"),  # a heading: all pages list it
        lambda builds: say(builds, "ES a stick", "ES un palo"),  # a term: it may stand anywhere
        lambda builds: builds.project.change("source_guide/02-home.md", "Rest", "Pause"),
        lambda builds: (builds.folders()[0] / "es" / "md" / "02-home.md").write_bytes(b"mine"),
        lambda builds: (builds.folders()[0] / "es" / "trace.json").unlink(),
    ],
)
def test_what_may_show_elsewhere_is_made_anew(
    change: Callable[[Both], object], builds: Both, anew: list[str]
) -> None:
    build_kept(builds)
    anew.clear()
    change(builds)
    build_kept(builds)
    assert "es" in anew
    kept, plain = builds.folders()
    builds.without()
    assert pages(kept) == pages(plain)
