"""A small project of which everything is signed off, and releases of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polib

from tests.scenarios.projects import TODAY, Project, Ran, sign_all, small

NAME = "es_US"
GUIDE = "source_guide/guide.yaml"
HOME = "source_guide/02-home.md"
EDITION = f"locales/editions/{NAME}.yaml"
HISTORY = f"releases/{NAME}.jsonl"


def signed_project(root: Path) -> Project:
    """An edition in Spanish for the guide's own country, with a number in its safety passage."""
    project = small(root)
    project.change(
        GUIDE, "variables:\n", 'variables:\n  emergency_number: {value: "911", kind: telephone}\n'
    )
    project.change(HOME, "call for help at once", "call {emergency_number} at once")
    project.write(
        EDITION,
        f"edition: {NAME}\nlanguage: {NAME}\nformats: [html, md]\ndate: 2026-11-01\n"
        'publisher: {name: "Us"}\n',
    )
    brought_up(project)
    return project


def brought_up(project: Project, edition: str = NAME, today: str = TODAY) -> None:
    """Everything is translated again, and signed off."""
    project.done("update", "--today", today)
    path = project.path("locales/es/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        if not entry.obsolete and (entry.fuzzy or not entry.msgstr):
            entry.msgstr = f"ES {entry.msgid}"
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = None
    catalogue.save()
    project.done("format")
    project.done("update", "--today", today)
    sign_all(project, edition, today)


def released(project: Project, today: str = TODAY, *more: str) -> Any:
    """What ``build --release --json`` says of the one edition."""
    ran = project.done("build", NAME, "--release", "--today", today, "--json", *more)
    (one,) = ran.json["releases"]
    return one


def folder(project: Project, release: str = TODAY) -> Path:
    return project.path(f"build/releases/{NAME}-{release}")


def archive(project: Project, release: str = TODAY) -> Path:
    return project.path(f"build/releases/{NAME}-{release}.zip")


def edition_json(project: Project, release: str = TODAY) -> Any:
    return json.loads((folder(project, release) / "edition.json").read_bytes())


def history(project: Project) -> list[Any]:
    return [json.loads(line) for line in project.text(HISTORY).splitlines()]


def verify(project: Project, what: Path | None = None, today: str = TODAY) -> Ran:
    return project.run("verify", str(what or folder(project)), "--json", "--today", today)
