"""What a contact says in another language than its readers' says which one that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

TEXTS = [
    ('about: {en: "They help you."}', "En inglés"),
    ('about: {en: "They help you.", es: "Ayudan."}', ""),
    ('about: {es_MX: "Ayudan."}', ""),
    ('about: "Ayudan."', ""),
    ('about: {ar: "يساعدونكم."}', "En árabe"),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.change("locales/overlays/MX/overlay.yaml", "with: blocks/help.md", "with: directory")
    return project


@pytest.mark.parametrize(("about", "spoken"), TEXTS)
def test_a_text_in_another_language_says_so(project: Project, about: str, spoken: str) -> None:
    project.write(
        "locales/overlays/MX/directory.yaml", f'contacts:\n  - name: "Centro"\n    {about}\n'
    )
    project.run("update")
    project.run("build", "es_MX", "--to", str(project.root / "out"))
    page = project.text("out/es_MX/html/01-plan.html")
    text = project.text("out/es_MX/md/01-plan.md")
    card = page[page.index("Centro") :]
    marker = card[: card.index("</li>")].partition('<small class="marker">')[2]
    assert (spoken in marker) if spoken else not marker
    assert (f"({spoken})" in text) is bool(spoken)
