"""A finished edition as files: one module (or package) per format, found by its name.

A format says of itself what others must know of it, and is listed nowhere else. Its ``write`` takes
an edition and gives paths under ``<edition>/<format>/`` with their bytes. It looks nothing up,
touches no disk, and gives the same bytes for the same edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.edition import BuiltFile, Edition, EditionSpec, Sibling
from adaptkit.model.programs import NoPrograms, Programs
from adaptkit.records import Record
from adaptkit.registry import Registry

NO_PROGRAMS: Programs = NoPrograms()


class Others(Record, frozen=True):
    """What else is built: ``siblings`` are the editions of this build that pages lead to, the one
    being written too; ``files`` are the single files that hold this edition in other formats.
    ``more``: there are other editions, and the page of all editions leads to them. ``programs``:
    those of the machine, for formats that need one."""

    siblings: tuple[Sibling, ...] = ()
    files: tuple[BuiltFile, ...] = ()
    more: bool = False
    programs: Programs = NO_PROGRAMS


ALONE = Others()
"""Nothing else is built."""

Write: TypeAlias = Callable[[Edition, Others], Mapping[str, bytes]]
"""Relative path → content. Raises ProblemsFound where the edition cannot be written so."""

Written: TypeAlias = Callable[[str], bytes]
Rewrite: TypeAlias = Callable[[Edition, Edition, Written], Mapping[str, bytes] | None]
"""``rewrite(before, after, written)``: what is other than before in files that are there already.

Both editions hold the chapters whose words have changed, and of all others only names; nothing that
one chapter shows of another is different. ``written`` reads a file of the format's folder as it was
written. None where the whole edition has to be written.
"""


class Link(Record, frozen=True):
    """``target`` as it stands on ``page``, a path in the format's folder."""

    page: str
    target: str


class Followed(Record, frozen=True):
    """The links that lead nowhere; and those into other folders of the build, by the path seen
    from the format's own folder, each with one place where it stands."""

    dead: tuple[Link, ...] = ()
    across: Mapping[str, Link] = {}


class Format(Record, frozen=True):
    """What readers can get.

    ``label``: what readers see: a name that all languages share ("PDF"), or, where ``is_word``, an
    interface word. ``suffix``: of the one file that holds a whole edition, beside which its
    pictures may stand; ``""`` where it takes a folder of files. ``default``: written where neither
    the edition nor the command line names formats. ``needs_others``: it shows what else there is,
    so it is written last. ``shows_notices``: it reads ``chapter.shown`` and all of ``telling``,
    which nobody has to make where no format does. ``rewrite`` saves writing all of it for a few
    words. ``follow`` follows every link in the files that were written. ``judge`` says what of an
    edition this format cannot show: warnings, some of which stop a release. ``lacking``
    says why this machine cannot write an edition in this format, which needs a program.
    """

    name: str
    label: str
    write: Write
    suffix: str = ""
    is_word: bool = False
    default: bool = False
    needs_others: bool = False
    shows_notices: bool = True
    rewrite: Rewrite | None = None
    follow: Callable[[Mapping[str, bytes]], Followed] | None = None
    judge: Callable[[Edition], Iterable[Diagnostic]] | None = None
    lacking: Callable[[EditionSpec, Format, Programs], Diagnostic | None] | None = None


def file_of(edition: Edition, suffix: str, which: str = "") -> str:
    """What the one file of a format is called: ``es_MX.epub``, ``es_MX-large-print.pdf``.

    By the edition, since whoever saves three of them has three files in one folder. ``suffix`` is
    the format's; ``which`` tells two formats apart that share it.
    """
    return f"{edition.spec.name}{which}{suffix}"


FORMATS: Registry[Callable[[], Format]] = Registry("adaptkit.writers")


def formats() -> dict[str, Format]:
    """Every format by its name."""
    return {name: FORMATS[name]() for name in FORMATS}


def is_word(file: BuiltFile) -> bool:
    """Whether the label of what was built is an interface word."""
    known = FORMATS.get(file.format)
    return known is not None and known().is_word


def default_formats() -> tuple[str, ...]:
    return tuple(one.name for one in formats().values() if one.default)


def in_writing_order(names: Sequence[str]) -> tuple[Format, ...]:
    """The formats of these names, those that show the others last."""
    known = formats()
    return tuple(sorted((known[name] for name in names), key=lambda one: one.needs_others))


def known_names() -> tuple[str, ...]:
    """What an edition's file may list."""
    return tuple(FORMATS)
