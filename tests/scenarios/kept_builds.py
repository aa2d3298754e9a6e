"""A project that somebody works on, built after each thing they do: with what earlier builds have
kept, and without, into a folder that nothing was kept of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, Ran, small, translate

RICH = """\
---
description: "What is done all day."
---

# All day {#day}

Drink water.[^water] Use {term.stick} and call {helpline}. See [costs](01-plan.md#costs).

::: urgent
Call for help **at once** if you cannot stand.
:::

## A table {#table}

| What | When |
| --- | --- |
| Walk | In the morning |
| Rest | After it |

<div class="own" id="own"><p>Own words.</p></div>

## Words {#words}

walk
: To go on foot.

- [ ] Take a `rest`.
- One more.[^water]

> "It helps me."
>
> — Ana

![Some steps.](images/steps.svg "Slowly.")

[^water]: One glass an hour.
"""
EDITIONS = {
    "es_MX": "edition: es_MX\nlanguage: es_MX\noverlays: [MX]\nformats: [html, md]\n",
    "es": "edition: es\nlanguage: es\n",
    "ar": "edition: ar\nlanguage: ar\nformats: [html, md, epub, txt]\nfallback: omit\n",
    "en": "edition: en\nlanguage: en\nformats: [md, html]\ntitle: At home\n",
}
LANGUAGES = ("es", "ar")


def workplace(root: Path) -> Project:
    """Three chapters with all that a text may hold, four editions, one of them adapted."""
    project = small(root)
    project.change("source_guide/guide.yaml", "02-home.md\n", "02-home.md\n  - 03-day.md\n")
    project.write("source_guide/03-day.md", RICH)
    project.write(
        "source_guide/terms.yaml", 'stick:\n  name: a stick\n  definition: "It holds you."\n'
    )
    for name, text in EDITIONS.items():
        project.write(f"locales/editions/{name}.yaml", text)
    for language in LANGUAGES:
        project.done("update", language, "--today", TODAY)
    for language in ("es", "ar"):
        translate(project, language, language.upper())
    project.done("update", "--today", TODAY)
    # Nobody needs it; who makes one all the same changes what the guide's own language says.
    own = project.text("locales/es/guide.po").replace('msgstr "ES ', 'msgstr "EN ')
    project.write("locales/en/guide.po", own.replace("Language: es", "Language: en"))
    return project


@dataclass
class Both:
    """Builds with and without what is kept, and compares what was written and what was said."""

    project: Project
    home: Path
    cache: Path
    patch: pytest.MonkeyPatch
    name: str = "out"
    seen: list[Ran] = field(default_factory=list)

    def build(self, *arguments: str) -> Ran:
        kept, plain = self.folders()
        with_it, without = self.with_it(*arguments), self.without(*arguments)
        said = [
            (ran.code, *ran.out.split("\n"), *ran.err.split("\n")) for ran in (with_it, without)
        ]
        assert said[0] == said[1], set(said[0]) ^ set(said[1])
        different = _differences(pages(kept), pages(plain))
        assert not different, different
        self.seen.append(with_it)
        return with_it

    def with_it(self, *arguments: str) -> Ran:
        return self._run(self.cache, self.folders()[0], arguments)

    def without(self, *arguments: str) -> Ran:
        return self._run("", self.folders()[1], arguments)

    def folders(self) -> tuple[Path, Path]:
        """Both are called the same, for what is said names them."""
        return self.home / "kept" / self.name, self.home / "plain" / self.name

    def _run(self, cache: Path | str, to: Path, arguments: tuple[str, ...]) -> Ran:
        self.patch.setenv("ADAPTKIT_CACHE", str(cache))
        more = arguments if "--today" in arguments else (*arguments, "--today", TODAY)
        self.patch.chdir(to.parent)
        return self.project.run("build", "--to", to.name, *more)


def _lines(ran: Ran) -> set[str]:
    return {str(ran.code), *ran.out.split("\n"), *ran.err.split("\n")}


def both(project: Project, home: Path, patch: pytest.MonkeyPatch) -> Both:
    for name in ("kept", "plain"):
        (home / name).mkdir(parents=True, exist_ok=True)
    return Both(project, home, home / "cache", patch)


def pages(to: Path) -> dict[str, bytes]:
    return {
        path.relative_to(to).as_posix(): path.read_bytes()
        for path in sorted(to.rglob("*"))
        if path.is_file()
    }


def _differences(kept: Mapping[str, bytes], plain: Mapping[str, bytes]) -> list[str]:
    """Where two folders are not the same: the first lines of each file that are not."""
    found = [f"{path}: only in one" for path in sorted(kept.keys() ^ plain.keys())]
    for path in sorted(kept.keys() & plain.keys()):
        if kept[path] != plain[path]:
            lines = zip(kept[path].split(b"\n"), plain[path].split(b"\n"), strict=False)
            first = next(((a, b) for a, b in lines if a != b), None)
            found.append(f"{path}: {first}")
    return found


def say(builds: Both, old: str, new: str, name: str = "es/guide") -> None:
    """A translator's correction; ``old`` is what the translation begins with."""
    builds.project.change(f"locales/{name}.po", f'msgstr "{old}', f'msgstr "{new}')
