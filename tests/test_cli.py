"""The command line: options, exit codes, suggestions, and how it fails."""

from __future__ import annotations

import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from adaptkit import __version__
from adaptkit.cli import adaptkit, run
from adaptkit.cli._call import Commands
from adaptkit.commands.init import init
from adaptkit.model.diagnostic import Position, ProblemsFound, error, warning
from adaptkit.reports.built import BuildReport
from adaptkit.reports.updated import UpdateReport

HEAVY = ("rich", "ruamel", "markdown_it", "babel", "jinja2", "polib", "rapidfuzz", "phonenumbers")
Fake = Callable[[str, Callable[..., Any]], None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A starter project, with the current folder inside it."""
    init(tmp_path / "guide")
    monkeypatch.chdir(tmp_path / "guide")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path / "guide"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a function in the place of a command's own: ``fake("build.build", function)``."""

    def put(name: str, function: Callable[..., Any]) -> None:
        monkeypatch.setattr(f"adaptkit.commands.{name}", function)

    return put


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        whole = (*path, name)
        found += [whole]
        found += commands(command, whole) if isinstance(command, click.Group) else []
    return found


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    assert isinstance(adaptkit, Commands)
    context = click.Context(adaptkit)
    for name, (_, said) in adaptkit.elsewhere.items():
        command = adaptkit.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert (command.help or "").split("\n\n")[0] == said


# Starting up ----------------------------------------------------------------------------------


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from adaptkit.cli import run\n"
        "for line in ('--help', '--version', 'build --help', 'add', 'bild'): run(line.split())\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"adaptkit {__version__}\n" in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"


# Help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", commands(adaptkit), ids=" ".join)
def test_every_command_has_help_with_an_example_that_parses(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    assert run([*path, "--help"]) == 0
    shown = capsys.readouterr().out
    if path in (("add",), ("overlay",), ("review",), ("directory",)):
        return
    examples = re.findall(rf"^ +adaptkit ({' '.join(path)}.*)$", shown, re.MULTILINE)
    assert examples
    assert all(option in shown for option in ("--json", "--today", "--quiet", "--project"))
    for example in examples:
        assert parses(shlex.split(example)), example
    del project


def parses(arguments: list[str]) -> bool:
    """Whether click understands the whole line."""
    command: click.Command = adaptkit
    context = click.Context(command, info_name="adaptkit")
    while isinstance(command, click.Group):
        _, found, arguments = command.resolve_command(context, arguments)
        assert found is not None
        command = found
    command.make_context(command.name, list(arguments), parent=context)
    return True


def test_group_help_shows_whole_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "..." not in shown.replace("[ARGS]...", "")
    assert "_ADAPTKIT_COMPLETE=bash_source adaptkit" in shown


# Wrong use ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["biuld"], 'There is no command "biuld". Did you mean "build"?'),
        (["add", "editoin", "x"], 'Did you mean "edition"?'),
        (
            ["zzz"],
            "Known are: init, add, update, status, check, next, build, verify, preview, explain, "
            "points, overlay, review, rename, format, export, import, directory, align, "
            "merge-driver.",
        ),
        (["build", "--relase"], "--release"),
        (["build", "--only", "transalted"], 'Did you mean "translated"?'),
        (["build", "--format", "htmll"], 'Did you mean "html"?'),
        (["build", "--today", "22.11.2026"], '"22.11.2026" is not a day such as 2026-11-22.'),
        (["status", "--project", "nowhere"], "nowhere"),
        (["explain", "es_MX"], "UNIT"),
        (["status", "es_MXX"], 'did you mean "es_MX"'),
        (["explain", "es_MX", "getting-ready.costs.insurence"], "getting-ready.costs.insurance"),
    ],
)
def test_wrong_use_names_the_nearest_and_exits_2(
    arguments: list[str],
    expected: str,
    capsys: pytest.CaptureFixture[str],
    project: Path,
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert expected in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    del project


def test_no_project_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["status"]) == 2
    assert "adaptkit init my-guide" in capsys.readouterr().err


# Real runs ------------------------------------------------------------------------------------


def test_from_nothing_to_a_built_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "my-guide"]) == 0
    monkeypatch.chdir(tmp_path / "my-guide" / "source_guide")
    assert run(["update", "--check"]) == 0
    assert run(["build", "--format", "html", "-q"]) == 0
    assert (tmp_path / "my-guide" / "build" / "index.html").is_file()
    assert run(["status"]) == 0
    assert run(["explain", "es_MX", "getting-ready.costs.insurance"]) == 0
    assert run(["format", "--check"]) == 0
    assert run(["add", "language", "fr"]) == 0
    assert run(["add", "overlay", "FR"]) == 0
    assert run(["add", "edition", "fr_FR"]) == 0
    assert run(["build", "fr_FR", "--to", "../out", "--format", "html"]) == 0
    assert (tmp_path / "my-guide" / "out" / "fr_FR" / "html").is_dir()
    assert "fr_FR: 0% translated" in capsys.readouterr().out


def test_check_exits_1_and_lists_the_files_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = project / "source_guide" / "03-support.md"
    chapter.write_text(chapter.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    before = (project / "locales/es/guide.po").read_bytes()
    assert run(["update", "--check"]) == 1
    shown = capsys.readouterr().out
    assert "  locales/guide.pot\n" in shown
    assert "  locales/es/guide.po\n" in shown
    assert "1 new" in shown
    assert run(["update", "--dry-run"]) == 0
    assert (project / "locales/es/guide.po").read_bytes() == before
    assert run(["update"]) == 0
    assert run(["update", "--check"]) == 0


def test_format_check_exits_1(project: Path) -> None:
    path = project / "locales/es/guide.po"
    path.write_bytes(path.read_bytes() + b"\n\n")
    assert run(["format", "--check"]) == 1
    assert run(["format"]) == 0
    assert run(["format", "--check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["update", "--check"], {"files", "catalogues", "drift", "diagnostics", "check"}),
        (["build", "--format", "html"], {"ok", "to", "index", "editions", "blockers"}),
        (["explain", "es_MX", "getting-ready.costs.insurance"], {"unit", "steps", "source"}),
        (["format", "--check"], {"changed", "clean"}),
        (["add", "language", "fr"], {"files", "next_steps"}),
    ],
)
def test_json_is_all_that_stands_on_standard_output(
    arguments: list[str], keys: set[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--json"]) == 0
    shown = capsys.readouterr()
    assert keys <= set(json.loads(shown.out))
    assert shown.err == ""
    del project


def test_status_json_has_what_machines_rely_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "--json", "--today", "2026-11-22"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["edition"] == "es_MX"
    assert row["overlays"] == ["MX"]
    assert row["needed"] == row["translated"] + row["fuzzy"] + row["untranslated"]
    assert row["open_adaptation_points"] == row["drift"] == []
    assert row["ready"] is False
    assert {"code", "message", "path", "line"} <= set(row["blockers"][0])
    del project


def test_problems_in_json_and_in_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "locales/overlays/MX/overlay.yaml").write_text("overlay: [", "utf-8")
    (project / "source_guide/terms.yaml").write_text("a: &b c", "utf-8")
    assert run(["update", "--json"]) == 1
    shown = capsys.readouterr()
    data = json.loads(shown.out)
    assert data["ok"] is False
    paths = {one["path"] for one in data["diagnostics"]}
    assert "source_guide/terms.yaml" in paths
    keys = {"code", "severity", "path", "line", "column", "message", "hint"}
    assert all(keys <= set(one) for one in data["diagnostics"])
    lines = [line for line in shown.err.splitlines() if not line.startswith("  ")]
    assert all(re.match(r"\S+:\d+:\d+: error: .+ \[[a-z-]+\]$", line) for line in lines[:-1])
    assert re.fullmatch(r"\d+ problems?\. Nothing was written\.", lines[-1])


def test_project_and_quiet_stand_before_or_behind_the_command(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["--project", str(project), "-q", "update", "--check"]) == 0
    assert run(["update", "--check", "-q", "--project", str(project)]) == 0
    assert capsys.readouterr().out == ""


# What commands are given ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "epoch", "now"),
    [
        (["--today", "2026-11-22"], None, datetime(2026, 11, 22, tzinfo=UTC)),
        (["--today", "2026-11-22"], "0", datetime(2026, 11, 22, tzinfo=UTC)),
        ([], "86400", datetime(1970, 1, 2, tzinfo=UTC)),
    ],
)
def test_the_day_is_the_one_that_was_said(
    arguments: list[str],
    epoch: str | None,
    now: datetime,
    project: Path,
    fake: Fake,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[datetime] = []

    def update(*_: Any, now: datetime, **__: Any) -> UpdateReport:
        seen.append(now)
        return UpdateReport()

    fake("update.update", update)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run(["update", *arguments]) == 0
    assert seen == [now]
    del project


def test_a_wrong_epoch_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert run(["status"]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    del project


def test_build_is_given_every_option(project: Path, fake: Fake) -> None:
    seen: dict[str, Any] = {}

    def build(workspace: Any, editions: Any, **options: Any) -> BuildReport:
        seen.update(options, root=workspace.root, editions=editions)
        return BuildReport((), "x")

    fake("build.build", build)
    line = "build es_MX es --format html,html --only reviewed --release --to x --today 2026-11-22"
    assert run(line.split()) == 0
    assert seen == {
        "root": project.resolve(),
        "editions": ("es_MX", "es"),
        "formats": ("html",),
        "to": Path("x"),
        "only": "reviewed",
        "release": True,
        "today": date(2026, 11, 22),
        "progress": None,
    }


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (BuildReport((), "b", diagnostics=(warning("w", Position("a"), "odd"),)), 0),
        (BuildReport((), "b", diagnostics=(error("e", Position("a"), "wrong"),)), 1),
        (BuildReport((), "b", blockers=(warning("b", Position("a"), "not yet"),)), 1),
    ],
)
def test_build_exits_1_when_it_is_not_ok(
    report: BuildReport, code: int, project: Path, fake: Fake
) -> None:
    fake("build.build", lambda *_, **__: report)
    assert run(["build"]) == code
    assert run(["build", "--json"]) == code
    del project


# Failing --------------------------------------------------------------------------------------


def raising(fault: BaseException) -> Callable[..., Any]:
    def command(*_: Any, **__: Any) -> Any:
        raise fault

    return command


@pytest.mark.parametrize(
    ("codes", "exit_code"), [(["use-x"], 2), (["use-x", "po-syntax"], 1), (["po-syntax"], 1)]
)
def test_problems_are_all_told(
    codes: list[str],
    exit_code: int,
    project: Path,
    fake: Fake,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [error(code, Position("a.po", 3), "wrong", "mend it") for code in codes]
    fake("status.status", raising(ProblemsFound(found)))
    assert run(["status"]) == exit_code
    shown = capsys.readouterr().err
    assert all(f"a.po:3: error: wrong [{code}]\n  hint: mend it\n" in shown for code in codes)
    assert "Nothing was written" not in shown
    del project


def test_a_fault_of_our_own_is_an_apology_and_no_traceback(
    project: Path,
    fake: Fake,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake("status.status", raising(KeyError("lost")))
    monkeypatch.delenv("ADAPTKIT_DEBUG", raising=False)
    assert run(["status"]) == 1
    shown = capsys.readouterr().err
    assert "KeyError: 'lost'" in shown
    assert __version__ in shown
    assert "ADAPTKIT_DEBUG=1" in shown
    assert "Traceback" not in shown
    monkeypatch.setenv("ADAPTKIT_DEBUG", "1")
    assert run(["status"]) == 1
    assert "Traceback" in capsys.readouterr().err
    del project


@pytest.mark.parametrize(
    ("fault", "code", "shown"),
    [
        (KeyboardInterrupt(), 130, ""),
        (PermissionError(13, "Permission denied", "build/x"), 1, "build/x: error: Permission"),
        (OSError(28, "No space left on device"), 1, "error: No space left on device"),
    ],
)
def test_the_world_s_faults_are_short(
    fault: BaseException,
    code: int,
    shown: str,
    project: Path,
    fake: Fake,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake("status.status", raising(fault))
    assert run(["status"]) == code
    said = capsys.readouterr().err
    assert said.startswith(shown)
    assert "Traceback" not in said
    assert "Sorry" not in said
    del project


def test_a_reader_that_goes_away_is_no_fault(project: Path) -> None:
    line = f'"{sys.executable}" -m adaptkit status --json | head -c 1'
    done = subprocess.run(["sh", "-c", line], cwd=project, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout == b"["


def test_a_terminal_that_knows_no_accents_is_no_fault(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding="ascii"))
    assert run(["explain", "es_MX", "getting-ready.costs"]) == 0
    assert rb"Cu\xe1nto cuesta" in screen.getvalue()
    del project


# Completion -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("bu", {"build"}),
        ("build ", {"es_MX", "es"}),
        ("build es_MX ", {"es"}),
        ("status es_", {"es_MX"}),
        ("update ", {"es"}),
        ("build --only tr", {"translated"}),
        ("explain es_MX getting-ready.costs.i", {"getting-ready.costs.insurance"}),
        ("add overlay MX --language ", {"es"}),
        ("add language pt_B", {"pt_BR"}),
    ],
)
def test_names_complete(
    line: str, expected: set[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.shell_completion import ShellComplete

    *before, incomplete = line.split(" ")
    complete = ShellComplete(adaptkit, {}, "adaptkit", "_ADAPTKIT_COMPLETE")
    assert {item.value for item in complete.get_completions(before, incomplete)} == expected
    monkeypatch.chdir(project.parent)
    if line.startswith("status"):
        behind = ["--project", str(project), *before]
        found = {item.value for item in complete.get_completions(behind, incomplete)}
        assert found == expected
        assert complete.get_completions(before, incomplete) == []
