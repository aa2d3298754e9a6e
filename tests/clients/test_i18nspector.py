"""Every committed catalogue before i18nspector: no errors, and no warnings but those listed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clients.test_gettext import committed
from tests.scenarios.projects import ROOT

ALLOWED = {
    # Each is a fact about who made the file, which nothing that adaptkit writes could mend.
    "no-report-msgid-bugs-to-header-field": "a guide need not have an address for such reports",
    "invalid-last-translator": "a committee's names or none; nobody must publish an address",
    "no-version-in-project-id-version": "an overlay has no version of its own",
    "date-from-future": "the translator's clock may be ahead of this machine's",
    "unable-to-determine-language": "said beside the next one",
}
# It knows zh_CN and zh_TW alone; by script, as BCP 47 and Weblate have it, it has no Chinese.
SCRIPTS = "invalid-language zh_Hans"


@pytest.mark.parametrize("path", committed(), ids=lambda path: str(path.relative_to(ROOT)))
def test_i18nspector_finds_no_error(path: Path, program: Callable[[str], str]) -> None:
    run = subprocess.run(
        [program("i18nspector"), path.name],
        cwd=path.parent, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    assert not run.stderr, run.stderr
    # Each line: letter, file, then the tag and what was found.
    found = [line.split(": ", 2) for line in run.stdout.splitlines()]
    found = [line for line in found if line[2] != SCRIPTS or "zh_Hans" not in path.parts]
    assert not [line for line in found if line[0] == "E"], run.stdout
    unknown = [line for line in found if line[2].split()[0] not in ALLOWED]
    assert not unknown, run.stdout
