"""A release beside the pages of an edition: its folder, its archive, and what the project keeps.

What was released last and has not changed is the same release once more: the same name, the same
bytes, and no new line in the project's history.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from adaptkit.editions.reviewers import own_text
from adaptkit.loading.releases import history_with, read_history
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.edition import Edition
from adaptkit.model.layout import RELEASES, history_path
from adaptkit.model.release import EDITION_JSON, Content, Recorded, Released
from adaptkit.records import Record, field
from adaptkit.releases.archive import archive
from adaptkit.releases.changes import changes
from adaptkit.releases.content import content_of
from adaptkit.releases.pages import CHANGES_PAGE, CHANGES_TEXT, START, changes_page, changes_text
from adaptkit.releases.pages import start_page as start_page_of
from adaptkit.releases.state import (
    MOST_BYTES,
    Meant,
    parse_released,
    recorded,
    released,
    render_released,
)
from adaptkit.releases.told import tell
from adaptkit.reports.built import BuiltRelease
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace import published as disk
from adaptkit.workspace.built_files import BuiltFiles
from adaptkit.workspace.links import is_plain_file, link_on_the_way
from adaptkit.writers.html.links import contents_name


class Releasing(Record):
    """What of one build is released. ``made``: what is to be told of it, by edition; ``lines``:
    those that are new in the project's history."""

    workspace: Workspace
    today: datetime.date
    made: dict[str, BuiltRelease] = field(default_factory=dict)
    lines: list[Recorded] = field(default_factory=list)
    _stale: list[Path] = field(default_factory=list)

    def check(self, names: Sequence[str]) -> None:
        """Raises ProblemsFound with every line of these editions' histories that cannot be read:
        nothing is written behind it."""
        problems = Problems()
        for name in names:
            problems.attempt(read_history, self.workspace, name)
        problems.stop_if_any()

    def write(
        self, files: BuiltFiles, edition: Edition, formats: Mapping[str, Mapping[str, bytes]]
    ) -> None:
        """``formats``: name → path → bytes, of pages that lead to no other edition. Raises
        ProblemsFound where something else stands in the place of the release."""
        content = {
            f"{name}/{path}": each
            for name, pages in formats.items()
            for path, each in pages.items()
        }
        if formats.get("html"):
            first = f"html/{contents_name(chapter.name for chapter in edition.chapters)}"
            content[START] = start_page_of(edition, first)
        above = files.folder / RELEASES
        one, whole, new = self._meant(edition, tuple(formats), content, above)
        folder = f"{RELEASES}/{one.name}"
        _standing_archive(above / f"{one.name}.zip")
        self._stale += _of_before(files.folder / folder, one, whole)
        for path, each in whole.items():
            files.put(f"{folder}/{path}", each)
        day = datetime.date.fromisoformat(one.date)
        files.put(f"{folder}.zip", archive(one.name, whole, day))
        if new:
            self.lines.append(recorded(one, whole[EDITION_JSON]))
        self.made[one.edition] = BuiltRelease(
            one.edition,
            one.release,
            folder,
            f"{folder}.zip",
            len(whole),
            new,
            history_path(one.edition),
            own_text(edition),
        )

    def _meant(
        self, edition: Edition, formats: tuple[str, ...], content: Mapping[str, bytes], above: Path
    ) -> tuple[Released, Mapping[str, bytes], bool]:
        """The release with all its files; and whether it is a new one. ``above``: where releases
        stand: no name is given to two, even where the history knows nothing of the one."""
        history = read_history(self.workspace, edition.spec.name)
        readers = content_of(edition)
        if history:
            last, before = history[-1], history[-2] if len(history) > 1 else None
            meant = Meant(last.release, last.date, before.release if before else "")
            one, whole = _whole(edition, meant, formats, content, before, readers)
            if recorded(one, whole[EDITION_JSON]).sha256 == last.sha256:
                return one, whole, False
        last_one = history[-1] if history else None
        day = self.today.isoformat()
        since = last_one.release if last_one else ""
        for name in _names(day, history):
            meant = Meant(name, day, since)
            one, whole = _whole(edition, meant, formats, content, last_one, readers)
            if _is_free(above / one.name, whole[EDITION_JSON]):
                break
        return one, whole, True

    def remember(self) -> None:
        """After all files have moved in: the new releases, in the project's own history."""
        if self.lines:
            new = {
                history_path(one.edition): history_with(self.workspace, one) for one in self.lines
            }
            self.workspace.write(new)
        for path in self._stale:
            with suppress(OSError):
                path.unlink()


def _whole(
    edition: Edition,
    meant: Meant,
    formats: tuple[str, ...],
    content: Mapping[str, bytes],
    before: Recorded | None,
    readers: Content,
) -> tuple[Released, Mapping[str, bytes]]:
    files = dict(content)
    # Of the first release nothing is new.
    if before is not None:
        told = tell(edition, meant.date, before, changes(before.content, readers), readers)
        files[CHANGES_TEXT] = changes_text(told, edition.spec.text_direction)
        files[CHANGES_PAGE] = changes_page(told, edition)
    one = released(edition, meant, formats, files, readers)
    return one, {**files, EDITION_JSON: render_released(one)}


def _names(day: str, history: Sequence[Recorded]) -> Iterator[str]:
    """The day; ``.2`` and so on behind it for further releases of one day."""
    names = [one.release for one in history if one.release.partition(".")[0] == day]
    most = max((int(name.partition(".")[2] or 1) for name in names), default=0)
    for number in count(most + 1):
        yield f"{day}.{number}" if number > 1 else day


def _is_free(folder: Path, content: bytes) -> bool:
    """Whether neither the folder nor the archive beside it holds another release of that name.
    ``content``: of ``edition.json``."""
    there = folder / EDITION_JSON
    own = there.read_bytes() if is_plain_file(there) and _standing(folder) else content
    packed = _standing_archive(folder.with_name(f"{folder.name}.zip"))
    return own == content and packed in (b"", content)


def _standing_archive(path: Path) -> bytes:
    """``edition.json`` of a release that is packed there; nothing where there is no file. Raises
    ProblemsFound where it is something else, which would be lost."""
    if not path.exists():
        return b""
    with suppress(ProblemsFound, OSError), disk.opened(path, EDITION_JSON) as source:
        if EDITION_JSON in source.sizes:
            content = disk.content_of(source, EDITION_JSON, MOST_BYTES)
            if f"{parse_released(content, EDITION_JSON).name}.zip" == path.name:
                return content
    raise ProblemsFound([_taken(path)])


def _of_before(folder: Path, one: Released, whole: Mapping[str, bytes]) -> Iterator[Path]:
    """The files of the same release as it was written before that are none of it now. Raises
    ProblemsFound where the folder holds anything else than that release."""
    was = _standing(folder)
    if was is not None and was.name == one.name:
        yield from _files(folder, (file.path for file in was.files if file.path not in whole))
    elif folder.exists() and any(folder.iterdir()):
        raise ProblemsFound([_taken(folder)])


def _standing(folder: Path) -> Released | None:
    """The release in a folder, by its own word."""
    there = folder / EDITION_JSON
    with suppress(ProblemsFound, OSError):
        return parse_released(there.read_bytes(), EDITION_JSON) if is_plain_file(there) else None
    return None


def _files(folder: Path, paths: Iterable[str]) -> Iterator[Path]:
    """Those below the folder that no link on the way leads away from it."""
    for path in paths:
        if link_on_the_way(folder, path) is None:
            yield folder / path


def releases_gone(folder: Path, names: Collection[str]) -> None:
    """Take away all releases of these editions: they hold what nobody may be shown any more. What
    is published already, or stands elsewhere, is for a person to take down."""
    above = folder / RELEASES
    for place in above.iterdir() if above.is_dir() and not above.is_symlink() else ():
        one = None if place.is_symlink() else _standing(place)
        if one is not None and one.edition in names:
            gone = [*_files(place, (file.path for file in one.files)), place / EDITION_JSON]
            for path in (*gone, above / f"{one.name}.zip"):
                with suppress(OSError):
                    path.unlink()
            for path in sorted({each for file in gone for each in file.parents}, reverse=True):
                # Folders that are empty now go too; the others refuse.
                with suppress(OSError):
                    if path.is_relative_to(place):
                        path.rmdir()


def _taken(folder: Path) -> Diagnostic:
    kind = "file" if folder.is_file() else "folder"
    return error(
        "use-folder-taken",
        Position(str(folder)),
        f"this {kind} has the name of the release, and holds something else",
        "move it away, or choose another folder with --to",
    )
