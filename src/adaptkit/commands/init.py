"""``adaptkit init DIR``: a small project that builds at once, or one of somebody's own chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.layout import GUIDE_SETTINGS, OWN, SOURCE
from adaptkit.reports.created import Created
from adaptkit.reports.words import typed
from adaptkit.workspace.files import write_files

# So many chapters are looked at to see what they are written for.
_LOOKED_AT = 300
# Packaging tools obey git's files where they find them, so the starter's own have other names.
_RENAMED = {"_gitattributes": ".gitattributes", "_gitignore": ".gitignore"}


def init(folder: Path, ci: str = "") -> Created:
    """Write the starter project into ``folder``. ``ci``: with what this code host does with every
    change. Raises ProblemsFound, and writes nothing, if anything of a name that it would write is
    there already."""
    starter = {**starter_files(), **_workflow(ci)}
    in_the_way = tuple(_in_the_way(folder, starter))
    if in_the_way:
        raise ProblemsFound(in_the_way)
    write_files({folder / name: content for name, content in starter.items()})
    return Created(
        files=tuple((folder / name).as_posix() for name in starter),
        next_steps=(
            *([f"cd {typed(str(folder))}"] if folder != Path() else []),
            "adaptkit build       then open build/index.html",
            "adaptkit status      what each edition still needs",
            "adaptkit add language fr      one more language",
        ),
    )


def _workflow(host: str) -> Mapping[str, bytes]:
    if not host:
        return {}
    from adaptkit import __version__
    from adaptkit.settings.workflows import HOSTS, workflow_file

    return {HOSTS[host].path: workflow_file(host, __version__)}


def init_from(folder: Path, origin: Path, ci: str = "") -> Created:
    """A project in ``folder`` with the chapters and pictures of ``origin``, as they are. ``ci`` as
    in ``init``. Raises ProblemsFound, and writes nothing, if anything is in the way, or there is no
    chapter."""
    from adaptkit.dialects import DIALECTS, Folder, guesses
    from adaptkit.settings.new_files import guide_text
    from adaptkit.workspace.elsewhere import MARKDOWN, PICTURES, contents, look

    if (origin / SOURCE).is_dir() and origin.resolve() != folder.resolve():
        said = "this is a project of adaptkit already: its translations would become chapters"
        hint = f"name its chapters: {(origin / SOURCE).as_posix()}"
        raise ProblemsFound([error("use-document", Position(origin.as_posix()), said, hint)])
    seen = look(origin, folder)
    texts = tuple(name for name in seen.names if name.lower().endswith(MARKDOWN))
    looked_at = contents(origin, texts[:_LOOKED_AT])
    likely = guesses(
        Folder(seen.names, {n: c.decode("utf-8", "replace") for n, c in looked_at.items()})
    )
    dialect, evidence = likely[0] if likely else ("", ())
    home = _home(DIALECTS[dialect].home if dialect else "", texts)
    taken = tuple(
        n for n in seen.names if n.startswith(home) and n.lower().endswith(MARKDOWN + PICTURES)
    )
    if not any(name in texts for name in taken):
        hint = "name the folder that holds the chapters, as files that end in .md"
        where = Position(origin.as_posix())
        raise ProblemsFound([error("guide-empty", where, "there is no Markdown file here", hint)])
    guide = guide_text(dialect, evidence, [name for name, _ in likely[1:]])
    files = {
        f"{SOURCE}/{name.removeprefix(home)}": content
        for name, content in contents(origin, taken).items()
    } | {GUIDE_SETTINGS: guide.encode("utf-8"), **_workflow(ci)}
    in_the_way = tuple(_in_the_way(folder, files))
    if in_the_way:
        raise ProblemsFound(in_the_way)
    write_files({folder / name: content for name, content in files.items()})
    return Created(
        files=tuple((folder / name).as_posix() for name in files),
        found=tuple(_told(origin, home, likely, taken, seen.left_out)),
        next_steps=(
            *([f"cd {typed(str(folder))}"] if folder != Path() else []),
            f"look at {GUIDE_SETTINGS}",
            "adaptkit add language es      a catalogue for translators",
            "adaptkit status      what is odd in the guide",
        ),
    )


def _home(home: str, texts: Sequence[str]) -> str:
    """The folder of the chapters, with its ``/``; nothing where all of it holds them."""
    return f"{home}/" if home and any(name.startswith(f"{home}/") for name in texts) else ""


def _told(
    origin: Path,
    home: str,
    likely: Sequence[tuple[str, Sequence[str]]],
    taken: Sequence[str],
    left_out: Sequence[str],
) -> Iterator[str]:
    from adaptkit.dialects import DIALECTS
    from adaptkit.workspace.elsewhere import MARKDOWN

    chapters = sum(1 for name in taken if name.lower().endswith(MARKDOWN))
    place = (origin / home).as_posix()
    yield f"Copied from {place}: chapters {chapters}, pictures {len(taken) - chapters}"
    if likely:
        name, evidence = likely[0]
        yield f"Written for {DIALECTS[name].title}, it seems: {'; '.join(evidence)}"
    else:
        yield "Plain Markdown: nothing in it speaks for another program"
    if len(likely) > 1:
        yield f"It could also be: {', '.join(name for name, _ in likely[1:])}"
    if left_out:
        yield f"Not copied (links, large files, other programs' folders): {', '.join(left_out[:5])}"


def starter_files() -> Mapping[str, bytes]:
    """Path in the new project → content, sorted by path."""
    found = _below(files("adaptkit").joinpath("starter"), "")
    return dict(sorted((_RENAMED.get(name, name), content) for name, content in found))


def _below(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _below(child, f"{prefix}{child.name}/")
        else:
            yield prefix + child.name, child.read_bytes()


def _in_the_way(folder: Path, starter: Iterable[str]) -> Iterator[Diagnostic]:
    """One for each name at the top of ``folder``: two guides in one folder would mix."""
    hint = "choose another folder, or move this elsewhere first"
    if folder.exists() and not folder.is_dir():
        yield error("use-in-the-way", Position(folder.as_posix()), "this is not a folder", hint)
        return
    whole = folder.resolve()
    for above in (whole, *whole.parents):
        if above.name in OWN and (above.parent / SOURCE).is_dir():
            root = above.parent.as_posix()
            said = f"the project {root} reads this folder, and would take the new one for its own"
            yield error("use-in-the-way", Position(folder.as_posix()), said, hint)
            return
    for name in sorted({path.split("/")[0] for path in starter}):
        there = folder / name
        if there.exists() or there.is_symlink():
            message = "this is in the way; adaptkit never overwrites"
            yield error("use-in-the-way", Position(there.as_posix()), message, hint)
