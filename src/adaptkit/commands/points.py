"""``adaptkit points``: unmarked traces of one country, in the guide, overlays and translations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from adaptkit.editions.adapt import country_of
from adaptkit.model.diagnostic import Position, ProblemsFound, did_you_mean, error
from adaptkit.model.locale import Locale
from adaptkit.readiness.traced_texts import Text, shown_in, texts
from adaptkit.readiness.unmarked import View, home_first, in_text, told
from adaptkit.reports.traced import Traced, TracesReport
from adaptkit.traces import countries_with_lists
from adaptkit.workspace import Workspace
from adaptkit.workspace.called import country_called, country_of_three_letters

# What people write for a country that has another code.
_OFTEN = {"UK": "GB", "EN": "GB"}

_NO_COUNTRY = "ZZ"
"""What CLDR calls a country that nobody knows."""


def points(
    workspace: Workspace, wanted: Sequence[str] = (), *, country: str = "", here: Path | None = None
) -> TracesReport:
    """What is found in all texts, or in those that ``wanted`` names: editions, files or folders of
    the project, as seen from ``here``. ``country``: only traces of this one.

    Raises ProblemsFound with what cannot be read, or is not there.
    """
    country = country.upper() if len(country) == 2 else country
    if country == _NO_COUNTRY or not Locale("und", "", country).territory_exists:
        hint = _country_meant(country) or "write the two letters of ISO 3166, such as MX"
        raise ProblemsFound(
            [error("use-unknown-country", Position(""), f'there is no country "{country}"', hint)]
        )
    all_texts = tuple(texts(workspace))
    home = workspace.settings.country
    views = _views(workspace, wanted, all_texts, here or Path.cwd())
    found: dict[tuple[Position, str, str], Traced] = {}
    looked: set[int] = set()
    for view in views:
        for number, text in enumerate(all_texts):
            if not view.keeps(text):
                continue
            looked.add(number)
            for trace in in_text(text, view):
                if not country or trace.of(country):
                    one = told(text, home_first(trace, home), view.country)
                    found.setdefault((one.told.position, one.words, one.kind), one)
    ordered = sorted(found.values(), key=lambda one: one.told.sort_key)
    undecided = {view.edition: view.undecided for view in views if view.undecided}
    listed = countries_with_lists()
    unlisted = country if country not in listed else ""
    return TracesReport(tuple(ordered), len(looked), undecided, unlisted, listed)


def _country_meant(said: str) -> str:
    """What to write instead of ``UK``, ``USA`` and ``Mexico``."""
    upper = said.upper()
    code = _OFTEN.get(upper) or country_of_three_letters(upper) or country_called(said)
    return f"did you mean {code}?" if code else ""


def _views(
    workspace: Workspace, wanted: Sequence[str], all_texts: Iterable[Text], here: Path
) -> list[View]:
    if not wanted:
        return [View(lambda _: True)]
    views: list[View] = []
    problems = []
    paths = {text.position.path for text in all_texts}
    for name in wanted:
        path = _in_project(workspace, name, here)
        if path is None and not _is_edition(workspace, name):
            said = f'no edition and no file is called "{name}"'
            editions = workspace.edition_files
            known = (*editions, *(path.split("/")[0] for path in paths))
            there = f"editions are: {', '.join(editions)}; or name a file or folder"
            hint = did_you_mean(name, dict.fromkeys(known)) or there
            problems.append(error("use-unknown-edition", Position(name), said, hint))
        elif path is None:
            views.append(_edition(workspace, name))
        elif any(PurePosixPath(each).is_relative_to(path) for each in paths):
            views.append(View(partial(_is_below, path)))
        else:
            problems.append(
                error(
                    "use-no-file",
                    Position(name),
                    "this is no text of the project that readers get",
                    "name a chapter, an overlay's text, a catalogue or an edition",
                )
            )
    if problems:
        raise ProblemsFound(problems)
    return views


def _is_edition(workspace: Workspace, name: str) -> bool:
    """Whether there is one of that name, be it one that cannot be read."""
    try:
        workspace.read_edition(name)
    except ProblemsFound as found:
        return any(one.code != "use-unknown-edition" for one in found.diagnostics)
    return True


def _is_below(path: str, text: Text) -> bool:
    return PurePosixPath(text.position.path).is_relative_to(path)


def _in_project(workspace: Workspace, name: str, here: Path) -> str | None:
    """The file or folder of this name, relative to the project; None where an edition is meant."""
    if workspace.edition_named(name) in workspace.edition_files:
        return None
    for full in (here / name, workspace.root / name):
        if full.exists():
            resolved = full.resolve()
            root = workspace.root.resolve()
            return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else name
    # Nothing of that name: what looks like a path is one that is mistyped.
    return name if "/" in name or PurePosixPath(name).suffix in (".md", ".po", ".yaml") else None


def _edition(workspace: Workspace, name: str) -> View:
    """What its readers get: the guide without what its overlays take away, with their texts, and
    the words of the nearest catalogue."""
    spec = workspace.read_edition(name)
    shown = shown_in(workspace, name)

    def keeps(text: Text) -> bool:
        if text.where == "catalogue":
            return shown.answers.get(text.unit) == text.position.path
        return text.position in shown.places

    country = country_of(workspace.settings, spec)
    return View(keeps, country, spec.locale, spec.name, shown.undecided)
