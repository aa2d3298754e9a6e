"""A chapter as a real voice speaks it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.writers.builders import AR, edition, finished

from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.workspace.programs import MachinePrograms
from adaptkit.writers import FORMATS, Others

SHORT = "# One\n\nCall 800 911 2000.\n\n## Two\n\n- <break time='9s'/> [[_^_EN]]\n"
ES = Locale("es", territory="MX")


def written(of: Edition) -> dict[str, bytes]:
    there = Others(programs=MachinePrograms(Path("/nowhere")))
    return dict(FORMATS["audio"]().write(complete(of), there))


@pytest.mark.parametrize("locale", [ES, AR], ids=lambda one: one.posix)
def test_chapters_can_be_heard_and_are_the_same_on_another_day(
    locale: Locale, program: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = edition(finished(SHORT), locale=locale)
    one = FORMATS["audio"]()
    assert one.lacking
    assert one.lacking(made.spec, one, MachinePrograms(Path("/nowhere"))) is None
    files = written(made)
    listed = files[f"{made.spec.name}.m3u8"].decode().splitlines()
    said = [float(row[8:].partition(",")[0]) for row in listed if row.startswith("#EXTINF:")]
    for name, seconds in zip((row for row in listed if not row.startswith("#")), said, strict=True):
        (tmp_path / name).write_bytes(files[name])
        found = subprocess.run(
            [program("ffprobe"), "-v", "error", "-show_entries", "format=duration:format_tags",
             "-of", "csv=p=0", str(tmp_path / name)],
            check=True, capture_output=True, text=True, timeout=60,
        ).stdout  # fmt: skip
        # Nothing but how long it is: no name of a program, and no day.
        assert 0 < float(found) <= seconds + 1 < float(found) + 3
    run = subprocess.run

    def later(command: list[str], **more: object) -> object:
        return run([program("faketime"), "+400 days 7 hours", *command], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", later)
    assert written(made) == files
