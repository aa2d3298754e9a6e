"""How the tests run: other examples each time, again where somebody asks, and never for ever."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests import fuzz
from tests.conftest import chosen_seed, too_long

pytestmark = pytest.mark.at_length

LAW = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=5)
@given(st.integers(0, 10**12))
def test_law(number):
    with open({seen!r}, "a") as file:
        print(number, file=file)
    assert {holds}

def test_no_law():
    raise AssertionError("this is no law")
"""


def law(folder: Path, holds: str) -> tuple[str, Path]:
    path, seen = folder / "test_made_up.py", folder / "seen.txt"
    path.write_text(LAW.format(seen=str(seen), holds=holds))
    return str(path), seen


def ran(folder: Path, *arguments: str) -> tuple[int, str]:
    """The law alone, with the conftest of all tests."""
    ours = Path(__file__).with_name("conftest.py").read_text("utf-8")
    (folder / "conftest.py").write_text(ours, "utf-8")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider"]
    command += ["-m", "hypothesis", str(folder), *arguments]
    # What whoever runs these tests asks for is not asked of the runs that they look at.
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        command, cwd=fuzz.TOP, capture_output=True, text=True, check=False, env=own
    )
    return done.returncode, done.stdout


def test_a_run_says_its_seed_and_the_seed_gives_its_examples_again(tmp_path: Path) -> None:
    _, seen = law(tmp_path, "True")
    seeds, examples = [], []
    for number in range(3):
        _, said = ran(tmp_path, *([f"--hypothesis-seed={seeds[0]}"] if number == 2 else []))
        seeds += re.findall(r"--hypothesis-seed=(\d+)", said)
        examples.append(seen.read_text())
        seen.unlink()
    assert seeds[0] == seeds[2] != seeds[1]
    assert examples[0] == examples[2] != examples[1]


def test_after_a_run_that_failed_the_seed_is_the_same() -> None:
    assert chosen_seed(7) == 7
    assert chosen_seed(None) != chosen_seed(None)


def test_no_law_is_on_the_clock_or_without_chance() -> None:
    """Also where CI is set, for which hypothesis has another profile."""
    assert settings.default.deadline is None
    assert settings.default.derandomize is False
    assert settings.default.print_blob is True


def test_what_takes_too_long_is_named() -> None:
    taken = {"a": 20.0, "b": 20.06}
    assert list(too_long(taken, 20)) == ["b took 20.1 s; it may take 20"]
    assert list(too_long(taken, None)) == []


def test_a_run_that_takes_too_long_fails(tmp_path: Path) -> None:
    law(tmp_path, "True")
    code, said = ran(tmp_path, "--longest-run=0", "--longest-test=0")
    assert code == pytest.ExitCode.TESTS_FAILED
    assert "test_law took" in said
    assert "all tests together took" in said
    assert ran(tmp_path, "--longest-run=60", "--longest-test=60")[0] == pytest.ExitCode.OK


def test_fuzz_runs_laws_alone_and_says_how_to_break_them_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = law(tmp_path, "number < 10")
    assert fuzz.main([path, "--minutes", "0", "--seed", "7", "--workers", "0"]) == 1
    said = capsys.readouterr().out
    assert "round 1, seed 7: 1 broken" in said
    assert re.search(r"again: pytest '\S+::test_law' --hypothesis-seed=7\n", said)
    assert "this is no law" not in said


def test_fuzz_goes_on_with_other_seeds_until_time_is_up(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 59.0, 60.5])
    broken = {8: ["a::b"], 9: []}
    monkeypatch.setattr(fuzz.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(fuzz, "one_round", lambda _paths, seed, _n: (broken.get(seed, []), "how"))
    assert fuzz.main(["--minutes", "1", "--seed", "7"]) == 1
    assert capsys.readouterr().out == (
        "round 1, seed 7: 0 broken\nround 2, seed 8: 1 broken\nhow\n"
        "again: pytest 'a::b' --hypothesis-seed=8\n"
    )


def test_fuzz_that_cannot_run_does_not_go_on(tmp_path: Path) -> None:
    (tmp_path / "test_made_up.py").write_text("import nothing_of_the_kind\n")
    with pytest.raises(SystemExit, match="nothing_of_the_kind"):
        fuzz.main([str(tmp_path), "--minutes", "1", "--workers", "0"])


def test_bytes_never_name_a_test(tmp_path: Path) -> None:
    file = tmp_path / "test_made_up.py"
    file.write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('content', [b'PK-of-this-second', b'PK'])\n"
        "def test_reads(content):\n"
        "    assert content\n"
    )
    code, output = ran(tmp_path, "-m", "", "--collect-only")
    assert code == 0
    assert output.count("test_reads[content") == 2, output
    assert "PK" not in output
