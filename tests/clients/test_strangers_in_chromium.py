"""What strangers send, opened in a browser whose pages have lost their policy: nothing runs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.scenarios.projects import TODAY, Project
from tests.scenarios.test_strangers import project, unchecked  # noqa: F401

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_TRAP = "<script>function pwn(){document.documentElement.setAttribute('data-pwned','1')}</script>"


def opened(page: Path, folder: Path, chromium: str) -> str:
    """The page as it stands in the browser after all that it does by itself."""
    run = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}",
            "--virtual-time-budget=2000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )
    return run.stdout.decode("utf-8", "replace")


def trapped(page: Path) -> None:
    text = _POLICY.sub("", page.read_text("utf-8"))
    page.write_text(text.replace("<head>", f"<head>{_TRAP}", 1), "utf-8")


def test_the_trap_catches(tmp_path: Path, program: Callable[[str], str]) -> None:
    page = tmp_path / "x.html"
    page.write_text(f"<head>{_TRAP}</head><p><img src=x onerror=pwn()>", "utf-8")
    assert (
        "data-pwned="
        in opened(page, tmp_path / "browser", program("chromium")).partition("<head>")[0]
    )


def test_nothing_runs(
    project: Project,  # noqa: F811
    tmp_path: Path,
    program: Callable[[str], str],
) -> None:
    to = tmp_path / "out"
    with unchecked():
        project.run("build", "es_MX", "en", "--format", "html", "--to", str(to), "--today", TODAY)
    # The single page of each edition holds all chapters, and so all strings in all fields.
    pages = [to / name / "html" / f"{page}.html" for name in ("es_MX", "en") for page in PAGES]
    for page in pages:
        trapped(page)
        text = opened(page, tmp_path / "browser", program("chromium"))
        assert "</html>" in text, page
        assert "data-pwned=" not in text.partition("<head>")[0], page


PAGES = ("single", "index", "here")
