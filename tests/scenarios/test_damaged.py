"""Catalogues as they come back from editors, mail and git: damage is found with its line, and
either mended by ``adaptkit format`` or refused by every command. Nothing is lost in either case."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

from tests.scenarios.projects import Project

PO = "locales/es/guide.po"
GUIDE = "# At home {#home}\n\n{#rest}\nRest well.\n\n{#eat}\nEat *well*,\\\nand slowly.\n"
HEADER = """msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
REST = """# by Ana
msgctxt "home.rest"
msgid "Rest well."
msgstr "Descanse un año."
"""
OTHER = REST.replace("un año", "dos años")
EAT = """msgctxt "home.eat"
msgid ""
"Eat *well*,\\\\\\n"
"and slowly."
msgstr ""
"Coma *bien*,\\\\\\n"
"y despacio."
"""
GONE = """#~ msgctxt "home.gone"
#~ msgid "Sleep."
#~ msgstr "Duerma."
"""
WHOLE = "\n".join((HEADER, REST, EAT, GONE))
LATIN = WHOLE.replace("UTF-8", "ISO-8859-1")
UTF16 = WHOLE.encode("utf-16")

TWICE = "stands here a second time (first in line 6)"
TO_MEND = "to mend this: adaptkit format"
CUT = "get it back from"
CONFLICT = "two versions of this place were not brought together (a merge conflict)"
NO_QUOTE = "the text has no closing quotation mark"


def line_of(text: str | bytes, place: str) -> int:
    """The line in which ``place`` stands; empty: the last one."""
    if isinstance(text, bytes):
        text = text.decode("utf-16" if text[:2] == b"\xff\xfe" else "latin-1")
    lines = re.split(r"\r\n|\r|\n", text)
    found = [n for n, line in enumerate(lines, 1) if place in line] if place else [len(lines)]
    return found[0]


def changed(old: str, new: str, text: str = WHOLE) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def twin(
    words: str, *, text: str = "Rest well.", mark: str = "", context: str = "home.rest"
) -> str:
    lines = (f'msgctxt "{context}"', f'msgid "{text}"', f'msgstr "{words}"')
    return "".join(f"{mark}{line}\n" for line in lines)


@dataclass(frozen=True)
class Refused:
    """Every command says this about the line in which ``at`` stands, and writes nothing."""

    text: str | bytes
    said: str
    at: str | int
    hint: str


@dataclass(frozen=True)
class Mended:
    """``format`` says this about the line in which ``at`` stands, and makes ``becomes`` of it.
    ``alone``: until then all other commands refuse the file."""

    text: str | bytes
    said: str
    at: str | int
    becomes: str = WHOLE
    alone: bool = False


@dataclass(frozen=True)
class Read:
    """No damage: every command takes it, and ``format`` brings it into form."""

    text: str | bytes
    becomes: str = WHOLE


KINDS: dict[str, Refused | Mended | Read] = {
    # Merge conflicts -------------------------------------------------------------------------
    "conflict": Refused(
        changed(
            'msgstr "Descanse un año."',
            '<<<<<<< HEAD\nmsgstr "Descanse un año."\n=======\nmsgstr "Repose."\n>>>>>>> ana',
        ),
        CONFLICT,
        "<<<<<<<",
        "keep one of the two",
    ),
    "conflict in diff3 style": Refused(
        changed(
            'msgstr "Descanse un año."',
            '<<<<<<< HEAD\nmsgstr "Descanse un año."\n||||||| 1a2b3c\nmsgstr ""\n=======\n'
            'msgstr "Repose."\n>>>>>>> ana',
        ),
        CONFLICT,
        "<<<<<<<",
        "keep one of the two",
    ),
    "conflict inside a text": Refused(
        changed('"y despacio."', '<<<<<<< HEAD\n"y despacio."\n=======\n"y lento."\n>>>>>>> ana'),
        CONFLICT,
        "<<<<<<<",
        "keep one of the two",
    ),
    "conflict around an obsolete entry": Refused(
        changed('#~ msgstr "Duerma."', '<<<<<<< a\n#~ msgstr "Duerma."\n=======\n>>>>>>> b'),
        CONFLICT,
        "<<<<<<<",
        "keep one of the two",
    ),
    "conflict with Windows line ends": Refused(
        changed(REST, f"<<<<<<< a\n{REST}=======\n{OTHER}>>>>>>> b\n").replace("\n", "\r\n"),
        CONFLICT,
        "<<<<<<<",
        "keep one of the two",
    ),
    "conflict of which one mark is left": Refused(
        changed("\n# by Ana", "\n=======\n# by Ana"), CONFLICT, "=======", "keep one of the two"
    ),
    "conflict of which the end is left": Refused(
        changed("\n# by Ana", "\n>>>>>>> ana\n# by Ana"), CONFLICT, ">>>>>>>", "keep one of the two"
    ),
    "conflict without its end": Refused(
        changed("\n# by Ana", "\n<<<<<<< HEAD\n=======\n# by Ana"),
        CONFLICT,
        "<<<<<<<",
        "keep one of the two",
    ),
    "words that look like a conflict": Read(
        changed("Descanse un año.", "<<<<<<< HEAD"), changed("Descanse un año.", "<<<<<<< HEAD")
    ),
    # Encodings -------------------------------------------------------------------------------
    "byte order mark": Mended(
        b"\xef\xbb\xbf" + WHOLE.encode(), "the file begins with a byte order mark", 1
    ),
    "UTF-16": Mended(UTF16, "this file is in UTF-16, not in UTF-8", 1, alone=True),
    "UTF-16 without its mark": Mended(
        WHOLE.encode("utf-16-be"), "this file is in UTF-16, not in UTF-8", 1, alone=True
    ),
    "header says Latin-1, and it is not": Mended(
        LATIN.encode(),
        "the header says that this file is ISO-8859-1, but it must be UTF-8",
        1,
        alone=True,
    ),
    "header says Latin-1, and it is": Mended(
        LATIN.encode("latin-1"),
        "the header says that this file is ISO-8859-1, but it must be UTF-8",
        1,
        alone=True,
    ),
    "header says Chinese, and it is": Mended(
        WHOLE.replace("año", "年").replace("UTF-8", "GB2312").encode("gb2312"),
        "the header says that this file is GB2312, but it must be UTF-8",
        1,
        WHOLE.replace("año", "年"),
        alone=True,
    ),
    "header says Latin-1, and both are in it": Refused(
        LATIN.replace("Coma", "Comé").encode().replace("ñ".encode(), b"\xf1"),
        "this line is not UTF-8",
        "Descanse",
        "save it with the encoding UTF-8",
    ),
    "header says Latin-1, and it is Windows-1252": Refused(
        LATIN.replace("año.", "año…").encode("cp1252"),
        "this line is not UTF-8",
        "Descanse",
        "save it with the encoding UTF-8",
    ),
    "header says an encoding that there is not": Mended(
        WHOLE.replace("UTF-8", "KLINGON").encode(),
        "the header says that this file is KLINGON, but it must be UTF-8",
        1,
        alone=True,
    ),
    "header never filled in": Mended(
        WHOLE.replace("UTF-8", "CHARSET"),
        "the header says that this file is CHARSET, but it must be UTF-8",
        1,
        alone=True,
    ),
    "header says UTF-8, and it is Latin-1": Refused(
        WHOLE.encode("latin-1"),
        "this line is not UTF-8",
        "Descanse",
        "save it with the encoding UTF-8",
    ),
    # Cut off ---------------------------------------------------------------------------------
    "nothing in it": Refused(b"", "this file is empty", 1, "get it back from"),
    "nothing but a byte order mark": Refused(
        b"\xef\xbb\xbf\r\n", "this file is empty", 1, "get it back from"
    ),
    "cut off in a text": Refused(
        WHOLE[: WHOLE.index("y despacio") + 4], NO_QUOTE, '"y de', "if the file was cut off here"
    ),
    "cut off in an obsolete text": Refused(
        WHOLE[: WHOLE.index("Duerma") + 3], NO_QUOTE, "Due", "if the file was cut off here"
    ),
    "cut off in an entry": Refused(
        WHOLE[: WHOLE.index('msgstr "Descanse')],
        "this entry has no msgstr",
        "# by Ana",
        "if the file was cut off here",
    ),
    "cut off in a keyword": Refused(
        WHOLE[: WHOLE.index('msgid "Rest') + 3],
        "this line is not part of a PO file: msg",
        "",
        "a text must stand in quotation marks",
    ),
    "cut off after a comment": Refused(
        HEADER + "\n#. Paragraph\n",
        "these comments belong to no entry",
        "Paragraph",
        "put the entry back",
    ),
    "cut off in a letter": Refused(
        WHOLE.encode()[: WHOLE.encode().index("ñ".encode()) + 1],
        "the file ends in the middle of a letter: it was cut off",
        "Descanse",
        CUT,
    ),
    "zeros after a crash": Refused(
        WHOLE.encode() + b"\0" * 40, "there is a NUL character in this line", "\0", CUT
    ),
    "no line end at the end": Read(WHOLE.rstrip("\n")),
    # Keys that stand twice -------------------------------------------------------------------
    "an id twice, other words": Refused(
        WHOLE + "\n" + twin("Otra cosa."),
        f"the id home.rest {TWICE}",
        23,
        "keep the better of the two",
    ),
    "an id twice, another text": Refused(
        WHOLE + "\n" + twin("Descanse un año.", text="Rest."),
        f"the id home.rest {TWICE}",
        23,
        "keep the better of the two",
    ),
    "an id twice, one of them fuzzy": Refused(
        WHOLE + "\n#, fuzzy\n" + twin("Descanse un año."),
        f"the id home.rest {TWICE}",
        23,
        "keep the better of the two",
    ),
    "an id twice, the same words": Mended(
        WHOLE + "\n# by Eva\n" + twin("Descanse un año."),
        f"the id home.rest {TWICE}",
        23,
        changed("# by Ana\n", "# by Ana\n# by Eva\n"),
        alone=True,
    ),
    "an id twice, one of them empty": Mended(
        changed("Descanse un año.", "") + "\n" + twin("Descanse un año."),
        f"the id home.rest {TWICE}",
        23,
        alone=True,
    ),
    "a text without id twice": Refused(
        WHOLE + '\nmsgid "A"\nmsgstr "B"\n\nmsgid "A"\nmsgstr "C"\n',
        "this text stands here a second time (first in line 23)",
        26,
        "keep the better of the two",
    ),
    "live and obsolete, the same words": Mended(
        WHOLE + "\n" + twin("Descanse un año.", mark="#~ "),
        "an entry that is no longer used repeats that of line 6; it is gone",
        23,
    ),
    "live and obsolete, other words": Mended(
        WHOLE + "\n" + twin("Repose.", mark="#~ "),
        "an entry that is no longer used has the id and text of line 6 and other words; "
        "its id is now home.rest-2",
        23,
        WHOLE + "\n" + twin("Repose.", mark="#~ ", context="home.rest-2"),
    ),
    "obsolete before live, other words": Mended(
        changed(REST, twin("Repose.", mark="#~ ") + "\n" + REST),
        "an entry that is no longer used has the id and text of line 10 and other words; "
        "its id is now home.rest-2",
        6,
        changed(GONE, twin("Repose.", mark="#~ ", context="home.rest-2") + "\n" + GONE),
    ),
    "live and obsolete, another text": Read(
        WHOLE + "\n" + twin("Repose.", text="Rest.", mark="#~ "),
        WHOLE + "\n" + twin("Repose.", text="Rest.", mark="#~ "),
    ),
    "obsolete twice, the same words": Mended(
        WHOLE + "\n" + GONE,
        "an entry that is no longer used repeats that of line 19; it is gone",
        23,
    ),
    "obsolete three times, other words": Mended(
        WHOLE + "\n" + GONE.replace("Duerma", "Duerme") + "\n" + GONE.replace("Duerma", "Dormir"),
        "an entry that is no longer used has the id and text of line 19 and other words; "
        "its id is now home.gone-3",
        27,
        "\n".join(
            (
                WHOLE,
                GONE.replace("Duerma", "Duerme").replace("gone", "gone-2"),
                GONE.replace("Duerma", "Dormir").replace("gone", "gone-3"),
            )
        ),
    ),
    "obsolete again, with words that were set apart before": Mended(
        "\n".join((WHOLE, GONE.replace("gone", "gone-2").replace("Duerma", "Duerme"),
                   GONE.replace("Duerma", "Duerme"))),
        "an entry that is no longer used repeats that of line 19; it is gone",
        27,
        WHOLE + "\n" + GONE.replace("gone", "gone-2").replace("Duerma", "Duerme"),
    ),
    "an id in other capitals": Read(
        changed('"home.rest"', '"Home.Rest"'), changed('"home.rest"', '"Home.Rest"')
    ),
    # Line ends and characters ----------------------------------------------------------------
    "Windows line ends": Mended(
        WHOLE.replace("\n", "\r\n"), "from here on lines end as they do on Windows (CRLF)", 1
    ),
    "Windows line ends in the middle": Mended(
        changed('Ana\nmsgctxt "home.rest"\n', 'Ana\r\nmsgctxt "home.rest"\r\n'),
        "from here on lines end as they do on Windows (CRLF)",
        "# by Ana",
    ),
    "old Macintosh line ends": Mended(
        WHOLE.replace("\n", "\r"), "there is a carriage return alone in this line", 1, alone=True
    ),
    "line ends of three kinds": Mended(
        changed('"home.rest"\n', '"home.rest"\r').replace(" Ana\n", " Ana\r\n"),
        "there is a carriage return alone in this line",
        "home.rest",
        alone=True,
    ),
    "a carriage return in a text": Refused(
        changed("Descanse un", "Descanse\run"),
        "there is a carriage return alone in this line",
        "Descanse",
        "what belongs together must stand on one line",
    ),
    "an escaped carriage return": Mended(
        changed("Descanse un", "Descanse\\run"),
        "the translation holds a line break that only some programs know",
        "Descanse",
    ),
    "escaped Windows line ends": Mended(
        changed('bien*,\\\\\\n"', 'bien*,\\\\\\r\\n"'),
        "the translation holds a line break that only some programs know",
        "Coma",
    ),
    "a line separator in a text": Mended(
        changed("Descanse un", "Descanse\u2028un"),
        "the translation holds a line break that only some programs know",
        "Descanse",
    ),
    "a line separator where the text has lines": Mended(
        changed('"Coma *bien*,\\\\\\n"\n"y', '"Coma *bien*,\\\\\u2028y'),
        "the translation holds a line break that only some programs know",
        "Coma",
    ),
    "a paragraph separator at the end": Mended(
        changed("Descanse un año.", "Descanse un año.\u2029"),
        "the translation holds a line break that only some programs know",
        "Descanse",
    ),
    "a next line character": Mended(
        changed("Descanse un", "Descanse \x85 un"),
        "the translation holds a line break that only some programs know",
        "Descanse",
    ),
    "a line separator in an obsolete text": Mended(
        changed("Duerma.", "Duerma\u2028."),
        "the translation holds a line break that only some programs know",
        "Duerma",
        changed("Duerma.", "Duerma ."),
    ),
    "a NUL character": Refused(
        changed("Descanse un", "Descanse\0un"),
        "there is a NUL character in this line",
        "Descanse",
        CUT,
    ),
    "tabs": Read(
        changed('msgid "Rest', '\tmsgid\t"Rest').replace("un año", "un\taño"),
        changed("un año", "un\\taño"),
    ),
    # Headers ---------------------------------------------------------------------------------
    "no header": Refused(
        WHOLE.removeprefix(HEADER), "the header is missing", 1, "get the file's beginning back"
    ),
    "two headers": Refused(
        changed(REST, HEADER + "\n" + REST),
        "a second header (the first is in line 1)",
        6,
        "delete one of the two",
    ),
    # Syntax ----------------------------------------------------------------------------------
    "no closing quotation mark": Refused(
        changed('un año."', "un año."), NO_QUOTE, "Descanse", 'end the line with "'
    ),
    "a quotation mark inside": Refused(
        changed("un año", 'un "año"'),
        'after the closing quotation mark stands: año"."',
        "Descanse",
        "write a quotation mark inside the text as",
    ),
    "an escape that means nothing": Refused(
        changed("un año", "un \\q año"),
        "\\q means nothing in a PO file",
        "Descanse",
        "write a backslash as",
    ),
    "the second plural form without the first": Refused(
        changed('msgstr "Descanse', 'msgid_plural "Rests."\nmsgstr[1] "Descanse'),
        "msgstr[1] is out of place",
        "msgstr[1]",
        "in this order",
    ),
    "half obsolete": Refused(
        changed('#~ msgstr "Duerma', 'msgstr "Duerma'),
        "some lines of this entry begin with #~",
        "Duerma",
        "write #~ before all of them",
    ),
    "a keyword in capitals": Refused(
        changed('msgid "Rest', 'MSGID "Rest'),
        "MSGID is no word of a PO file",
        "MSGID",
        "write msgid",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("whole") / "guide")
    project.write("source_guide/01-home.md", GUIDE)
    project.done("update")
    project.write(PO, WHOLE)
    assert project.done("format").out == "2 catalogues in canonical form; nothing was written.\n"
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def others(tmp_path: Path) -> list[list[str]]:
    return [["update"], ["status"], ["build", "es", "--to", str(tmp_path / "out")]]


def damaged(project: Project, kind: Refused | Mended | Read) -> int:
    """Write the file; the line that is to be told."""
    project.write(PO, kind.text)
    if isinstance(kind, Read):
        return 0
    return kind.at if isinstance(kind.at, int) else line_of(kind.text, kind.at)


def of(kind: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    found = {name: one for name, one in KINDS.items() if isinstance(one, kind)}
    return pytest.mark.parametrize("kind", found.values(), ids=found.keys())


@of(Refused)
def test_refused(kind: Refused, project: Project, tmp_path: Path) -> None:
    line = damaged(project, kind)
    before = project.tree()
    for arguments in (["format"], ["format", "--check"], *others(tmp_path)):
        ran = project.run(*arguments)
        assert ran.code == 1, (arguments, ran)
        told = re.compile(
            rf"^{PO}:{line}: error: {re.escape(kind.said)}.*\n"
            rf"(  edition: es\n)?  hint: .*{re.escape(kind.hint)}",
            re.M,
        )
        assert told.search(ran.err), ran.err
        assert project.tree() == before, arguments
    assert not (tmp_path / "out").exists()


@of(Mended)
def test_mended(kind: Mended, project: Project, tmp_path: Path) -> None:
    line = damaged(project, kind)
    before = project.tree()
    if kind.alone:
        for arguments in others(tmp_path):
            ran = project.run(*arguments)
            assert ran.code == 1, (arguments, ran)
            told = f"{PO}:{line}: error: {kind.said}"
            assert re.search(
                rf"^{re.escape(told)}.*\n(  edition: es\n)?  hint: {TO_MEND}$", ran.err, re.M
            )
            assert ran.err.count(": error: ") == 1
    told = f"\n  {PO}:{line}: {kind.said}"
    checked = project.run("format", "--check")
    assert checked.code == 1
    assert f"To be mended in them:{told}" in checked.out or told in checked.out
    assert project.tree() == before
    done = project.done("format")
    assert "Mended in them:" in done.out
    assert told in done.out
    assert project.text(PO) == kind.becomes
    assert project.done("format").out == "2 catalogues in canonical form; nothing was written.\n"
    polib.pofile(project.text(PO), check_for_duplicates=True)
    project.done("update")


@of(Mended)
def test_what_need_not_be_mended_first(kind: Mended, project: Project) -> None:
    """Where other commands take the file as it is, they lose nothing of it either."""
    damaged(project, kind)
    if not kind.alone:
        project.done("update")
    project.done("format")
    words = {(entry.msgid, entry.msgstr) for entry in polib.pofile(kind.becomes)}
    assert words <= {(entry.msgid, entry.msgstr) for entry in polib.pofile(project.text(PO))}


@of(Read)
def test_read(kind: Read, project: Project, tmp_path: Path) -> None:
    damaged(project, kind)
    assert "Mended" not in project.done("format").out
    assert project.text(PO) == kind.becomes
    project.write(PO, kind.text)
    for arguments in others(tmp_path):
        project.done(*arguments)


def test_what_was_mended_for_machines(project: Project) -> None:
    project.write(PO, b"\xef\xbb\xbf" + WHOLE.encode())
    for check in ([], ["--check"]):
        project.write(PO, b"\xef\xbb\xbf" + WHOLE.encode())
        [one] = project.run("format", "--json", *check).json["mended"]
        assert (one["code"], one["severity"], one["line"]) == ("po-bom", "info", 1)


def test_a_damaged_template(project: Project) -> None:
    """Templates are mended and refused as catalogues are."""
    text = project.text("locales/guide.pot")
    project.write("locales/guide.pot", text.replace("\n", "\r\n"))
    assert "locales/guide.pot:1: from here on" in project.done("format").out
    assert project.text("locales/guide.pot") == text
    project.write("locales/guide.pot", text + "=======\n")
    for arguments in (["format"], ["update"]):
        assert f"locales/guide.pot:{text.count(chr(10)) + 1}: error: {CONFLICT}" in (
            project.run(*arguments).err
        )
