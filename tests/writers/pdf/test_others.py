"""How readers of the web pages find the PDF."""

from __future__ import annotations

import re
from pathlib import Path

from tests.scenarios.projects import small


def test_pages_lead_to_both_files_in_their_own_words_with_sizes(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    edition = "locales/editions/es_MX.yaml"
    project.change(edition, "formats: [html, md]", "formats: [html, pdf, pdf-large]")
    project.done("build", "--to", str(project.path("out")))
    page = project.text("out/es_MX/html/index.html")
    found = re.findall(r'href="\.\./(pdf[^"]+)"><bdi>([^<]+)</bdi></a> <bdi[^>]*>\(([^<]+)\)', page)
    assert [(path, label) for path, label, _ in found] == [
        ("pdf/es_MX.pdf", "PDF"),
        ("pdf-large/es_MX-large-print.pdf", "PDF en letra grande"),
    ]
    for path, _, size in found:
        content = project.path(f"out/es_MX/{path}").read_bytes()
        assert content.startswith(b"%PDF-1.7")
        assert size == f"{round(len(content) / 1000)} kB"
    index = project.path("out/index.html")
    assert not index.exists() or "PDF en letra grande" in index.read_text("utf-8")
