"""This repository's guide, copied, for programs that change catalogues."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.scenarios.projects import ROOT, Project

TODAY = "2026-11-22"
EDITED = "your-evaluation.what.6935"
"""A passage with instructions for the translator, whose text ``edit_guide`` changes."""
_CHAPTER = "source_guide/04-your-evaluation.md"


def guide_copy(to: Path, *languages: str) -> Project:
    """The guide and the catalogues named (all of them if none is) in a folder of their own."""
    shutil.copytree(ROOT / "source_guide", to / "source_guide")
    if languages:
        for name in ("guide.pot", *(f"{language}/guide.po" for language in languages)):
            (to / "locales" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "locales" / name, to / "locales" / name)
    else:
        shutil.copytree(ROOT / "locales", to / "locales")
    project = Project(to)
    project.done("update", "--today", TODAY)
    return project


def edit_passage(project: Project) -> None:
    """Change one passage, and nothing else."""
    project.change(
        _CHAPTER,
        "Ask for a swallowing evaluation. Do not change",
        "Ask for an evaluation of how you swallow. Do not change",
    )


def edit_guide(project: Project) -> None:
    """One passage edited, one added, one taken out, one section moved."""
    edit_passage(project)
    project.change(
        _CHAPTER,
        "Some questions feel private. You can answer now, later, or not at all.\n",
        "Nobody gives marks for the walk, and the team has seen far slower ones.\n",
    )
    name = "source_guide/05-goals-and-plan.md"
    head, *sections = project.text(name).split("\n## ")
    assert len(sections) > 2, sections
    sections[0], sections[1] = sections[1].rstrip("\n") + "\n", sections[0].rstrip("\n") + "\n"
    project.write(name, "\n## ".join([head, *sections]))
