"""What poppler, which many readers of PDF stand on, makes of ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.writers.builders import sample_editions
from tests.writers.pdf.made import made

from adaptkit.editions.complete import complete
from adaptkit.writers.pdf import write_booklet


@pytest.fixture(params=["normal", "large"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "guide.pdf"
    path.write_bytes(made(sample_editions()[1], large=request.param == "large"))
    return path


def asked(*command: str | Path) -> str:
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return ran.stdout.decode("utf-8")


def test_pdfinfo_knows_what_it_is(file: Path) -> None:
    said = dict(line.split(":", 1) for line in asked("pdfinfo", file).splitlines() if ":" in line)
    told = {name: said[name].strip() for name in ("Title", "Author", "Tagged", "JavaScript")}
    assert told == {"Title": "Guide", "Author": "A charity", "Tagged": "yes", "JavaScript": "no"}
    assert "A4" in said["Page size"]


def test_pdftotext_finds_the_words(file: Path) -> None:
    words = asked("pdftotext", "-enc", "UTF-8", file, "-").split()
    assert {"nurse", "questions", "Costs", "Still"} <= set(words)


def test_every_page_can_be_drawn(file: Path, tmp_path: Path) -> None:
    asked("pdftoppm", "-r", "30", "-gray", file, tmp_path / "page")
    drawn = [one.read_bytes() for one in sorted(tmp_path.glob("page*.pgm"))]
    pages = int(asked("pdfinfo", file).split("Pages:")[1].split()[0])
    assert len(drawn) == pages >= 3
    assert all(len(set(one[-10_000:])) > 2 for one in drawn)


def test_a_booklet_is_two_pages_on_each_side_of_a_sheet(tmp_path: Path) -> None:
    of = sample_editions()[0]
    (content,) = write_booklet(complete(of, of.assets)).values()
    path = tmp_path / "booklet.pdf"
    path.write_bytes(content)
    ran = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    assert ran.stderr == b""
    outside, inside, _ = ran.stdout.decode("utf-8").split("\f")
    assert "Guide" in outside
    # The contents stand on the left half, what follows on the right one.
    (line,) = (line for line in inside.splitlines() if "Contents" in line)
    assert line.index("Contents") < 20
