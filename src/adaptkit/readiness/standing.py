"""What a build says of an edition beside its pages, for builds of other editions.

Whoever builds one edition alone keeps the others in the menu and in the index: what they said of
themselves when they were built stands in their folders. Nothing there is trusted beyond that; what
cannot be read is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import BuiltFile, Sibling
from adaptkit.readiness.words import interface_of
from adaptkit.workspace import Workspace

ABOUT = "edition.json"
_MOST = 4_000_000


def about(sibling: Sibling) -> bytes:
    """What ``edition.json`` says of an edition that was made."""
    said = {
        "edition": sibling.name,
        "title": sibling.title,
        "percent": sibling.percent,
        "original": sibling.original,
        "draft": sibling.draft,
        "chapters": list(sibling.chapters),
        "formats": [
            {"format": file.format, "label": file.label, "path": file.path, "size": file.size}
            for file in sibling.built
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def is_about(content: bytes) -> bool:
    """Whether ``about`` has made it: a release's file has the same name."""
    try:
        return _is_whole(json.loads(content))
    except (ValueError, RecursionError):
        return False


def standing(folder: Path, names: Iterable[str]) -> Mapping[str, Any]:
    """What those of these editions that stand in ``folder`` say of themselves."""
    found = {}
    for name in names:
        with suppress(OSError, ValueError, RecursionError):
            file = folder / name / ABOUT
            # No pipe or device that somebody has put there is opened, and nothing without end.
            if not file.is_file() or file.stat().st_size > _MOST:
                continue
            said = json.loads(file.read_text("utf-8"))
            if _is_whole(said) and said["edition"] == name:
                found[name] = said
    return found


def neighbours(workspace: Workspace, found: Mapping[str, Any]) -> tuple[Sibling, ...]:
    """The same as the menu and the index need it; without those whose file is damaged now."""
    out = []
    for name, said in found.items():
        with suppress(ProblemsFound):
            spec = workspace.read_edition(name)
            words, language = interface_of(workspace, spec)
            built = tuple(
                BuiltFile(one["format"], one["label"], one["path"], one["size"])
                for one in said["formats"]
            )
            out.append(
                Sibling(
                    name=spec.name,
                    locale=spec.locale,
                    label=spec.label,
                    direction=spec.text_direction,
                    title=said["title"],
                    percent=said["percent"],
                    formats=tuple(file.format for file in built),
                    chapters=tuple(said["chapters"]),
                    original=said["original"],
                    draft=said["draft"],
                    words=words,
                    words_language=language,
                    built=built,
                )
            )
    return tuple(out)


def _is_whole(said: Any) -> bool:
    return (
        _has(said, {"edition": str, "title": str, "percent": int, "original": bool, "draft": bool})
        and _all(said.get("chapters"), lambda one: isinstance(one, str) and _is_inside(one))
        and bool(said.get("formats"))
        and _all(said["formats"], _is_file)
    )


def _is_file(said: Any) -> bool:
    kinds = {"format": str, "label": str, "path": str, "size": int}
    return _has(said, kinds) and _is_inside(said["path"])


def _has(said: Any, kinds: Mapping[str, type]) -> bool:
    return isinstance(said, dict) and all(isinstance(said.get(k), t) for k, t in kinds.items())


def _all(said: Any, judge: Callable[[Any], bool]) -> bool:
    return isinstance(said, list) and all(map(judge, said))


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path
