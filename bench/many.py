"""What many editions cost, and many operations of one overlay: in proportion, and no more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import polib
from bench.measuring import Figure, Spent, fresh, program, ratio, repeated, run

ADAPTKIT = program("adaptkit")
FEW, MANY = 25, 100
_REPLACED = ("Paragraph", "List item", "Heading")
OPERATIONS = (0, 1_000, 2_000, 4_000)


def editions(_book: Path, folder: Path) -> Iterator[Figure]:
    """A small guide for 25 and for 100 countries, each with an overlay of its own."""
    spent = {count: _built(folder / str(count), count) for count in (FEW, MANY)}
    yield ratio(f"{MANY} editions / {FEW} editions", spent[MANY], spent[FEW], 4.4)
    most = [spent[count].memory for count in (MANY, FEW)]
    detail = f"{most[0]:.0f} and {most[1]:.0f} MiB"
    yield Figure("memory of the same", most[0] / most[1], 1.5, "×", detail)


def operations(book: Path, folder: Path) -> Iterator[Figure]:
    """An edition of the book, which stands there three times, whose overlay replaces so many of
    its paragraphs."""
    spent: dict[int, Spent] = {}
    for count in OPERATIONS:
        project = folder / str(count)
        for copy in ("first", "second", "third"):
            _copied(book / "now" / "src", project / "source_guide" / copy)
        run(ADAPTKIT, "update", folder=project)
        _overlay(project, "MX", _passages(project, count))
        spent[count] = _build(project)
    every = ", ".join(f"{count:,}: {one.cpu:.1f} s" for count, one in spent.items())
    most, half = spent[OPERATIONS[-1]].cpu, spent[OPERATIONS[-2]].cpu
    yield Figure("4,000 operations / 2,000", most / half, 2.2, "×", every)


def _copied(source: Path, to: Path) -> None:
    """Without what its authors have left unfinished: that is an error, and not what is measured."""
    shutil.copytree(source, to)
    for path in to.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if "FIXME" in text:
            path.write_text(text.replace("FIXME", "Note"), encoding="utf-8")


def _built(project: Path, count: int) -> Spent:
    chapters = project / "source_guide"
    chapters.mkdir(parents=True)
    for number in range(3):
        texts = (
            f"{{#p{n}}}\nParagraph {n} of chapter {number} tells readers what to do about it.\n"
            for n in range(50)
        )
        text = "\n".join((f"# Chapter {number}\n", *texts))
        (chapters / f"{number}-chapter{number}.md").write_text(text, encoding="utf-8")
    for number in range(count):
        _overlay(project, f"c{number}", [f"chapter{n}.p1" for n in range(3)])
    run(ADAPTKIT, "update", folder=project)
    return repeated(partial(_build, project), 1)


def _overlay(project: Path, name: str, targets: list[str]) -> None:
    folder = project / "locales" / "overlays" / name
    folder.mkdir(parents=True)
    lines = [f'overlay: "{name}"', "language: en", "operations:"]
    for number, target in enumerate(targets):
        lines.append(f"- {{id: r{number}, replace: {target}, with: r{number}.md}}")
        text = f"In {name} it is otherwise, case {number}.\n"
        (folder / f"r{number}.md").write_text(text, encoding="utf-8")
    if not targets:
        lines.pop()
    (folder / "overlay.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    editions = project / "locales" / "editions"
    editions.mkdir(exist_ok=True)
    said = f'edition: en-{name}\nlanguage: en\noverlays: ["{name}"]\n'
    (editions / f"en-{name}.yaml").write_text(said, encoding="utf-8")


def _passages(project: Path, count: int) -> list[str]:
    """What one paragraph can stand in place of."""
    entries = polib.pofile(str(project / "locales" / "guide.pot"))
    plain = (e.msgctxt for e in entries if e.msgctxt and e.comment.startswith(_REPLACED))
    found = list(islice(plain, count))
    if len(found) < count:
        raise ValueError(f"the book has {len(found)} such passages, and not {count}")
    return found


def _build(project: Path) -> Spent:
    """Into a new folder, so that nothing is kept of the last one."""
    to = project / "out"
    return fresh(
        to, lambda: run(ADAPTKIT, "build", "--format", "html", "--to", str(to), folder=project)
    )
