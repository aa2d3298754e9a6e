"""Word documents through LibreOffice, and Markdown for reuse through pandoc: what those programs
make of whole editions. ADAPTKIT_BUILD names the output of ``adaptkit build``."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from tests.clients.editions import EDITIONS, built
from tests.guides.builders import HOSTILE
from tests.writers.builders import edition as edition_of
from tests.writers.reading import WORD, paragraphs, part, style_of
from tests.writers.test_html import chapter_of, paragraph, text
from tests.writers.test_reuse import PANDOC

from adaptkit.editions.complete import complete
from adaptkit.texts.printable import printable
from adaptkit.writers import ALONE, FORMATS

# The number that readers of each call in an emergency, as it stands in the documents.
EMERGENCY = {
    **dict.fromkeys(("en_US", "es_MX", "es_MX_norte"), "911"),
    **dict.fromkeys(("ms_MY", "en_MY", "zh_Hans_MY", "ta_MY", "en_GB"), "999"),
    "ar_LB": "140",
    "es_ES": "112",
}
# Words, each with its left and right edge, in points.
Placed = tuple[str, float, float]
Lines = list[list[Placed]]
# The newest, as pip brings it; beside it what the distribution has.
_NEWEST = Path(pypandoc.__file__).parent / "files" / "pandoc"


@cache
def page(edition: str) -> str:
    """What stands in the chapters of the page that holds all of them."""
    text = built(edition, "html/single.html").read_text("utf-8")
    return text[text.index("<article ") : text.rindex("</article>")]


def _words(html: str) -> str:
    return _plain(unescape(re.sub(r"<[^>]*>", "", html)))


def _plain(text: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


@pytest.fixture(scope="module")
def pandoc(program: Callable[[str], str]) -> Callable[..., Any]:
    def read(which: str, edition: str, written_in: str) -> Any:
        path = str(_NEWEST) if which == "newest" else program("pandoc")
        ran = subprocess.run(
            [path, "-f", written_in, "-t", "json"],
            input=built(edition, f"md-reuse/{edition}.md").read_bytes(),
            capture_output=True,
            timeout=120,
        )
        assert ran.returncode == 0
        assert not ran.stderr
        return json.loads(ran.stdout)

    return read


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "t" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)


def shown(node: Any) -> str:
    out = ""
    for one in nodes(node):
        if one["t"] == "Str":
            out += str(one["c"])
        elif one["t"] in ("Space", "SoftBreak"):
            out += " "
    return _plain(out)


# Those of call-outs are bold words in Markdown.
_HEADING = re.compile(r'<h[1-6](?! class="callout)[^>]*>(.*?)</h[1-6]>', re.DOTALL)


# The distribution's is years older, and reads two editions: what it may not know is in both.
READERS = [("newest", edition) for edition in EDITIONS] + [
    ("distribution", edition) for edition in ("es_MX", "ar_LB")
]


@pytest.mark.parametrize("written_in", ["markdown-smart", "gfm+yaml_metadata_block"])
@pytest.mark.parametrize(("which", "edition"), READERS)
def test_pandoc_reads_every_part_of_an_edition(
    which: str, edition: str, written_in: str, pandoc: Callable[..., Any]
) -> None:
    read = pandoc(which, edition, written_in)
    html = page(edition)
    found = list(nodes(read["blocks"]))
    headings = [_words(one) for one in _HEADING.findall(html)]
    said = [shown(one["c"][2]) for one in found if one["t"] == "Header"]
    assert said[: len(headings)] == headings
    labels = re.findall(r'class="callout-label"[^>]*>(.*?)</(?:span|p)>', html)
    first = [one["c"][0] for one in found if one["t"] == "BlockQuote"]
    told = [one for one in first if one["t"] == "Para" and [i["t"] for i in one["c"]] == ["Strong"]]
    assert [words for one in told if (words := shown(one)) in labels] == list(map(_words, labels))
    assert labels

    def count(kind: str) -> int:
        return sum(one["t"] == kind for one in found)

    assert count("Table") == html.count("<table") > 0
    rows = sum(len(body[3]) for t in found if t["t"] == "Table" for body in t["c"][4])
    assert rows == sum(part.count("<tr") for part in re.findall(r"(?s)<tbody>.*?</tbody>", html))
    assert count("Note") == html.count('class="footnote-reference"') > 0
    assert count("Image") == html.count("<img ") > 0
    assert count("OrderedList") == html.count("<ol>") + html.count("<ol start") - html.count(
        'role="doc-endnotes"'
    )
    meta = {name: shown(value) for name, value in read["meta"].items() if name != "draft"}
    assert meta["lang"] == edition.replace("_norte", "").replace("_", "-")
    assert {"title", "licence", "attribution", "publisher", "date", "draft-notice"} <= set(meta)
    assert read["meta"]["draft"] == {"t": "MetaBool", "c": True}


_NO_WORDS = (
    r"(?m)^\[WARNING\] (Could not load translations for zh-Hans-MY\n.* not found"
    r"|The term \w+ has no translation defined\.)\n"
)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_of_the_markdown_arrives_in_pandocs_word_document(
    edition: str, tmp_path: Path
) -> None:
    (tmp_path / "guide.md").write_bytes(built(edition, f"md-reuse/{edition}.md").read_bytes())
    for name in re.findall(r"\]\((images/[^) ]+)\)", (tmp_path / "guide.md").read_text("utf-8")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(built(edition, f"md-reuse/{name}").read_bytes())
    ran = subprocess.run(
        [_NEWEST, "-f", "markdown", "guide.md", "-o", "guide.html", "--standalone"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    # Of Chinese it knows no words of its own.
    assert (ran.returncode, re.sub(_NO_WORDS, "", ran.stderr)) == (0, "")
    html = (tmp_path / "guide.html").read_text("utf-8")
    subprocess.run(
        [_NEWEST, "-f", "markdown", "guide.md", "-o", "guide.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    root = part((tmp_path / "guide.docx").read_bytes(), "word/document.xml")
    places = {one.get(f"{WORD}name") for one in root.iter(f"{WORD}bookmarkStart")}
    links = {name for one in root.iter(f"{WORD}hyperlink") if (name := one.get(f"{WORD}anchor"))}
    assert links
    assert links <= places
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


@pytest.fixture(scope="module", params=EDITIONS)
def printed(
    request: pytest.FixtureRequest,
    papers: Path,
    program: Callable[[str], str],
) -> tuple[str, bytes, Lines]:
    """The edition, its document, and the words of each line that LibreOffice prints."""
    document = built(request.param, f"docx/{request.param}.docx").read_bytes()
    pdf = papers / f"{request.param}.pdf"
    ran = subprocess.run(
        [program("pdftotext"), "-bbox-layout", pdf, "-"], capture_output=True, check=True
    )
    pattern = r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</word>'
    lines = [
        [(unescape(word), float(left), float(right)) for left, right, word in words]
        for one in re.findall(r"(?s)<line .*?</line>", ran.stdout.decode())
        if (words := re.findall(pattern, one))
    ]
    return request.param, document, lines


def _letters(text: str) -> str:
    """Without vowel signs and forms of letters, which fonts choose."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN")


def test_libreoffice_prints_every_line_the_right_way(
    printed: tuple[str, bytes, Lines],
) -> None:
    edition, document, lines = printed
    rtl = edition == "ar_LB"
    looked = 0
    said = [
        "".join(t.text or "" for t in one.iter(f"{WORD}t"))
        for one in paragraphs(part(document, "word/document.xml"))
        if style_of(one) == "BodyText"
    ]
    # As a reader meets the words; LibreOffice writes the letters of Arabic ones as they stand.
    read = [
        [_letters(w[::-1] if rtl else w) for w, *_ in sorted(line, key=_from_left, reverse=rtl)]
        for line in lines
    ]
    for words_ in said:
        # What holds Latin words too may go either way.
        if rtl and any(c.isascii() and c.isalnum() for c in words_):
            continue
        first = _first_words(words_, edition)
        begun = [line for line, words in zip(lines, read, strict=True) if _begins(first, words)]
        if begun:
            looked += 1
            # It begins at the edge where lines of its language begin.
            edges = [one[1 + rtl] for line in begun for one in line]
            assert max(edges) > 470 if rtl else min(edges) < 125
    assert looked > 40


def _first_words(said: str, edition: str) -> list[str]:
    """None where too few are told apart; Chinese, which has no blanks, is one word."""
    if edition == "zh_Hans_MY":
        return [_letters(said)[:6]]
    first = [w for w in map(_letters, said.split()[:5]) if len(w) > 2]
    return first if len(set(first)) >= 3 else []


def _begins(first: list[str], line: list[str]) -> bool:
    """Whether the line has these words in this order."""
    if len(first) == 1:
        return first[0] in "".join(line)
    following = iter(line)
    return bool(first) and all(word in following for word in first)


def _from_left(placed: Placed) -> float:
    return placed[1]


def test_libreoffice_prints_numbers_from_left_to_right(
    printed: tuple[str, bytes, Lines],
) -> None:
    edition, _, lines = printed
    words = [word for line in lines for word, *_ in line]
    assert any(EMERGENCY[edition] in word for word in words)
    if edition == "es_MX":
        groups = [(a, b, c) for a, b, c in zip(words, words[1:], words[2:], strict=False)]
        assert any((a, b, c[:4]) == ("800", "911", "2000") for a, b, c in groups)


@pytest.mark.parametrize("program_named", ["newest", "distribution"])
@pytest.mark.parametrize("written_in", ["markdown-smart", "gfm"])
def test_pandoc_takes_whatever_a_text_says_for_text(
    written_in: str, program_named: str, program: Callable[[str], str]
) -> None:
    path = str(_NEWEST) if program_named == "newest" else program("pandoc")
    said = [one for one in (*HOSTILE, *PANDOC) if re.search(r"\w", one)]
    blocks = [paragraph(text(one)) for one in said]
    done = complete(edition_of(chapter_of(*blocks)))
    (written,) = FORMATS["md-reuse"]().write(done, ALONE).values()
    ran = subprocess.run(
        [path, "-f", written_in, "-t", "json"], input=written, capture_output=True, timeout=60
    )
    read = json.loads(ran.stdout)["blocks"]
    start = next(n for n, one in enumerate(read) if one["t"] == "Header") + 1
    told = read[start : start + len(said)]
    assert {one["t"] for one in told} == {"Para"}
    for one, words in zip(told, said, strict=True):
        kinds = {inner["t"] for inner in nodes(one["c"])}
        assert kinds <= {"Str", "Space", "SoftBreak", "Link"}, words
        # GitHub makes a link of whatever looks like an address.
        assert "Link" not in kinds or "http" in words
        assert re.findall(r"\w+", shown(one)) == re.findall(r"\w+", printable(words))
