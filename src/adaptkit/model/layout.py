"""Where a project's files stand. Paths are relative to the project, with ``/``."""

from __future__ import annotations

import posixpath
import re

from adaptkit.model.locale import Locale

SOURCE = "source_guide"
LOCALES = "locales"
OVERLAYS = f"{LOCALES}/overlays"
EDITIONS = f"{LOCALES}/editions"

# What people have said of passages, and who they are.
REVIEWS = "reviews"
PEOPLE = f"{REVIEWS}/people.yaml"
REVIEW_SUFFIX = ".jsonl"
READERS = f"{REVIEWS}/readers"

# What was released, one line a release; and below where a build writes, the releases themselves.
RELEASES = "releases"
HISTORY_SUFFIX = ".jsonl"

# The folders of a project's own files: nothing else that a command makes lands there.
OWN = (SOURCE, LOCALES, REVIEWS, RELEASES)

GUIDE_SETTINGS = f"{SOURCE}/guide.yaml"
TERMS = f"{SOURCE}/terms.yaml"

OVERLAY_FILE = "overlay.yaml"
DIRECTORY_FILE = "directory.yaml"
BASE_FILE = "base.yaml"
CONSENTS_FILE = "consents.yaml"
# The look of an overlay's editions: a folder with these files and a logo.
THEME = "theme"
THEME_FILE = "theme.yaml"
STYLES_FILE = "extra.css"
# Which operations have an entry in a base.yaml: it tells a new one from one that was lost.
NOTED = f"{LOCALES}/noted.txt"

# How the names of chapters end, in whatever case.
MARKDOWN = (".md", ".markdown")
# Other dialects, and what Notepad makes of a chapter.
NOT_MARKDOWN = (".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".rmd", ".qmd", ".md.txt")
# Domains: what a catalogue's file is called besides the names of overlays.
GUIDE = "guide"
INTERFACE = "interface"
# Folders of ``locales/`` that are no languages.
NOT_LANGUAGES = ("overlays", "editions")
# What may be shown on a page. All else of a project is nobody's but its makers'.
SHOWN = (f"{SOURCE}/", f"{OVERLAYS}/")

# In an edition: pictures from folders of the project that guide.yaml names.
ELSEWHERE = "_project"

_IN_OVERLAY = re.compile(rf"{OVERLAYS}/([^/]+)/(.*)", re.DOTALL)


def chapter_path(name: str) -> str:
    """``name`` is relative to the guide's folder."""
    return f"{SOURCE}/{name}"


def elsewhere(name: str) -> str:
    """What a file is called in an edition that stands above the guide's folder: ``name`` is
    relative to that and begins with ``../``. The name itself where it leads out of the project."""
    whole = posixpath.normpath(posixpath.join(SOURCE, name))
    return name if whole.startswith("../") else f"{ELSEWHERE}/{whole}"


def catalogue_path(locale: Locale, domain: str) -> str:
    return f"{LOCALES}/{locale.posix}/{domain}.po"


def template_path(domain: str) -> str:
    return f"{LOCALES}/{domain}.pot"


def edition_path(name: str) -> str:
    return f"{EDITIONS}/{name}.yaml"


def overlay_folder(name: str) -> str:
    return f"{OVERLAYS}/{name}"


def overlay_file(name: str, file: str = OVERLAY_FILE) -> str:
    """A file of an overlay's folder, ``file`` relative to that."""
    return f"{OVERLAYS}/{name}/{file}"


def review_path(locale: str, domain: str) -> str:
    """``locale``: POSIX; ``domain``: that of a catalogue."""
    return f"{REVIEWS}/{locale}/{domain}{REVIEW_SUFFIX}"


def history_path(edition: str) -> str:
    return f"{RELEASES}/{edition}{HISTORY_SUFFIX}"


def readers_path(edition: str) -> str:
    """How readers got on with an edition."""
    return f"{READERS}/{edition}{REVIEW_SUFFIX}"


def in_ledger(path: str) -> tuple[str, str] | None:
    """POSIX locale and domain of a file that holds what was said of passages."""
    parts = path.split("/")
    if len(parts) != 3 or parts[0] != REVIEWS or not parts[2].endswith(REVIEW_SUFFIX):
        return None
    try:
        known = Locale.parse(parts[1]).posix == parts[1]
    except ValueError:
        return None
    return (parts[1], parts[2].removesuffix(REVIEW_SUFFIX)) if known else None


def in_overlay(path: str) -> tuple[str, str] | None:
    """The overlay and the path below its folder, of a file that stands in one."""
    found = _IN_OVERLAY.match(path)
    return (found[1], found[2]) if found else None
