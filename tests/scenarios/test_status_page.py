"""``status --html``: one page of all editions for the guide's owner, without any request."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adaptkit.dashboard import render_dashboard
from adaptkit.model.diagnostic import Position, error
from adaptkit.model.locale import Locale
from adaptkit.model.overview import Course, DueConsent, Member, Overview, Published
from adaptkit.records import replace
from adaptkit.reports.status import Due, EditionStatus, Readers, Waiting
from tests.scenarios.projects import TODAY, Project, sign_all, small
from tests.strangers import STRINGS, acting

BUILT = '<td data-name="Guide of the last build here"><bdi>{}</bdi></td>'
_VOID = {"meta", "br", "rect"}


class Page(HTMLParser):
    """Every element closed; ``said``: all its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.said = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.add(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "p")
    project.write("locales/editions/es_AR.yaml", "edition: es_AR\nlanguage: es_AR\nformats: [md]\n")
    project.done("update", "ar", "--today", TODAY)
    return project


def page_of(project: Project, name: str = "build/status.html") -> str:
    project.done("status", "--html", str(project.path(name)), "--today", TODAY)
    return project.text(name)


def test_it_holds_each_edition_once_and_the_languages_without_one(project: Project) -> None:
    page = page_of(project)
    Page(page)
    for name in ("es_MX", "es_AR"):
        assert page.count(f'<code dir="ltr">{name}</code>') == 1
    assert '<bdi lang="es-MX" dir="ltr">español (México)</bdi>' in page
    unused = page.partition("Languages without an edition")[2]
    assert '<bdi lang="ar" dir="rtl">العربية</bdi> · Arabic' in unused.partition("</ul>")[0]
    assert "es" not in re.findall(r"add edition (\w+)", unused)


def test_it_says_what_each_edition_is(project: Project) -> None:
    before = Page(page_of(project)).said
    assert "✓ complete" in before
    assert "✓ adapted" in before
    assert "! not wholly reviewed" in before
    sign_all(project, "es_MX")
    project.change("locales/editions/es_MX.yaml", "formats:", "next_review: 2026-12-24\nformats:")
    after = Page(page_of(project)).said
    assert "✓ reviewed" in after
    assert "! something is due" in after
    assert "by 2026-12-24: review of the edition es_MX" in after
    assert f"{TODAY}, of " in after
    project.change("source_guide/02-home.md", "Rest before", "Sit down before")
    project.done("update")
    assert "! stale" in Page(page_of(project)).said


def test_it_tells_of_the_last_build_that_is_there(project: Project) -> None:
    assert BUILT.format("1.0") not in page_of(project)
    project.done("build", "es_MX", "--to", str(project.path("build")), "--today", TODAY)
    assert BUILT.format("1.0") in page_of(project)
    project.write("build/es_MX/trace.json", '{"edition": ["damaged"], "guide": 7}')
    assert BUILT.format("none") in page_of(project)


def test_the_same_project_gives_the_same_bytes(project: Project) -> None:
    assert page_of(project) == page_of(project, "build/again.html")


def test_a_browser_may_do_nothing_but_show_it(project: Project) -> None:
    page = page_of(project)
    assert re.search(
        r'http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        r"style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'\"",
        page,
    )
    assert not {"script", "img", "link", "iframe", "form"} & Page(page).tags
    assert not re.search(r"(?:src|href|url)\s*[=(]", page)


def hostile(text: str) -> tuple[Member, EditionStatus]:
    course = Course(text, text, text, text, 1)
    member = Member(
        *(text, Locale("ar"), text, "rtl", text, course, (DueConsent(text, TODAY, text, 1),)),
        releases=(Published(text, text, text, 1, 1, (text,)), Published(text, text, text, 1, 1)),
    )
    row = EditionStatus(
        *(text, "ar", (text,), 4, 1, 1, 2, 0, (text,), (), (text,)),
        (error("untranslated", Position(text, 1), text, text),),
        (),
        (Waiting(text, text, 1, "fuzzy", text),),
        contacts_due=(Due(text, TODAY, text, 1),),
        step=text,
        readers=(Readers("language", 1, 1, (text,)),),
    )
    return member, row


@pytest.mark.parametrize("made", [True, False])
def test_nothing_that_a_stranger_wrote_acts(made: bool) -> None:
    for text in STRINGS:
        member, row = hostile(text)
        overview = Overview(text, text, Locale("en"), TODAY, (member,), (Locale("es"),))
        rows = [replace(row, made=made), replace(row, edition=f"x{text}")]
        page = render_dashboard(overview, rows)
        assert not acting(page.decode("utf-8")), text
        Page(page.decode("utf-8"))


@pytest.mark.parametrize(
    "text", ['"><script>pwn()</script>', "</style></title><img onerror=pwn()>"]
)
def test_nothing_in_a_file_acts_either(project: Project, text: str) -> None:
    quoted = json.dumps(text)
    project.write(
        "locales/editions/es_MX.yaml",
        f"edition: es_MX\nlanguage: es_MX\noverlays: [MX]\nlanguage_name: {quoted}\n"
        f"publisher: {{name: {quoted}}}\n",
    )
    project.change("source_guide/guide.yaml", '"Living at home"', quoted)
    page = page_of(project)
    assert "pwn()" in page
    assert not acting(page)


# Where it may be written ----------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["source_guide", "locales", "reviews", "releases"])
def test_it_lands_in_no_folder_of_the_project_s_own(project: Project, folder: str) -> None:
    ran = project.run("status", "--html", str(project.path(f"{folder}/status.html")))
    assert (ran.code, "use-folder-taken" in ran.err) == (2, True)
    assert not project.path(f"{folder}/status.html").exists()


def test_it_overwrites_its_own_kind_and_nothing_else(project: Project) -> None:
    page_of(project)
    page_of(project)
    project.write("notes.html", "<p>mine</p>")
    ran = project.run("status", "--html", str(project.path("notes.html")))
    assert (ran.code, "use-in-the-way" in ran.err) == (2, True)
    assert project.text("notes.html") == "<p>mine</p>"


def test_it_follows_no_link(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    project.path("out").symlink_to(tmp_path / "elsewhere")
    assert project.run("status", "--html", str(project.path("out/status.html"))).code != 0
    assert not list((tmp_path / "elsewhere").iterdir())


def test_an_edition_that_cannot_be_made_stands_there_and_keeps_no_other_out(
    project: Project,
) -> None:
    project.write("locales/editions/ms.yaml", "edition: ms\nlanguage: [\n")
    project.write(
        "locales/editions/es_CL.yaml", "edition: es_CL\nlanguage: es_CL\noverlays: [XX]\n"
    )
    ran = project.run("status", "--html", str(project.path("build/status.html")))
    assert ran.code == 1
    said = Page(project.text("build/status.html")).said
    assert "Editions whose files cannot be read" in said
    assert "cannot be made" in said
    assert "español (México)" in said


def released(project: Project, name: str, day: str) -> None:
    project.write(
        f"locales/editions/{name}.yaml",
        f"edition: {name}\nlanguage: {name}\nformats: [md]\npublisher: {{name: Us}}\n",
    )
    project.done("update", "--today", day)
    sign_all(project, name, day)
    project.done("build", name, "--release", "--today", day)


def test_it_tells_the_history_of_all_editions_the_last_release_first(project: Project) -> None:
    assert "None is recorded." in page_of(project)
    released(project, "es_US", "2026-11-01")
    project.change("source_guide/guide.yaml", '"1 800 555 0100"', '"1 800 555 0199"')
    released(project, "en_US", "2026-11-02")
    released(project, "es_US", "2026-11-03")
    page = page_of(project)
    Page(page)
    rows = page.partition("<h2>Releases</h2>")[2].split("<tr>")[2:]
    names = [re.findall(r'scope="row"><bdi[^>]*>([^<]*)</bdi>', row)[0] for row in rows]
    days = [re.findall(r"<bdi>(2026-\d\d-\d\d)</bdi>", row)[0] for row in rows]
    assert days == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert names == ["español (Estados Unidos)", "English (United States)", names[0]]
    assert "{helpline} was 1 800 555 0100, now it is 1 800 555 0199" in rows[0]
    assert "first release" in rows[1]
    project.write("releases/es_US.jsonl", "{")
    assert '<p class="bad">Cannot be read: <code dir="ltr">releases/es_US.jsonl</code>' in page_of(
        project
    )


def test_countries_stand_in_their_part_of_the_world(project: Project) -> None:
    for name in ("es_ES", "en_GB", "es"):
        project.write(f"locales/editions/{name}.yaml", f"edition: {name}\nlanguage: {name}\n")
    released(project, "es_US", TODAY)
    countries = page_of(project).partition("<h2>Countries</h2>")[2].partition("</table>")[0]
    found = re.findall(r'<th [^>]*scope="rowgroup"[^>]*>([^<]+)</th>', countries)
    assert found == [
        *("Americas", "Argentina", "Mexico", "United States"),
        *("Europe", "Spain", "United Kingdom", "For no one country", "–"),
    ]
    last = countries.partition("United States")[2]
    assert f'<td data-name="Last release"><bdi>{TODAY}</bdi>' in last
    assert '<td data-name="Last release"><bdi>none</bdi>' in last
