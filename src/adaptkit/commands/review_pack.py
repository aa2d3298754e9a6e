"""``adaptkit review pack``: an edition as one file that a reviewer reads and answers anywhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from adaptkit.editions.tried import untranslated_questions
from adaptkit.exchange.review_table import parse_review_table, render_review_table
from adaptkit.loading.reviews import read_people
from adaptkit.model.back import BackPack
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.pack import Pack
from adaptkit.model.review import Role
from adaptkit.model.tried import ReadersPack
from adaptkit.packs.back import make_back_pack
from adaptkit.packs.back_sheet import render_back_sheet
from adaptkit.packs.make import make_pack
from adaptkit.packs.page import OURS, render_back_page, render_page, render_readers_page
from adaptkit.packs.readers import make_readers_pack
from adaptkit.packs.readers_sheet import render_readers_sheet
from adaptkit.packs.sheet import render_sheet
from adaptkit.packs.words import all_words, words_in
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.review_material import material_of
from adaptkit.readiness.signing import reader, unknown_person
from adaptkit.reports.review_pack import OtherPackReport, PackReport
from adaptkit.settings.reviews import BACK_TRANSLATION
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.files import write_files
from adaptkit.workspace.landing import is_ours, named_as, not_here, other_kind, shown

FORMATS: Mapping[str, tuple[str, Callable[[Pack], bytes]]] = {
    "html": (".html", render_page),
    "sheet": ("-sheet.html", render_sheet),
    "xlsx": (".xlsx", lambda pack: render_review_table(pack, words_in(pack.language))),
}
"""Name → what its file's name ends in, and what writes it."""
_ENDINGS = {"xlsx": (".xlsx",)}
BACK_FORMATS: Mapping[str, tuple[str, Callable[[BackPack], bytes]]] = {
    "html": (".html", render_back_page),
    "sheet": ("-sheet.html", render_back_sheet),
}
READERS_FORMATS: Mapping[str, tuple[str, Callable[[ReadersPack], bytes]]] = {
    "html": (".html", render_readers_page),
    "sheet": ("-sheet.html", render_readers_sheet),
}


def review_pack(
    workspace: Workspace,
    edition: str,
    *,
    role: str = "",
    minutes: int = 0,
    reviewer: str = "",
    format: str = "html",
    to: Path | None = None,
    today: datetime.date,
) -> PackReport:
    """Write the pack into ``build/reviews/``, or where ``to`` says (a file, or a folder that is
    there). ``minutes``: cut it to what a reviewer can read in that time. Raises ProblemsFound."""
    problems = Problems()
    if reviewer:
        found = problems.attempt(reader, workspace, reviewer, role)
        role = found[1].value if found else role
    material = problems.attempt(material_of, workspace, edition, today)
    problems.stop_if_any()
    assert material is not None
    made = today.isoformat()
    pack = make_pack(material, made=made, reviewer=reviewer, role=role, minutes=minutes)
    ending, render = FORMATS[format]
    name = "-".join(filter(None, (pack.edition, reviewer, role))) + ending
    path = _written(workspace, to, name, format, render(pack))
    return PackReport(pack, shown(path), path.stat().st_size, format)


def back_pack(
    workspace: Workspace,
    edition: str,
    *,
    by: str = "",
    format: str = "html",
    to: Path | None = None,
    today: datetime.date,
) -> OtherPackReport:
    """The same for somebody who translates back (``by``: a key of ``people.yaml``): the edition's
    words alone. Raises ProblemsFound, also where there is nothing to translate back."""
    people = read_people(workspace)
    if by and by not in people:
        raise ProblemsFound([unknown_person(by, people, (BACK_TRANSLATION, *Role))])
    material = material_of(workspace, edition, today)
    pack = make_back_pack(material, made=today.isoformat(), by=by)
    if not pack.asked:
        said = f"{pack.edition} has no finished translation that could be translated back"
        hint = "translate first; an edition in the guide's own language needs none"
        raise ProblemsFound([error("use-nothing-said", Position(edition), said, hint)])
    ending, render = BACK_FORMATS[format]
    name = "-".join(filter(None, (pack.edition, "back-translation", by))) + ending
    path = _written(workspace, to, name, format, render(pack))
    size = path.stat().st_size
    return OtherPackReport(
        "back-translation", pack.edition, shown(path), size, format, pack.hash, pack.asked
    )


def readers_pack(
    workspace: Workspace,
    edition: str,
    *,
    format: str = "html",
    to: Path | None = None,
    today: datetime.date,
) -> OtherPackReport:
    """The same for readers (``sheet``) and whoever counts how they get on (``html``). Raises
    ProblemsFound, also where no chapter has questions."""
    made = Maker(workspace, today).make(workspace.read_edition(edition))
    pack = make_readers_pack(made, made=today.isoformat())
    if not pack.chapters:
        said = "no chapter has questions for its readers"
        hint = 'write them into the front matter of a chapter:  questions: ["When do you call?"]'
        raise ProblemsFound([error("use-nothing-said", Position(edition), said, hint)])
    ending, render = READERS_FORMATS[format]
    path = _written(workspace, to, f"{pack.edition}-readers{ending}", format, render(pack))
    passages = sum(len(one.passages) for one in pack.chapters)
    questions = sum(len(one.questions) for one in pack.chapters)
    size = path.stat().st_size
    counts = (passages, questions, untranslated_questions(made))
    return OtherPackReport(
        *("readers", pack.edition, shown(path), size, format, pack.hash, *counts)
    )


def _written(workspace: Workspace, to: Path | None, name: str, format: str, page: bytes) -> Path:
    path = _target(workspace, to, name)
    if stops := list(_in_the_way(workspace, path, format)):
        raise ProblemsFound(stops)
    write_files({path: page})
    return path


def _in_the_way(workspace: Workspace, path: Path, format: str) -> Iterator[Diagnostic]:
    """A pack may not land among what it is made from, through a link, over a file of something
    else, or over a sheet in which somebody has written."""
    wrong = not_here(workspace.root, path, what="the pack", option="--to")
    if stops := [*wrong, *other_kind(path, *_ENDINGS.get(format, (".html", ".htm")))]:
        yield from stops
        return
    if path.is_file() and not _is_spare(path, format):
        yield error(
            "use-in-the-way",
            Position(shown(path)),
            "another file of this name is there, or answers that somebody has written into it",
            "take the answers in with: adaptkit review apply; then move it away, or name another "
            "one with --to",
        )


def _is_spare(path: Path, format: str) -> bool:
    """Whether what is there is an earlier pack in which nobody has written."""
    if format != "xlsx":
        return is_ours(path, OURS)
    content = path.read_bytes()
    try:
        answers, _ = parse_review_table(content, path.name, "2000-01-01", all_words())
    except ProblemsFound:
        return False
    return not answers["answers"]


def _target(workspace: Workspace, to: Path | None, name: str) -> Path:
    if to is None:
        return (workspace.root / "build" / "reviews" / name).absolute()
    if to.is_dir():
        return (to / name).absolute()
    return named_as(to, Path(name).suffix).absolute()
