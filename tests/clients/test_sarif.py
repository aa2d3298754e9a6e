"""What ``check --format sarif`` prints is valid by the schema of SARIF 2.1.0.

The npm package @microsoft/jest-sarif holds it (MIT); jsonschema, from PyPI, validates.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.scenarios.checked_projects import GOOD, PO, broken, spanish
from tests.scenarios.projects import TODAY, Project

SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """With an error, a warning that somebody lets pass, and findings with and without a line."""
    made = broken(spanish(tmp_path / "guide"))
    made.change(PO, GOOD, GOOD.replace("una", "**una**"))
    made.write("reviews/people.yaml", 'ana: {name: "Ana Roa", roles: [language]}\n')
    unit = next(e.unit_id for e in made.catalogue().entries if "Choose" in e.msgid)
    asked = ("--ignore", "mark-up-differs", "--unit", unit, "--by", "ana", "--because", "x")
    made.done("check", *asked, "--today", TODAY)
    made.write("reviews/old names.jsonl", "")
    made.change(PO, "Anote sus metas.", "Anote %0A::error::\u202esus metas.")
    return made


def test_it_is_valid(project: Project, node_modules: Path) -> None:
    import jsonschema

    schema = json.loads((node_modules / SCHEMA).read_text("utf-8"))
    log = project.run("check", "--format", "sarif", "--today", TODAY).json
    jsonschema.Draft7Validator(schema).validate(log)
    (made,) = log["runs"]
    assert {one["level"] for one in made["results"]} >= {"error", "warning"}
    assert any("suppressions" in one for one in made["results"])
    del made["tool"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(log)
