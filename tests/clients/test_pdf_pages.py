"""The pages of whole editions: what other programs know of the file, and as poppler draws them how
full they are and whether boxes are torn. What is drawn is asked of two editions, one in each
direction: which box stands on which page is the template's, and drawing takes a second each.
ADAPTKIT_BUILD names the output of ``adaptkit build``."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import groupby

import pikepdf
import pytest
from tests.clients.editions import EDITIONS, built
from tests.writers.pdf.reading import findings

from adaptkit.records import Record

DRAWN = ("es_MX", "ar_LB")
# Dots an inch; points above, below and beside the text.
FINE, TOP, BOTTOM, BESIDE = 36, 71, 68, 65.2
# What boxes of each kind stand on.
GROUNDS = ("e9f0f8", "e7f3ea", "f1ebf8", "fdf3dc", "fdeceb")


class Drawn(Record, frozen=True):
    """A page: its rows from above, each of three bytes a dot."""

    width: int
    rows: tuple[bytes, ...]

    def dot(self, row: bytes, x: int) -> bytes:
        return row[3 * x : 3 * x + 3]


@cache
def pages(edition: str, large: bool = False) -> tuple[Drawn, ...]:
    name = f"pdf-large/{edition}-large-print.pdf" if large else f"pdf/{edition}.pdf"
    file = built(edition, name)
    command = ["pdftoppm", "-r", str(FINE), str(file)]
    drawn = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    return tuple(_read(drawn))


def _read(drawn: bytes) -> Iterator[Drawn]:
    at = 0
    while found := re.compile(rb"P6\n(\d+) (\d+)\n255\n").match(drawn, at):
        width, height = int(found[1]), int(found[2])
        at = found.end() + 3 * width * height
        lines = range(found.end(), at, 3 * width)
        yield Drawn(width, tuple(drawn[n : n + 3 * width] for n in lines))


def empty(page: Drawn) -> float:
    """How much of the room for text is empty below the last thing that stands there."""
    dots = FINE / 72
    room = page.rows[round(TOP * dots) : round(len(page.rows) - BOTTOM * dots)]
    blank = next((n for n, row in enumerate(reversed(room)) if min(row) < 250), len(room))
    return blank / len(room)


@pytest.mark.parametrize("edition", DRAWN)
def test_no_page_is_left_a_third_empty(edition: str) -> None:
    shares = [empty(page) for page in pages(edition)]
    # The cover, and where all of it ends.
    assert [n for n, share in enumerate(shares[1:-1], 2) if share >= 1 / 3] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_large_print_leaves_a_third_empty_above_a_contact_alone(edition: str) -> None:
    """A card that is no taller than a third stays whole with its heading."""
    shares = [empty(page) for page in pages(edition, large=True)][1:-1]
    assert max(shares) < 0.42
    assert sum(share >= 1 / 3 for share in shares) <= 1


def boxes(page: Drawn, x: int) -> int:
    """How many stretches of a box's ground stand in this column."""
    kinds = [next((g for g in GROUNDS if _is(page.dot(row, x), g)), "") for row in page.rows]
    return sum(1 for kind, _ in groupby(kinds) if kind)


def _is(dot: bytes, colour: str) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(dot, bytes.fromhex(colour), strict=True))


@pytest.mark.parametrize("edition", DRAWN)
def test_every_box_stands_on_one_page(edition: str) -> None:
    """A torn one would stand on two pages."""
    html = built(edition, "html/single.html").read_text("utf-8")
    written = len(re.findall(r'<aside\b[^>]*class="callout ', html))
    # Within the edge where lines end: where they begin boxes have a bar, and lists their marks.
    inside = round((BESIDE + 4) * FINE / 72)
    found = 0
    for page in pages(edition)[1:]:
        found += boxes(page, inside if edition == "ar_LB" else page.width - inside)
    assert found == written >= 10


def info(edition: str, name: str) -> dict[str, str]:
    (path,) = built(edition, "html/index.html").parents[1].glob(f"{name}/*.pdf")
    ran = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, timeout=60)
    lines = ran.stdout.decode("utf-8").splitlines()
    return {name: said.strip() for name, _, said in (line.partition(":") for line in lines)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_checklists_take_two_pages_at_most(edition: str) -> None:
    assert int(info(edition, "pdf-checklists")["Pages"]) <= 2


@pytest.mark.parametrize("name", ["pdf", "pdf-large", "pdf-checklists"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_file_is_tagged_and_has_a_language_and_a_title(edition: str, name: str) -> None:
    said = info(edition, name)
    assert (said["Tagged"], said["JavaScript"], said["Form"]) == ("yes", "no", "none")
    heading = re.search(
        r"<h1[^>]*>(.*?)</h1>", built(edition, "html/index.html").read_text("utf-8")
    )
    assert heading
    assert unescape(re.sub("<[^>]+>", "", heading[1])) in said["Title"]
    (path,) = built(edition, "html/index.html").parents[1].glob(f"{name}/*.pdf")
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == edition.replace("_norte", "").replace("_", "-")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("name", ["pdf", "pdf-large", "pdf-checklists"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_rule_of_ua_1_and_a_2a_is_broken(edition: str, name: str) -> None:
    (path,) = built(edition, "html/index.html").parents[1].glob(f"{name}/*.pdf")
    assert findings(path.read_bytes()) == []
