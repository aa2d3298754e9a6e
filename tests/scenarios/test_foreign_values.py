"""A value of another country carries the notice that a passage about it carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adaptkit.guides.parse import parse_chapter
from adaptkit.model.document import BlockKind
from tests.scenarios.projects import Project, small

DRAFT = re.compile(rb"> \*\*(?:Borrador|Draft)[^\r\n]*\*\*(?:\r\n|\r|\n)(?:>?(?:\r\n|\r|\n)|\Z)")
VALUE = "\u20681 800 555 0100\u2069: solo vale para Estados Unidos; todavía"
SAID = "trata solo de Estados Unidos"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def chapter(project: Project, edition: str) -> bytes:
    project.run("build", edition, "--format", "md", "--to", str(project.root / "out"))
    written = project.path(f"out/{edition}/md/02-home.md").read_bytes()
    # Each chapter of a draft says first that it is one.
    return DRAFT.sub(b"", written)


def page(project: Project, edition: str) -> str:
    project.run("build", edition, "--format", "html", "--to", str(project.root / "out"))
    return project.text(f"out/{edition}/html/02-home.html")


TEXTS = [
    "Call {helpline} at once.",
    "# Call {helpline} {#x}",
    "- Call {helpline}.",
    "1. Call\n\n   and {helpline}.",
    "> Call {helpline}.",
    "::: urgent\nCall {helpline}.\n:::",
    "| a | b |\n| --- | --- |\n| c | Call {helpline} |",
    "Word\n: Call {helpline}.",
    "<div>\nCall {helpline}.\n</div>",
    "See[^1].\n\n[^1]: Call {helpline}.",
    '![Call {helpline}](images/steps.svg "Call {helpline}")',
    "See [this](https://x.test/%7Bhelpline%7D) or {helpline}.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_wherever_it_stands(project: Project, text: str) -> None:
    project.write("source_guide/02-home.md", f"# At home\n\nRest.\n\n{text}\n")
    project.run("update")
    shown = page(project, "es")
    assert shown.count(VALUE) == 1, shown
    # The passage holds everywhere: it is not called another country's as a whole.
    assert SAID not in shown
    # The country that has set it is told nothing, nor is the guide's own.
    assert VALUE not in page(project, "es_MX")
    assert "in United States only" not in page(project, "en")


def test_a_passage_about_the_country_is_not_told_twice(project: Project) -> None:
    project.run("build", "es", "--format", "html", "--to", str(project.root / "out"))
    shown = project.text("out/es/html/01-plan.html")
    assert "800 555 0100" in shown
    assert shown.count(SAID) == 1


# In Markdown one quotation at the top of the chapter says it -----------------------------------

NOTICE = re.compile(
    rb"> 1 800 555 0100 \xe2\x80\x94 \\*\\*[^\n\r]*Estados Unidos[^\n\r]*\\*\\*(\r\n|\r|\n)"
)


def kinds(text: bytes) -> list[BlockKind]:
    parsed = parse_chapter(text.decode(), path="x.md", name="x.md", chapter_id="x")
    return [block.kind for block in parsed.blocks]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_names_the_value_once(project: Project, text: str) -> None:
    project.write("source_guide/02-home.md", f"# At work\n\nRest.\n\n{text}\n")
    project.run("update")
    shown = chapter(project, "es")
    assert shown.startswith(b"# At work\n\n> 1 800 555 0100")
    assert len(NOTICE.findall(shown)) == 1
    assert b"Estados Unidos" not in chapter(project, "es_MX")
    assert b"United States" not in chapter(project, "en")


HEADS = {
    "a title": b"# At work\n\n|{helpline}\n",
    "a title alone": b"# Call {helpline}\n|",
    "a title, no line end": b"# Call {helpline}|",
    "underlined": b"At work\n=======\n\n|> {helpline}\n",
    "no title": b"|Call {helpline}\n\n## Later\n",
    "an ordered list": b"|1. Call {helpline}\n",
    "indented code below": b"# At work\n\n|    verbatim\n\n{helpline}\n",
    "what hangs on the title": b"|# At work\n: {helpline}\n",
    "front matter": b"---\ndescription: x\n---\n\n# At work\n\n|{helpline}\n",
    "front matter alone": b"---\ndescription: x\n---\n|{helpline}\n",
    "a mark": b"{#top}\n# At work\n\n|{helpline}\n",
    "carriage returns": b"# At work\r\n\r\n|{helpline}\r\n",
    "a byte order mark": b"\xef\xbb\xbf# At work\n\n|{helpline}\n",
    "a byte order mark, no title": b"\xef\xbb\xbf|{helpline}\n",
    "a separator that is no line end": "# At\u2028work\x0b.\n\n|{helpline}\n".encode(),
}


@pytest.mark.parametrize("what", HEADS)
def test_markdown_keeps_every_other_byte(project: Project, what: str) -> None:
    source = HEADS[what]
    plain = source.replace(b"|", b"")
    project.path("source_guide/02-home.md").write_bytes(plain)
    shown = chapter(project, "es")
    filled = plain.replace(b"{helpline}", b"1 800 555 0100")
    before = source.partition(b"|")[0].replace(b"{helpline}", b"1 800 555 0100")
    found = NOTICE.search(shown)
    assert found, shown
    assert shown[: found.start()].rstrip() == before.rstrip()
    rest = shown[: found.start()].rstrip() + shown[found.end() :].lstrip(b"\r\n")
    assert b"".join(rest.split()) == b"".join(filled.split())
    expected = kinds(filled)
    more = kinds(shown)
    more.remove(BlockKind.QUOTE)
    assert more == expected


def test_markdown_without_such_a_value_stays_as_it_was(project: Project) -> None:
    project.write("source_guide/02-home.md", "# At work\n\nRest. {other}\n")
    assert chapter(project, "es") == b"# At work\n\nRest. {other}\n"
