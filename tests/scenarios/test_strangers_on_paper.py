"""The same strings in Word, PDF, text and Markdown for reuse: no field, no program, no link but to
where links may lead."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Mapping
from unittest import mock

import pikepdf
import pytest

from adaptkit.editions.addresses import is_safe
from tests.programs import PANDOC, machine_with
from tests.scenarios.projects import TODAY, Project
from tests.scenarios.test_strangers import OWN_ACTS, project, unchecked
from tests.strangers import STRINGS, acting, markdown_links
from tests.writers.readers import opened, parsed

__all__ = ["project"]
pytestmark = pytest.mark.at_length
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The one file of each format; whoever reaches for the network fails the tests."""
    to = tmp_path_factory.mktemp("out")
    forms = ("docx", "pdf", "txt", "md-reuse", "odt", "icml")
    asked = [word for form in forms for word in ("--format", form)]
    machine = machine_with(tmp_path_factory.mktemp("bin"), {"pandoc": PANDOC})
    network = mock.patch.object(socket, "socket", side_effect=AssertionError)
    with unchecked(), machine, network:
        ran = project.run("build", "es_MX", *asked, "--to", str(to), "--today", TODAY)
    assert ran.code in (0, 1), ran.err[:2000]
    found = {form: sorted((to / "es_MX" / form).glob("es_MX.*")) for form in forms}
    return {form: path.read_bytes() for form, [path] in found.items()}


def test_no_string_is_a_field_or_a_way_out_in_word(made: Mapping[str, bytes]) -> None:
    parts = opened(made["docx"])
    shown = led_out = 0
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        tree = parsed(content)
        fields = [one.text or "" for one in tree.iter(f"{W}instrText")]
        fields += [one.get(f"{W}instr", "") for one in tree.iter(f"{W}fldSimple")]
        assert [one for one in fields if not re.match(r"\s*(TOC|PAGE|PAGEREF)\b", one)] == [], name
        for one in tree.findall(".//{*}Relationship"):
            if one.get("TargetMode") == "External":
                led_out += 1
                assert is_safe(one.get("Target", "")), one.get("Target")
        shown += "".join(tree.itertext()).count("<script>pwn()</script>")
    assert shown > 3
    assert led_out > 0


def test_no_string_acts_in_a_pdf(made: Mapping[str, bytes]) -> None:
    content = made["pdf"]
    for name in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/SubmitForm"):
        assert not re.search(re.escape(name) + rb"\b", content), name
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > len(STRINGS)
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        addresses = [str(one.A.URI) for one in notes if "/A" in one and "/URI" in one.A]
    assert "https://example.org/that" in addresses
    assert [one for one in addresses if not is_safe(one)] == []


def test_text_is_text(made: Mapping[str, bytes]) -> None:
    text = made["txt"].decode("utf-8")
    assert "<script>pwn()</script>" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_no_string_acts_in_markdown_for_reuse(made: Mapping[str, bytes]) -> None:
    """Pandoc and others make pages of it."""
    text = made["md-reuse"].decode("utf-8")
    assert text.count("<script>pwn()") > 3
    # What stands in code or behind a backslash is text.
    raw = re.sub(r"\\<", "&lt;", re.sub(r"`[^`\n]*`", "", text))
    assert [one for one in acting(raw) if not one.startswith(OWN_ACTS)] == []
    assert [one for one in markdown_links(text) if not is_safe(one)] == []


def test_what_is_done_around_pandoc_takes_no_string_for_anything_else(
    made: Mapping[str, bytes],
) -> None:
    """Styles, places and words for pictures are put into what it writes."""
    odt = opened(made["odt"])
    content = parsed(odt["content.xml"])
    assert "<script>pwn()</script>" in "".join(content.itertext())
    story = parsed(made["icml"])
    assert "<script>pwn()</script>" in "".join(story.itertext())
    assert not re.search("[\ufdd0\ufdd1]", made["icml"].decode("utf-8"))
    names = {one.tag.rpartition("}")[2] for one in (*content.iter(), *story.iter())}
    assert not {one for one in names if re.search("script|event|object|plugin|form", one, re.I)}
    for one in (*content.iter(), *story.iter()):
        for name, value in one.attrib.items():
            assert "pwn()" not in value, (one.tag, name, value)
