"""A Word document full of empty lines costs next to nothing."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from adaptkit.alignment.docx import _passages


def test_each_style_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document: Any = docx.Document()
    for _ in range(50):
        document.add_paragraph("")
        document.add_paragraph("Words.")
    written = io.BytesIO()
    document.save(written)
    asked = []
    style = Paragraph.style.fget

    def counted(paragraph: Paragraph) -> Any:
        asked.append(1)
        return style(paragraph)

    monkeypatch.setattr(Paragraph, "style", property(counted))
    found = list(_passages(docx.Document(io.BytesIO(written.getvalue())), "a.docx"))
    assert len(found) == 50
    assert len(asked) <= 2
