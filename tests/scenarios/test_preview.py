"""The local page that follows every save: what it shows, whom it answers, that it never writes."""

from __future__ import annotations

import datetime
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.commands.preview import Making, preview
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.preview.pages import Pages
from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, small

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M{} 0h1v1z"/></svg>\n'
DAY = datetime.date(2026, 11, 22)
PO = "locales/es/guide.po"
DANGER = "ES If you cannot stand up, call for help at once."


class Seen:
    """What a browser on this machine gets."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[int, str]:
        line = http.client.HTTPConnection(self.host, timeout=20)
        line.request(method, path, headers={"Host": host or self.host})
        answer = line.getresponse()
        said = answer.status, answer.read().decode("utf-8")
        line.close()
        return said

    def state(self, page: str = "02-home.html") -> Any:
        return json.loads(self.ask(f"/_preview/state.json?page={page}")[1])

    @contextmanager
    def events(self) -> Iterator[Iterator[Any]]:
        line = http.client.HTTPConnection(self.host, timeout=20)
        line.request("GET", "/_preview/events")
        answer = line.getresponse()
        yield told(answer)
        line.close()


def told(answer: Iterable[bytes]) -> Iterator[Any]:
    """What the page is told; nobody waits for ever for what does not come."""
    idle = 0
    for line in answer:
        if line.startswith(b"data: "):
            idle = 0
            yield json.loads(line[6:])
        elif line.startswith(b":"):
            idle += 1
            assert idle < 6, "a save that the preview has not seen"


@contextmanager
def serving(project: Project, name: str = "es_MX") -> Iterator[Seen]:
    stop, ready = threading.Event(), threading.Event()
    told: list[str] = []

    def tell(_name: str, address: str) -> None:
        told.append(address)
        ready.set()

    def run() -> None:
        workspace = Workspace.at(project.root)
        preview(workspace, name, today=DAY, port=0, tell=tell, stop=stop)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(60)
        yield Seen(told[0])
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def test_a_save_is_shown_at_the_place_that_changed(project: Project) -> None:
    with serving(project) as seen, seen.events() as events:
        code, page = seen.ask("/02-home.html")
        assert code == 200
        assert f'<p id="home.danger">{DANGER}</p>' in page
        told = seen.state()["units"]["home.danger"]
        assert told["source"] == "If you cannot stand up, call for help at once."
        assert told["from"] == "source_guide/02-home.md:6"
        assert told["reviewed"] == "nobody has signed it off"
        line = project.text(PO).split(DANGER)[0].count("\n") + 1
        assert told["answered"] == f"{PO}:{line}"
        project.change(PO, DANGER, "Pida ayuda.")
        assert next(events)["changed"] == {"02-home.html": ["home.danger"]}
        assert '<p id="home.danger">Pida ayuda.</p>' in seen.ask("/02-home.html")[1]
        # An overlay, and then the guide itself.
        project.write("locales/overlays/MX/blocks/insurance.md", "Pregunte en su clínica.\n")
        (changed,) = next(events)["changed"].values()
        told = seen.state("01-plan.html")["units"][changed[0]]
        assert told["overlays"] == ["MX/insurance (replace)"]
        project.change("source_guide/02-home.md", "Rest before", "Sit down before")
        (changed,) = next(events)["changed"].values()
        assert seen.state()["units"][changed[0]]["source"].startswith("Sit down before")


def test_a_theme_that_is_saved_is_seen(project: Project) -> None:
    folder = "locales/overlays/MX/theme"
    with serving(project) as seen, seen.events() as events:
        project.write(f"{folder}/theme.yaml", 'colours: {accent: "#7a1f3d"}\n')
        next(events)
        assert "--accent: #7a1f3d;" in seen.ask("/style.css")[1]
        project.change(f"{folder}/theme.yaml", "#7a1f3d", "#ffcc00")
        next(events)
        assert "#ffcc00" not in seen.ask("/style.css")[1]
        assert "theme-contrast" in str(seen.state())
        project.write(f"{folder}/theme.yaml", "logo: logo.svg\nlogo_alt: {es: Logo}\n")
        next(events)
        project.write(f"{folder}/logo.svg", LOGO.format(1))
        next(events)
        project.write(f"{folder}/logo.svg", LOGO.format(2))
        next(events)
        assert seen.ask("/overlays/MX/theme/logo.svg") == (200, LOGO.format(2))


def test_what_is_saved_while_the_preview_begins_is_seen(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, begun = Making.pages, threading.Event()

    def pages(self: Making, saved: Iterable[str] = ()) -> Pages:
        found = made(self, saved)
        if not begun.is_set():
            begun.set()
            project.change(PO, DANGER, f"{DANGER} Now.")
        return found

    monkeypatch.setattr(Making, "pages", pages)
    with serving(project) as seen:
        until = time.monotonic() + 30
        while f"{DANGER} Now." not in seen.ask("/02-home.html")[1]:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_what_cannot_be_shown_is_told_and_the_pages_stay(project: Project) -> None:
    with serving(project) as seen, seen.events() as events:
        whole = project.text(PO)
        project.write(PO, whole.replace(f'msgstr "{DANGER}"', f'msgstr "{DANGER}'))
        assert next(events)["broken"] is True
        (broken,) = seen.state()["broken"]
        assert broken["where"].startswith(f"{PO}:")
        assert broken["hint"]
        assert DANGER in seen.ask("/02-home.html")[1]
        project.write(PO, whole)
        assert next(events)["broken"] is False
        assert seen.state()["broken"] == []


def test_what_is_wrong_with_a_passage_is_told_there(project: Project) -> None:
    project.change(PO, DANGER, "Llame al 911, {helplin}.")
    with serving(project) as seen:
        told = seen.state()["units"]["home.danger"]
        assert {one["code"] for one in told["findings"]} == {
            "number-changed",
            "placeholder-unknown",
        }


def test_it_answers_this_machine_alone_and_only_with_what_it_made(project: Project) -> None:
    with serving(project) as seen:
        assert seen.ask("/")[0] == seen.ask("/index.html")[0] == 200
        assert seen.ask("/", method="HEAD") == (200, "")
        port = seen.host.partition(":")[2]
        assert seen.ask("/", host=f"localhost:{port}")[0] == 200
        for host in ("evil.test", f"evil.test:{port}", "127.0.0.1", "127.0.0.1.evil.test"):
            assert seen.ask("/02-home.html", host=host)[0] == 403
            assert seen.ask("/_preview/state.json", host=host)[0] == 403
        for path in (
            "/../source_guide/guide.yaml",
            "/..%2fsource_guide%2fguide.yaml",
            "/%2e%2e/guide.yaml",
            "//etc/passwd",
            "/source_guide/02-home.md",
            "/_preview/../../x",
            "/02-home.html%00",
        ):
            assert seen.ask(path)[0] == 404
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert seen.ask("/", method=method)[0] == 501


def test_it_never_writes(project: Project) -> None:
    before, names = project.tree(), sorted(project.root.rglob("*"))
    with serving(project) as seen:
        for path in ("/", "/01-plan.html", "/single.html", "/_preview/state.json?page=x"):
            assert seen.ask(path)[0] == 200
    assert project.tree() == before
    assert sorted(project.root.rglob("*")) == names


def test_a_page_may_run_the_previews_own_script_and_no_other(project: Project) -> None:
    with serving(project) as seen:
        page = seen.ask("/02-home.html")[1]
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    own, beside = rules["script-src"].split(" ")
    assert own.startswith("'sha256-")
    assert beside == "'self'"
    assert page.count("<script") == 2


def test_which_edition_is_asked_where_there_are_several(project: Project) -> None:
    edition = project.text("locales/editions/es_MX.yaml")
    project.write("locales/editions/es_US.yaml", edition.replace("es_MX", "es_US"))
    ran = project.run("preview")
    assert ran.code == 2
    assert "there are 2 editions: es_MX, es_US [use-which-edition]" in ran.err


def test_a_port_that_is_taken_is_told(project: Project) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = project.run("preview", "es_MX", "--port", str(other.getsockname()[1]))
    assert ran.code == 2
    assert "[use-port-taken]" in ran.err


SAVES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("source_guide/02-home.md", "source_guide/03-new.md", PO),
                "locales/overlays/MX/blocks/help.md",
            ]
        ),
        st.sampled_from(["Rest", "ES Rest", "Pregunte", "\n\n## More\n", "{helpline}", "msgid"]),
        st.sampled_from(["Uno", "Rest", "\n\nDos tres.\n\n", '"', "{helpline}"]),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("base") / "guide")


def shown(made: Making, saved: tuple[str, ...] = ()) -> object:
    try:
        return made.pages(saved)
    except ProblemsFound as found:
        return found.diagnostics


@settings(max_examples=25)
@given(SAVES)
def test_what_is_kept_shows_what_is_made_anew(
    base: Project, tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[str, str, str]]
) -> None:
    project = base.copy(tmp_path_factory.mktemp("preview") / "guide")
    making = Making(project.root, "es_MX", DAY)
    making.pages()
    for file, old, new in saves:
        text = project.text(file) if project.path(file).exists() else "# New\n\nRest\n"
        project.write(file, text.replace(old, new))
        assert shown(making, (file,)) == shown(Making(project.root, "es_MX", DAY))
