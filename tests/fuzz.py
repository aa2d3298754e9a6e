"""All laws again and again, each round with other examples, until time is up.

    python -m tests.fuzz --minutes 10
    python -m tests.fuzz --minutes 60 tests/guides tests/catalogues/test_merge.py

A law is any test with ``@given``. Plain ``pytest`` runs each of them once; here nothing else runs.
What breaks is said with the seed that breaks it again. Exit code 1 when anything did.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).parents[1]
_FAILED = re.compile(r"^FAILED (\S+)", re.MULTILINE)


def one_round(paths: Sequence[str], seed: int, workers: str) -> tuple[list[str], str]:
    """The tests that failed, and all that pytest said."""
    command = [sys.executable, "-m", "pytest", "-m", "hypothesis", "-p", "no:cacheprovider"]
    command += ["-n", workers, f"--hypothesis-seed={seed}", *paths]
    ran = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    said = ran.stdout + ran.stderr
    if ran.returncode not in (0, 1):
        raise SystemExit(f"pytest could not run:\n{said}")
    return _FAILED.findall(said), said


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--minutes", type=float, default=10.0, help="no round begins after this")
    parser.add_argument("--seed", type=int, help="of the first round")
    parser.add_argument("--workers", default="auto", help="how many processes (all cores)")
    parser.add_argument("paths", nargs="*", default=["tests"])
    given = parser.parse_args(arguments)
    seed = random.SystemRandom().randrange(10**9) if given.seed is None else given.seed
    until = time.monotonic() + given.minutes * 60
    broken: dict[str, int] = {}
    rounds = 0
    while not rounds or time.monotonic() < until:
        failed, said = one_round(given.paths, seed + rounds, given.workers)
        print(f"round {rounds + 1}, seed {seed + rounds}: {len(failed)} broken", flush=True)
        if any(test not in broken for test in failed):
            print(said)
        for test in failed:
            broken.setdefault(test, seed + rounds)
        rounds += 1
    for test, its in broken.items():
        print(f"again: pytest '{test}' --hypothesis-seed={its}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
