"""What people see, in a pipe and on a terminal."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from adaptkit.console import Console
from adaptkit.model.catalogue import Changes, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, Severity, error, warning
from adaptkit.model.document import Step
from adaptkit.model.edition import UnitTrace
from adaptkit.model.overlay import Because, Drift
from adaptkit.records import replace
from adaptkit.reports.built import BuildReport, BuiltEdition, BuiltFormat
from adaptkit.reports.checked import CheckReport, Found
from adaptkit.reports.created import Created
from adaptkit.reports.drift import word_diff
from adaptkit.reports.explained import ExplainedStep, Explanation, explanation_lines
from adaptkit.reports.formatted import FormatReport
from adaptkit.reports.problems import diagnostic_lines
from adaptkit.reports.status import EditionStatus, status_bars
from adaptkit.reports.updated import CatalogueChange, UpdateReport
from adaptkit.reports.words import size

DRIFT = Drift(
    overlay="MY",
    operation="costs",
    name="replace",
    target="barriers.costs",
    then="Ask your plan before the first visit.",
    now="Ask your plan in writing before you go.",
    ours="Tanya klinik dahulu.",
    position=Position("locales/overlays/MY/overlay.yaml", 12, 5),
    does="replaces",
    stops_release=True,
)
ROW = EditionStatus(
    edition="zh_Hans_MY",
    language="zh-Hans-MY",
    overlays=("MY",),
    needed=1204,
    translated=1100,
    fuzzy=60,
    untranslated=44,
    reviewed=0,
    open_adaptation_points=("a.b", "c.d"),
    drift=(DRIFT,),
    unverified_contacts=(),
    blockers=tuple(
        error("unit-untranslated", Position("locales/zh/guide.po", n), f"not translated {n}")
        for n in range(1, 21)
    ),
)
READY = EditionStatus("es", "es", (), 10, 10, 0, 0, 10, (), (), (), ())


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


# Diagnostics ----------------------------------------------------------------------------------


def test_problems_are_sorted_and_counted_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [
        warning("z-last", Position("b.po", 2), "odd"),
        error("lost", Position("b.po", 1, 7), "the translation has lost {x}", "type {x}"),
        error("yaml", Position("a.yaml"), "cannot be read"),
    ]
    Console().problems(found, "Nothing was written.")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "a.yaml: error: cannot be read [yaml]",
        "b.po:1:7: error: the translation has lost {x} [lost]",
        "  hint: type {x}",
        "b.po:2: warning: odd [z-last]",
        "2 problems, 1 warning. Nothing was written.",
    ]


def test_a_finding_that_repeats_in_every_edition_is_told_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    once = warning("image-remote", Position("source_guide/a.md", 3), "a remote image")
    Console().findings([replace(once, edition=name) for name in ("en_MY", "ms_MY")])
    assert capsys.readouterr().err.splitlines() == [
        "source_guide/a.md:3: warning: a remote image [image-remote]",
        "  editions: en_MY, ms_MY",
    ]


def test_quiet_leaves_out_warnings_but_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    Console(quiet=True).findings(
        [warning("w", Position("a"), "warned"), error("e", Position("a"), "wrong")]
    )
    assert capsys.readouterr().err == "a: error: wrong [e]\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a<U+001B>[31mred"),
        ("turned \u202eround", "turned <U+202E>round"),
        ("two\nlines", "two lines"),
        ("العربية ok", "العربية ok"),
        ("left\u200eto right stays", "left\u200eto right stays"),
    ],
)
def test_nothing_in_a_message_steers_the_terminal(text: str, shown: str) -> None:
    (line,) = diagnostic_lines(error("c", Position(""), text))
    assert line == f"error: {shown} [c]"


@pytest.mark.parametrize("where", ["a\nb: error: x", "a\tb", "a\x1b[2Jb"])
def test_nothing_in_a_file_s_name_looks_like_a_line_of_ours(where: str) -> None:
    (line,) = diagnostic_lines(error("c", Position(where, 3), "said"))
    assert not set("\n\t\x1b") & set(line)
    assert line.endswith(":3: error: said [c]")


def test_no_line_steers_the_terminal_whatever_it_was_made_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console = Console()
    console.say(["a\x1b[2Jb\u202ec"])
    console.problems([error("c", Position("x"), "y", edition="e\x9b2J")], "z\x1b]0;t\x07")
    said = capsys.readouterr()
    assert said.out == "a<U+001B>[2Jb<U+202E>c\n"
    assert not re.search("[\x1b\x9b\x07]", said.err)


def test_json_says_the_same_and_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    data = {"a\x1b": "b\x9b\u202e\nc", "d": "ñ"}
    Console().print_json(data)
    said = capsys.readouterr().out
    assert json.loads(said) == data
    assert "ñ" in said
    assert not re.search("[\x1b\x9b\u202e]", said)


# Status ---------------------------------------------------------------------------------------


def test_status_in_a_pipe_is_plain_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Console(quiet=True).status([ROW, READY])
    shown = lines_of(capsys)
    assert shown == [
        "                      trans-         untrans-     re-    open",
        "Edition     Language   lated  fuzzy     lated  viewed  points  drift  ready",
        "zh_Hans_MY  zh_Hans      91%     60        44       0       2      1     no",
        "es          es          100%      0         0      10       0      0    yes",
    ]
    assert max(map(len, shown)) <= 80


def test_status_says_why_not_ready_and_names_the_command_for_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Console().status([ROW, READY])
    assert lines_of(capsys)[4:] == [
        "",
        "zh_Hans_MY  [" + "=" * 29 + "~~.]  91% translated, 0% signed off",
        "es          [" + "#" * 32 + "]  100% translated, 100% signed off",
        "# signed off, = not signed off, ~ fuzzy, . untranslated",
        "",
        "zh_Hans_MY is not ready for release:",
        "  not translated 1 [unit-untranslated], and 19 more like it",
        "",
        "Who has what to do next, the most urgent of each edition:",
        "  zh_Hans_MY: member organisation: take 20 decisions (adaptkit next zh_Hans_MY)",
        "",
        "All of it, with places and hints: adaptkit status zh_Hans_MY",
    ]
    Console().status([ROW])
    alone = "\n".join(lines_of(capsys))
    assert alone.count("[unit-untranslated]") == 20
    assert "locales/zh/guide.po:7: error: not translated 7 [unit-untranslated]" in alone
    assert "Tanya klinik dahulu." in alone


def test_a_long_name_is_never_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    name = "the-federation-of-everything-" * 4
    Console().status([replace(READY, edition=name)])
    assert name in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("colours", [True, False])
def test_bars_of_status_fit_the_window_and_need_no_colour(
    monkeypatch: pytest.MonkeyPatch, columns: int, colours: bool
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    # A text in memory says nothing of its letters.
    monkeypatch.setattr("rich.console.Console.encoding", "utf-8")
    Console().bars(status_bars([ROW, READY]))
    lines = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue()).splitlines()
    first, key = lines[1], lines[-1]
    done, fuzzy, left = "▓▒░" if colours else "=~."
    assert re.search(rf"\[{re.escape(done)}+{re.escape(fuzzy)}+{re.escape(left)}+\]", first)
    assert all(name in key for name in ("signed off", "fuzzy", "untranslated"))
    assert max(map(len, lines[:-1])) <= columns
    assert "91% translated, 0% signed off" in "\n".join(lines)


@pytest.mark.parametrize("columns", [80, 200])
def test_status_on_a_terminal_keeps_every_column(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    Console(quiet=True).status([ROW, READY])
    shown = screen.getvalue()
    row = next(line for line in shown.splitlines() if "zh_Hans_MY" in line)
    assert [c for c in row.replace("\x1b[1m", " ").replace("\x1b[0m", " ").split() if c] == [
        *("zh_Hans_MY", "zh_Hans", "91%", "60", "44", "0", "2", "1", "no"),
    ]
    assert "points" in shown
    assert "…" not in shown


@pytest.mark.parametrize("columns", [20, 40, 60, 72])
def test_status_in_a_narrow_window_breaks_no_word(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    Console(quiet=True).status([ROW, READY])
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) <= max(columns, 24)
    assert lines[0] == "zh_Hans_MY (zh_Hans)"
    said = " ".join(" ".join(lines).split())
    assert said.startswith(
        "zh_Hans_MY (zh_Hans) translated 91%, fuzzy 60, untranslated 44, reviewed 0, "
        "open points 2, drift 1, ready no es (es) translated 100%"
    )
    for pair in ("untranslated 44", "open points 2", "ready no"):
        assert any(pair in line for line in lines), pair


# check ----------------------------------------------------------------------------------------


def test_check_says_the_same_with_and_without_colours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """How bad a finding is stands there as a word; nothing in it steers the terminal."""
    place = Position("a: error: b.po", 3, 9)
    found = tuple(
        Found(Diagnostic("a-code", severity, place, "bad: \x1b[2J [red]x[/red]", "look"), "es")
        for severity in Severity
    )
    report = CheckReport(found, 7)
    Console().checked(report)
    plain = capsys.readouterr().out
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    Console().checked(report)
    shown = screen.getvalue()
    assert "\x1b[1;31merror" in shown
    assert "\x1b[2J" not in shown
    without = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert [line.split() for line in without.splitlines()] == [
        line.split() for line in plain.splitlines()
    ]
    for word in ("error:", "warning:", "info:", "<U+001B>[2J [red]x[/red] [a-code]"):
        assert word in without


# update ---------------------------------------------------------------------------------------


def test_update_tells_every_kind_of_change_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    changes = Changes({"edited": ("a",), "new": ("b", "c"), "removed": ("d",), "odd": ("e",)})
    change = CatalogueChange("locales/es/guide.po", "es", "guide", changes, True, True, 90, 1, 2)
    Console().updated(
        UpdateReport((change,), ("locales/guide.pot", "locales/es/guide.po"), {"new": 2})
    )
    assert lines_of(capsys) == [
        "Guide: 2 new",
        "es, locales/es/guide.po (created)",
        "  2 new, 1 edited (now fuzzy), 1 removed (kept as obsolete), 1 odd",
        "  90 translated, 1 fuzzy, 2 untranslated",
        "2 files written.",
    ]


def test_update_check_lists_the_files_and_shows_drift(capsys: pytest.CaptureFixture[str]) -> None:
    Console().updated(UpdateReport(files=("locales/guide.pot",), check=True, drift=(DRIFT,)))
    assert lines_of(capsys) == [
        "",
        "1 overlay text to look at again: the guide has changed below.",
        "locales/overlays/MY/overlay.yaml:12:5: MY/costs (replace barriers.costs)",
        "  then: Ask your plan before the first visit.",
        "  now:  Ask your plan {+in writing+} before [-the first visit.-] {+you go.+}",
        "  ours: Tanya klinik dahulu.",
        "",
        "Would be written:",
        "  locales/guide.pot",
        "Nothing was written.",
    ]


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [
        ("same", "same", "same"),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b c", "a {+b+} c"),
        ("Call 911.", "Call 112.", "Call [-911.-] {+112.+}"),
        ("", "new text", "{+new text+}"),
        ("old", "", "[-old-]"),
        ("询问费用。", "先问费用。", "[-询-] {+先+}问费用。"),
    ],
)
def test_words_gone_and_words_there(then: str, now: str, shown: str) -> None:
    assert word_diff(then, now) == shown


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [
        ("a b c d e f", "a b c d e g", "… d e [-f-] {+g+}"),
        ("f b c d e a", "g b c d e a", "[-f-] {+g+} b c …"),
        ("a b c d x e f g h", "a b c d y e f g h", "… c d [-x-] {+y+} e f …"),
        ("x a b c d e y", "X a b c d e Y", "[-x-] {+X+} a b … d e [-y-] {+Y+}"),
        ("x a b c d y", "X a b c d Y", "[-x-] {+X+} a b c d [-y-] {+Y+}"),
        ("same", "same", "same"),
    ],
)
def test_words_far_from_what_changed_are_left_out(then: str, now: str, shown: str) -> None:
    assert word_diff(then, now, around=2) == shown


# build ----------------------------------------------------------------------------------------


def test_build_tells_folders_sizes_and_what_is_not_translated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    formats = (BuiltFormat("html", "es/html", 14, 312_400), BuiltFormat("md", "es/md", 1, 1))
    report = BuildReport(
        (BuiltEdition("es", "es", formats, 97, 5),), "build", index="build/index.html"
    )
    Console().built(report)
    assert lines_of(capsys) == [
        "es: 97% translated, 5 passages shown in the source language",
        "  html: build/es/html (14 files, 312 kB)",
        "  md: build/es/md (1 file, 1 byte)",
        "Open build/index.html",
    ]


def test_a_release_that_must_not_be_says_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    Console().built(BuildReport((), "build", blockers=ROW.blockers))
    shown = capsys.readouterr().err.splitlines()
    assert len(shown) == 21
    assert shown[-1] == "20 problems. Not released; nothing was written."


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1400, "1.4 kB"), (999_600, "1.0 MB"), (12_3e5, "12 MB")],
)
def test_sizes(number: int, said: str) -> None:
    assert size(int(number)) == said


# explain --------------------------------------------------------------------------------------


def test_explain_tells_the_whole_way() -> None:
    step = Step("MY", "costs", "replace", "locales/overlays/MY/overlay.yaml")
    trace = UnitTrace(
        "barriers.costs",
        "barriers",
        "source_guide/07.md",
        24,
        (step,),
        state=EntryState.FUZZY,
        answered_by="ms",
        language="en",
    )
    because = Because("substitute", "Rules of the USA", ("board", "clinician"), "2026-11-02")
    found = Explanation(
        edition="ms_MY",
        trace=trace,
        source="Ask what each visit costs.",
        shown="Tanya klinik.",
        steps=(ExplainedStep("MY", "costs", "replace", step.path, 12, because),),
        catalogue="locales/ms/guide.po",
        catalogue_line=212,
        drift=(DRIFT,),
        reviewed=False,
        page="07.html#costs",
    )
    shown = "\n".join(explanation_lines(found))
    for expected in (
        "barriers.costs in ms_MY",
        "1. Guide: source_guide/07.md:24\n   “Ask what each visit costs.”",
        "2. Overlay MY: replace (costs), locales/overlays/MY/overlay.yaml:12",
        "because: Rules of the USA (substitute)",
        "decided by board, clinician on 2026-11-02",
        "3. Drift: the guide has changed since the overlay was made",
        "4. Translation: locales/ms/guide.po:212, fuzzy",
        "5. Review: nobody has signed it off yet",
        "6. Page: 07.html#costs (in en)\n   “Tanya klinik.”",
    ):
        assert expected in shown


# format, created, progress --------------------------------------------------------------------


def test_format_and_created(capsys: pytest.CaptureFixture[str]) -> None:
    Console().formatted(FormatReport(("a.po",), (), check=True))
    Console().formatted(FormatReport((), ("a.po",)))
    Console().created(Created(("x.yaml",), ("adaptkit build",)))
    assert lines_of(capsys) == [
        "Not in canonical form:",
        "  a.po",
        "Nothing was written.",
        "To mend this: adaptkit format",
        "1 catalogue in canonical form; nothing was written.",
        "Created:",
        "  x.yaml",
        "",
        "Next:",
        "  adaptkit build",
    ]


def test_no_bars_in_a_pipe_and_with_q(monkeypatch: pytest.MonkeyPatch) -> None:
    with Console().progress() as progress:
        assert progress is None
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Console(quiet=True).progress() as progress:
        assert progress is None


def test_bars_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with Console().progress() as progress:
        assert progress is not None
        progress("[es] chapters", 1, 2)
        progress("[es] chapters", 2, 2)
    assert "[es] chapters" in screen.getvalue()
