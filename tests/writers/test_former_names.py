"""What a heading or passage was called before is a place in every format: kept links arrive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adaptkit.editions.anchors import former_anchors
from tests.scenarios.projects import Project, small
from tests.writers.builders import edition, finished, write

ONE = """\
# A {#a alias=old}

See [o](#old), [q](#q), [b](#old.b), [t](two.md#was), [c](#wascode), [y](#taken).

{#p alias=q}
Words.

## B {#b alias=bold}

{#l alias=l1}
- one
- two {#it alias=it1}

{#c alias=wascode}
```
code
```

{#t alias=t1}
| a | b |
| - | - |
| x | y |

{#quote alias=p}
> said

{#x alias=taken}
Last.

<p id="taken">Own.</p>

Term {#term alias=word}
: Meaning
"""
TWO = "# Two\n\n## Now {#now alias=was}\n\nMore.\n\n## Main {#m alias=two.main}\n\n- x\n"
OLD = ("old", "a.q", "old.p", "old.q", "a.bold", "old.b", "old.bold", "a.b.l1", "old.b.l")
INNER = ("a.b.it1", "a.b.wascode", "a.b.t1", "a.bold.quote", "a.b.word", "a.b.p")


def _ids(page: bytes) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', page.decode())


def test_old_names_are_places_on_the_page_and_in_the_single_file() -> None:
    pages = write(edition(finished(ONE, "a.md"), finished(TWO, "two.md")))
    page, whole = _ids(pages["a.html"]), _ids(pages["single.html"])
    assert not {*OLD, *INNER} - set(page)
    assert not {*OLD, *INNER, "two.was", "two.main"} - set(whole)
    assert len(page) == len(set(page))
    assert len(whole) == len(set(whole))
    text = pages["a.html"].decode()
    assert '<h1 id="a"><a id="old"></a>A</h1>' in text
    assert '<p id="a.p"><a id="a.q"></a>' in text
    assert '<li id="a.b.it"><a id="a.b.it1"></a>' in text
    assert not re.search(r"<(?:ul|ol|dl|table|tr|thead|tbody)[^>]*>\s*<a id", text)


def test_no_old_name_takes_what_another_is_called_or_the_page_itself_has() -> None:
    one = finished("# A {#a}\n\n{#x alias=y}\nOne.\n\n{#y alias=main}\nTwo.\n", "a.md")
    assert former_anchors(one.blocks) == {"a.y": ("a.main",)}
    page = _ids(write(edition(finished("# A {#a alias=main}\n", "a.md")))["a.html"])
    assert page.count("main") == 1


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    settings = project.text("source_guide/guide.yaml")
    more = settings.replace("  - 02-home.md", "  - 02-home.md\n  - a.md\n  - two.md")
    project.write("source_guide/guide.yaml", more)
    project.write("source_guide/a.md", ONE)
    project.write("source_guide/two.md", TWO)
    project.done("update")
    return project


def test_old_names_are_anchors_in_the_markdown_and_no_link_to_one_is_dead(project: Project) -> None:
    ran = project.run("build", "es_MX", "--to", str(project.path("out")))
    assert "link-dead" not in ran.err, ran.err
    assert "markdown-structure" not in ran.err
    text = project.text("out/es_MX/md/a.md")
    for name in ("old", "old.b", "q", "bold", "l1", "it1", "wascode", "t1", "word"):
        assert text.count(f'<a id="{name}"></a>') == 1, name
    # Another passage is called so.
    assert '<a id="p">' not in text
    assert text.count('id="taken"') == 1
    assert '# <a id="old"></a>A' in text
    assert '\n<a id="q"></a>Words.' in text
    assert '<a id="was"></a>Now' in project.text("out/es_MX/md/two.md")


def test_what_an_overlay_puts_in_place_answers_to_the_old_name_too(project: Project) -> None:
    project.write(
        "locales/overlays/MX/blocks/insurance.md", "{#seguro}\nEn México decide la institución.\n"
    )
    home = project.text("source_guide/02-home.md")
    project.write(
        "source_guide/02-home.md", f"{home}\nSee [it](01-plan.md#plan.costs.insurance).\n"
    )
    project.done("update")
    ran = project.run("build", "es_MX", "--to", str(project.path("out")))
    assert "link-dead" not in ran.err, ran.err
    for page in ("01-plan.html", "single.html"):
        ids = _ids(project.path(f"out/es_MX/html/{page}").read_bytes())
        assert ids.count("plan.costs.insurance") == 1, page
    assert '<a id="plan.costs.insurance"></a>En M' in project.text("out/es_MX/md/01-plan.md")
