"""What no person writes, in twice the size: long chapters, and marks without end or within each
other. Whatever it is takes about twice the time; each once took the square."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measuring import Figure, program, run

ADAPTKIT = program("adaptkit")
_MOST = 2.5
_SIZE = 8_000
_COMMANDS = (("update", "es"), ("build", "es"))


def _references(n: int) -> str:
    said = "".join(f"See [place {i}] here.[^{i}]\n\n" for i in range(n))
    places = "".join(f"[place {i}]: https://example.org/{i}\n" for i in range(n))
    return said + places + "\n" + "".join(f"[^{i}]: Note {i}.\n\n" for i in range(n))


def _columns(n: int) -> str:
    head = "|".join(f"Head {i}" for i in range(n))
    return f"|{head}|\n{'|-' * n}|\n{'|cell' * n}|\n"


_CHAPTERS: dict[str, tuple[Callable[[int], str], int]] = {
    "call-outs in each other": (lambda n: "::: note\n" * n + "deep\n" + ":::\n" * n, 2 * _SIZE),
    "fields between rules": (lambda n: "---\na: b\n" * n, _SIZE),
    "front matter with tabs": (
        lambda n: "---\ntitle: x\n" + "- \t" * n + "\n---\n\nText\n",
        60 * _SIZE,
    ),
    "columns": (_columns, _SIZE),
    "references and footnotes": (_references, _SIZE // 2),
    "links to one page": (
        lambda n: "".join(f"# H{i}\n\n[a](#h{i})\n\n" for i in range(n)),
        _SIZE // 4,
    ),
}


def sizes(_book: Path, folder: Path) -> Iterator[Figure]:
    """``update`` and ``build`` at one size and at twice of it, beyond what both take for a word."""
    for name, (text, size) in _CHAPTERS.items():
        least = _spent(folder / "least", "Text\n")
        once, twice = (_spent(folder / str(n), text(size * n)) - least for n in (1, 2))
        yield Figure(f"{name}, 2n / n", twice / once, _MOST, "×", f"n {size}, {once:.2f} s")


def _spent(project: Path, text: str) -> float:
    (project / "source_guide").mkdir(parents=True, exist_ok=True)
    (project / "source_guide" / "one.md").write_text(text, encoding="utf-8")

    def commands() -> float:
        shutil.rmtree(project / "locales", ignore_errors=True)
        shutil.rmtree(project / "build", ignore_errors=True)
        return sum(run(ADAPTKIT, *words, folder=project).cpu for words in _COMMANDS)

    return min(commands() for _ in range(3))
