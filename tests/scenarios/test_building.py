"""A build from the command line: what it holds on to, what it links, what stands in its index."""

from __future__ import annotations

import gc
import json
import os
import re
import weakref
from pathlib import Path
from typing import Any

import pytest

from adaptkit.readiness.maker import Maker
from adaptkit.records import replace
from tests.scenarios.projects import TODAY, Project, small, translate


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


def written(project: Project) -> dict[str, bytes]:
    folder = project.path("build")
    return {
        f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()
    }


def two(project: Project) -> None:
    project.write("locales/editions/en_US.yaml", "edition: en_US\nlanguage: en_US\n")


def test_one_edition_alone_keeps_the_others_in_its_menu_and_in_the_index(project: Project) -> None:
    two(project)
    project.run("build", "--today", TODAY)
    before = written(project)
    assert b"../../en_US/html/" in before["es_MX/html/01-plan.html"]
    for names in (["es_MX"], ["en_US"], ["es-mx", "en-us"], ["es_MX"]):
        ran = project.run("build", *names, "--today", TODAY)
        assert "build/index.html" in ran.out
        assert written(project) == before
    project.path("build/index.html").unlink()
    project.run("build", "es_MX", "--today", TODAY)
    assert written(project) == before


def test_an_edition_built_later_joins_the_index(project: Project) -> None:
    two(project)
    project.run("build", "es_MX", "--today", TODAY)
    assert not project.path("build/index.html").exists()
    project.run("build", "en_US", "--today", TODAY)
    index = project.text("build/index.html")
    assert "es_MX/html" in index
    assert "en_US/html" in index
    alone = written(project)
    project.run("build", "--today", TODAY)
    assert written(project)["index.html"] == alone["index.html"]


def test_what_is_declared_no_more_or_is_damaged_is_not_shown(project: Project) -> None:
    two(project)
    project.run("build", "--today", TODAY)
    about = project.path("build/en_US/edition.json")
    good = about.read_text("utf-8")
    outside = good.replace('"path": "html/"', '"path": "../../x/"')
    for bad in (
        "5",
        "null",
        "[]",
        "{",
        "[" * 100_000,
        "{}",
        outside,
        good.replace('"title"', '"t"'),
    ):
        about.write_text(bad, "utf-8")
        project.run("build", "es_MX", "--today", TODAY)
        assert "en_US" not in project.text("build/es_MX/html/01-plan.html"), bad
    about.unlink()
    os.mkfifo(about)
    project.run("build", "es_MX", "--today", TODAY)
    about.unlink()
    about.write_text(good, "utf-8")
    project.run("build", "es_MX", "--today", TODAY)
    assert "en_US" in project.text("build/es_MX/html/01-plan.html")
    project.path("locales/editions/en_US.yaml").unlink()
    project.run("build", "es_MX", "--today", TODAY)
    assert "en_US" not in project.text("build/es_MX/html/01-plan.html")


def test_a_language_that_is_no_edition_leaves_the_index_alone(project: Project) -> None:
    project.run("build", "--today", TODAY)
    before = project.text("build/index.html")
    ran = project.run("build", "es", "--today", TODAY)
    assert "build/es/html" in ran.out
    assert project.text("build/index.html") == before
