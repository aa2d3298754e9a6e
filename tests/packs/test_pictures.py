"""A reviewer sees the picture itself, and nothing in it can do anything."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from adaptkit.packs.pictures import LARGEST
from tests.packs.packs import pack_of, reviewed_project, unit_of
from tests.scenarios.projects import SMALL, TODAY, Project

STEPS = SMALL["source_guide/images/steps.svg"]
GUIDES, ONE_LANGUAGES = "source_guide/images/steps.svg", "source_guide/images/steps.es.svg"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return reviewed_project(tmp_path / "p")


def held(address: str) -> bytes:
    kind, content = address.split(";base64,")
    assert kind == "data:image/svg+xml"
    return base64.b64decode(content)


def sheet(project: Project) -> str:
    to = project.path("sheet.html")
    said = ("--format", "sheet", "--to", str(to), "--today", TODAY)
    project.done("review", "pack", "es_MX", *said)
    return to.read_text("utf-8")


def alternative(pack: dict[str, Any]) -> dict[str, Any]:
    (one,) = [one for one in pack["units"] if one["kind"] == "alternative text"]
    found: dict[str, Any] = one
    return found


def test_an_alternative_text_has_its_picture_beside_it(project: Project) -> None:
    pack = pack_of(project)
    one = alternative(pack)
    assert one["pictures"] == [GUIDES]
    assert one["source"]
    assert one["words"].startswith("ES ")
    assert "instead" not in one
    assert held(pack["pictures"][GUIDES]) == STEPS.encode()
    page = project.text("build/reviews/pack.html")
    assert "style-src 'sha256-" in page
    assert "; img-src data:; base-uri 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    paper = sheet(project)
    assert paper.count(f'<img src="{pack["pictures"][GUIDES]}" alt="">') == 1
    assert "img-src data:" in paper


def test_a_picture_of_one_language_stands_beside_the_guides(project: Project) -> None:
    other = STEPS.replace("M0 0h1", "M0 0h0.5")
    project.write(ONE_LANGUAGES, other)
    pack = pack_of(project)
    signed = next(one for one in pack["units"] if one["kind"] == "picture")
    text = alternative(pack)
    assert (signed["pictures"], signed["instead"]) == ([ONE_LANGUAGES], [GUIDES])
    assert (text["pictures"], text["instead"]) == ([ONE_LANGUAGES], [GUIDES])
    assert held(pack["pictures"][ONE_LANGUAGES]) == other.encode()
    assert held(pack["pictures"][GUIDES]) == STEPS.encode()
    # What is said of it in both languages, and no file name and hash.
    assert (signed["shtml"], signed["whtml"]) == (text["source"], text["words"])
    paper = sheet(project)
    row = next(row for row in paper.split("<tr>") if f"<bdi>{signed['id']}</bdi>" in row)
    assert [pack["pictures"][path] in row for path in (GUIDES, ONE_LANGUAGES)] == [True, True]
    assert "sha256" not in row


def test_a_countrys_picture_and_one_in_a_line_are_shown(project: Project) -> None:
    own = "locales/overlays/MX/images/own.svg"
    project.write(own, STEPS.replace("M0 0h1", "M0 0h2"))
    project.write("locales/overlays/MX/blocks/help.md", "Vea ![un mapa](images/own.svg) aquí.\n")
    project.done("update", "--today", TODAY)
    pack = pack_of(project)
    assert unit_of(pack, "Vea ")["pictures"] == [own]
    signed = next(one for one in pack["units"] if one["kind"] == "picture")
    assert signed["pictures"] == [own]
    assert "instead" not in signed
    assert b"h2" in held(pack["pictures"][own])


def test_a_drawing_that_acts_comes_without_what_acts(project: Project) -> None:
    acting = STEPS.replace("<path", '<script>x()</script><path onclick="x()"', 1)
    project.write(ONE_LANGUAGES, acting)
    shown = held(pack_of(project)["pictures"][ONE_LANGUAGES])
    assert b"script" not in shown
    assert b"onclick" not in shown
    assert b"<path" in shown


def test_a_picture_that_is_too_large_is_told_by_its_name(project: Project) -> None:
    path = "<path d='M0 0h1'/>"
    project.write(GUIDES, STEPS.replace("</svg>", path * (LARGEST // len(path)) + "</svg>"))
    pack = pack_of(project)
    assert pack["pictures"] == {GUIDES: ""}
    assert alternative(pack)["pictures"] == [GUIDES]
    assert len(project.text("build/reviews/pack.html")) < 300_000
    paper = sheet(project)
    assert f"La imagen {GUIDES} es demasiado grande" in paper
    assert "<img" not in paper
    assert "img-src" not in paper
