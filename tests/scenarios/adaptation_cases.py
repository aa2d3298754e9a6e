"""Whole command lines as texts that anybody can read: what is written, what is run, what it says.

A file of ``adaptation/`` begins with a title. Each part in five backticks is a step on a copy of
``adaptation/guide/``; the words around them are for people.

* ``write FILE``: its content. ``delete``: a file or folder a line. ``rename``: ``OLD -> NEW``.
* ``change FILE``: the text that stands there once, a line ``=====``, and what stands there instead.
* ``translate LANGUAGE [DOMAIN]``: fills what is empty.
* ``run ARGUMENTS``: then, a line each, ``exit N``, ``says TEXT``, ``silent TEXT``,
  ``wrote nothing``. Without ``exit``, it must be 0.
* ``file FILE``: ``has TEXT``, ``lacks TEXT``, ``gone``. ``FILE`` may be a pattern: of ``has`` some
  file, of ``lacks`` all files.
* ``unit LANGUAGE DOMAIN ID``: the state of the entry, or ``absent``.
* ``remember NAME`` and ``same NAME``: patterns of files; the bytes of all of them.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import polib

from tests.scenarios.projects import TODAY, Project, Ran

FOLDER = Path(__file__).parent / "adaptation"
LANGUAGES = ("es", "ms", "ta", "zh_Hans", "ar")
_STEP = re.compile(r"^`{5}(?P<what>[a-z]+)(?: (?P<of>[^\n]*))?\n(?P<text>.*?)^`{5}$", re.M | re.S)
_TODAY = frozenset({"build", "update", "status", "next", "explain"})


@dataclass(frozen=True)
class Scenario:
    title: str
    steps: tuple[tuple[str, str, str], ...]


def read(path: Path) -> Scenario:
    text = path.read_text("utf-8")
    title = text.splitlines()[0]
    assert title.startswith("# "), path
    found = tuple((one["what"], one["of"] or "", one["text"]) for one in _STEP.finditer(text))
    assert text.count("\n`````") == 2 * len(found), f"{path}: a part is not closed"
    assert any(what == "run" for what, _, _ in found), f"{path} runs nothing"
    return Scenario(title[2:], found)


def prepared(root: Path) -> Project:
    """The guide with its eight editions, all that is to be translated translated."""
    import shutil

    shutil.copytree(FOLDER / "guide", root)
    project = Project(root)
    project.run("update", *LANGUAGES, "--today", TODAY)
    for language in LANGUAGES:
        for domain in ("guide", "region", "MX", "north", "MY", "LB"):
            _translate(project, language, domain)
    project.done("update", "--today", TODAY)
    return project


def _translate(project: Project, language: str, domain: str) -> None:
    path = project.path(f"locales/{language}/{domain}.po")
    if not path.exists():
        return
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        if not entry.msgstr and not entry.obsolete:
            entry.msgstr = _said(entry.msgid, language)
    catalogue.save()
    project.done("format")


_LETTERS = {"ta": "தமிழ் " * 12, "zh_Hans": "中文中文" * 12, "ar": "عربي " * 12}


def _said(source: str, language: str) -> str:
    """Words that are unlike any of the guide's, in the letters of the language."""
    return f"{_LETTERS.get(language, language.upper())} {source}"


@dataclass
class Play:
    project: Project
    remembered: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def step(self, what: str, of: str, text: str) -> None:
        getattr(self, f"_{what}")(of, text)

    def _write(self, name: str, text: str) -> None:
        self.project.write(name, text)

    def _delete(self, _: str, text: str) -> None:
        import shutil

        for name in text.splitlines():
            path = self.project.path(name)
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _rename(self, _: str, text: str) -> None:
        for line in text.splitlines():
            old, new = line.split(" -> ")
            self.project.path(old).rename(self.project.path(new))

    def _change(self, name: str, text: str) -> None:
        old, new = (part.removesuffix("\n") for part in text.split("=====\n"))
        self.project.change(name, old, new)

    def _recode(self, name: str, text: str) -> None:
        """``crlf``, ``nfd`` or ``reflow``: the same words in other bytes."""
        import unicodedata

        content = self.project.text(name)
        for how in text.split():
            if how == "crlf":
                content = content.replace("\n", "\r\n")
            elif how == "nfd":
                content = unicodedata.normalize("NFD", content)
            else:
                assert how == "reflow", how
                content = re.sub(
                    r"^(?=[A-Z])[^\n{|]*$",
                    lambda line: re.sub(r"(?<=[a-z,]) (?=[a-z])", "\n", line[0], count=2),
                    content,
                    flags=re.M,
                )
        assert content != self.project.text(name)
        self.project.write(name, content)

    def _translate(self, of: str, _: str) -> None:
        language, *domain = of.split()
        _translate(self.project, language, *(domain or ["guide"]))

    def _run(self, arguments: str, text: str) -> None:
        words = shlex.split(arguments)
        if words[0] in _TODAY and "--today" not in words:
            words += ["--today", TODAY]
        before = self._all()
        ran = self.project.run(*words)
        said = re.sub(r"\s+", " ", ran.out + ran.err)
        expected = [line.split(" ", 1) for line in text.splitlines() if line]
        code = next((int(rest[0]) for word, *rest in expected if word == "exit"), 0)
        assert ran.code == code, (arguments, ran.out, ran.err)
        for word, *rest in expected:
            shown = re.sub(r"\s+", " ", rest[0]) if rest else ""
            if word == "says":
                assert shown in said, self._failed(arguments, shown, ran)
            elif word == "silent":
                assert shown not in said, self._failed(arguments, shown, ran)
            elif word == "wrote":
                assert rest == ["nothing"]
                assert self._all() == before, arguments
            else:
                assert word == "exit", f"{word} {rest}"

    def _failed(self, arguments: str, shown: str, ran: Ran) -> str:
        return f"{arguments}\n{shown}\n--\n{ran.out}{ran.err}"

    def _file(self, pattern: str, text: str) -> None:
        found = self._matching(pattern)
        texts = [path.read_bytes().decode("utf-8", "replace") for path in found if path.is_file()]
        for line in text.splitlines():
            word, _, shown = line.partition(" ")
            if word == "gone":
                assert not found, found
            elif word == "has":
                assert any(shown in one for one in texts), (pattern, shown, texts)
            else:
                assert word == "lacks", line
                assert texts, f"there is no {pattern}"
                assert not any(shown in one for one in texts), (pattern, shown)

    def _unit(self, of: str, text: str) -> None:
        language, domain, name = of.split()
        entries = {one.unit_id: one for one in self.project.catalogue(language, domain).entries}
        state = entries[name].state.value if name in entries else "absent"
        assert state == text.strip(), (of, state, sorted(entries))

    def _remember(self, name: str, text: str) -> None:
        self.remembered[name] = self._bytes(text)
        assert self.remembered[name], f"there is nothing of {text}"

    def _same(self, name: str, text: str) -> None:
        before, now = self.remembered[name], self._bytes(text)
        assert before.keys() == now.keys()
        assert [path for path in now if now[path] != before[path]] == []

    def _bytes(self, text: str) -> dict[str, bytes]:
        return {
            path.relative_to(self.project.root).as_posix(): path.read_bytes()
            for pattern in text.splitlines()
            for path in self._matching(pattern)
            if path.is_file()
        }

    def _matching(self, pattern: str) -> list[Path]:
        return sorted(self.project.root.glob(pattern))

    def _all(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.project.root).as_posix(): path.read_bytes()
            for path in self.project.root.rglob("*")
            if path.is_file()
        }
