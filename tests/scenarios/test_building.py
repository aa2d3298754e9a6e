"""A build from the command line: what it holds on to, what it links, what stands in its index."""

from __future__ import annotations

import gc
import json
import re
import weakref
from pathlib import Path
from typing import Any

import pytest

from adaptkit.readiness.maker import Maker
from adaptkit.records import replace
from tests.scenarios.projects import Project, small, translate


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def test_one_edition_is_let_go_before_the_next(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[Any]] = []
    alive: list[int] = []
    real = Maker.make

    class Held:
        """What can be asked whether it is still there: an edition itself has no room for that."""

    def make(maker: Maker, spec: Any, **more: Any) -> Any:
        gc.collect()
        alive.append(sum(one() is not None for one in made))
        edition = real(maker, spec, **more)
        held = Held()
        made.append(weakref.ref(held))
        return replace(edition, translators=_Names((held,)))

    monkeypatch.setattr(Maker, "make", make)
    text = project.text("locales/editions/es_MX.yaml")
    for name in ("es_AR", "es_CL", "es_PE"):
        project.write(f"locales/editions/{name}.yaml", text.replace("es_MX", name))
    project.done("build")
    assert alive == [0, 0, 0, 0]


class _Names(tuple[Any, ...]):
    """Shown as no name at all."""

    def __iter__(self) -> Any:
        return iter(())

    def __bool__(self) -> bool:
        return False


def test_headings_of_the_same_words_are_linked_as_elsewhere(project: Project) -> None:
    project.write(
        "source_guide/02-home.md",
        "# At home\n\n## Same\n\n## Same\n\nGo [there](#same-1) or [here](#same).\n",
    )
    ran = project.done("build", "en", "--format", "html")
    assert "link-dangling" not in ran.err
    page = project.text("build/en/html/02-home.html")
    before = (page.split(f">{word}</a>")[0] for word in ("here", "there"))
    first, second = (text.rpartition('href="#')[2][:-1] for text in before)
    assert first != second
    for anchor in (first, second):
        assert f'id="{anchor}"' in page


def test_the_index_speaks_of_each_edition_in_its_own_words(project: Project) -> None:
    project.done("build")
    page = project.text("build/index.html")
    assert '<html lang="en" dir="ltr">' in page
    assert re.search(r'<p class="progress"><span lang="es-MX" dir="ltr">\d+% traducido', page)
    assert '<span lang="es-MX" dir="ltr">Páginas web</span></a>' in page
    assert '>Markdown</span></a> <bdi class="size"' in page


def test_what_an_earlier_build_wrote_and_this_one_does_not_goes(project: Project) -> None:
    project.done("build")
    assert project.path("build/es_MX/md/02-home.md").is_file()
    project.write("build/es_MX/html/mine.html", "mine")
    project.done("build", "--format", "html")
    assert not project.path("build/es_MX/md/02-home.md").exists()
    assert project.text("build/es_MX/html/mine.html") == "mine"
    listed = json.loads(project.text("build/es_MX/manifest.json"))
    assert "es_MX/md/02-home.md" not in listed
    assert listed == dict(sorted(listed.items()))


def test_whom_to_ask_is_named_in_the_readers_language(project: Project) -> None:
    contact = 'contacts:\n  - {name: "The guide team", email: "team@guide.example"}\n'
    project.write("source_guide/guide.yaml", project.text("source_guide/guide.yaml") + contact)
    project.done("update")
    translate(project)
    project.done("build")
    page = project.text("build/es_MX/html/index.html")
    assert "ES The guide team" in page
    assert 'href="mailto:team@guide.example"' in page
