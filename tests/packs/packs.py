"""Packs as a reviewer opens them, and answers as one gives them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.scenarios.projects import TODAY, Project, Ran, small

PEOPLE = """\
ana: {name: "Ana García", roles: [language], languages: [es]}
ben: {name: "Dr Ben Okri", roles: [clinical, language]}
"""
_DATA = re.compile(r'<script id="pack" type="application/json">(.*?)</script>', re.S)


def reviewed_project(root: Path) -> Project:
    project = small(root)
    project.write("reviews/people.yaml", PEOPLE)
    return project


def pack_of(project: Project, *arguments: str) -> dict[str, Any]:
    """What stands in the page that ``review pack`` writes."""
    to = project.path("build/reviews/pack.html")
    project.done("review", "pack", "es_MX", "--to", str(to), "--today", TODAY, *arguments)
    return data_in(to.read_text("utf-8"))


def data_in(page: str) -> dict[str, Any]:
    found = _DATA.findall(page)
    assert len(found) == 1
    data: dict[str, Any] = json.loads(found[0])
    return data


def unit_of(pack: dict[str, Any], words: str) -> dict[str, Any]:
    """The one unit whose source holds these words."""
    found = [one for one in pack["units"] if words in one["source"]]
    assert len(found) == 1, [one["id"] for one in found]
    one: dict[str, Any] = found[0]
    return one


def answer(unit: dict[str, Any], on: str = TODAY, **said: str) -> dict[str, str]:
    return {"unit": unit["id"], "source": unit["sh"], "target": unit["wh"], "on": on, **said}


def answers(pack: dict[str, Any], by: str, role: str, *given: dict[str, str]) -> dict[str, Any]:
    return {
        "format": "adaptkit review answers 1",
        "edition": pack["edition"],
        "pack": pack["hash"],
        "by": by,
        "role": role,
        "saved": TODAY,
        "answers": list(given),
    }


def apply(project: Project, *files: dict[str, Any] | bytes, more: tuple[str, ...] = ()) -> Ran:
    names = []
    for number, one in enumerate(files):
        path = project.path(f"answers-{number}.json")
        path.write_bytes(one if isinstance(one, bytes) else json.dumps(one).encode())
        names.append(str(path))
    return project.run("review", "apply", *names, "--today", TODAY, "--json", *more)


def ledger(project: Project, path: str = "reviews/es/guide.jsonl") -> list[dict[str, str]]:
    if not project.path(path).exists():
        return []
    return [json.loads(line) for line in project.text(path).splitlines()]


def counts(ran: Ran) -> dict[str, int]:
    found: dict[str, int] = ran.json["counts"]
    return found
