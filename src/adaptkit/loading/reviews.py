"""The ledger: what people have said of passages, read for an edition and written back whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adaptkit.model.diagnostic import Diagnostic, Position, did_you_mean, warning
from adaptkit.model.layout import (
    GUIDE,
    PEOPLE,
    REVIEW_SUFFIX,
    REVIEWS,
    in_ledger,
    readers_path,
    review_path,
)
from adaptkit.model.locale import Locale
from adaptkit.model.review import Review, format_reviews, parse_reviews, with_reviews
from adaptkit.model.signing import Person, Reviews
from adaptkit.model.tried import Session, format_sessions, parse_sessions, with_sessions
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.declared import misnamed

New = Mapping[tuple[str, str], Sequence[Review]]
"""What is to be written, by (POSIX locale, domain)."""


def read_people(workspace: Workspace) -> Mapping[str, Person]:
    """Raises ProblemsFound."""

    def read() -> Mapping[str, Person]:
        from adaptkit.model.diagnostic import ProblemsFound
        from adaptkit.settings.reviews import parse_people

        if wrong := tuple(misnamed(workspace.root, REVIEWS, [PEOPLE.rpartition("/")[2]])):
            raise ProblemsFound(wrong)
        if not workspace.exists(PEOPLE):
            return {}
        return parse_people(workspace.read_text(PEOPLE), path=PEOPLE)

    return workspace.once("people", read)


def read_reviews(workspace: Workspace, chain: Sequence[Locale], overlays: Sequence[str]) -> Reviews:
    """What bears on an edition whose catalogues are asked in the order of ``chain``. Of an overlay
    all languages are read: it may say things in several. Raises ProblemsFound with everything that
    cannot be read."""
    problems = Problems()
    people = problems.attempt(read_people, workspace)
    said = {}
    for locale, domain in ledgers(workspace):
        if domain in overlays or (domain == GUIDE and locale in {one.posix for one in chain}):
            found = problems.attempt(read_ledger, workspace, locale, domain)
            if found:
                said[locale, domain] = _by_unit(found)
    problems.stop_if_any()
    return Reviews(said, people or {})


def read_ledger(workspace: Workspace, locale: str, domain: str) -> tuple[Review, ...]:
    """All records of one file; none where there is no such file. Raises ProblemsFound."""
    path = review_path(locale, domain)

    def read() -> tuple[Review, ...]:
        return parse_reviews(workspace.read_text(path), path) if workspace.exists(path) else ()

    return workspace.once(f"ledger {path}", read)


def ledger_files(workspace: Workspace, new: New) -> dict[str, bytes]:
    """The files with these records in them. Raises ProblemsFound where a line of one cannot be
    read, or somebody has saved it meanwhile: it would be lost."""
    problems = Problems()
    files: dict[str, bytes] = {}
    for (locale, domain), records in new.items():
        path = review_path(locale, domain)
        old = problems.attempt(read_ledger, workspace, locale, domain)
        if old is not None:
            files[path] = format_reviews(with_reviews(old, records)).encode("utf-8")
    problems.stop_if_any()
    return files


def ledgers_without(
    workspace: Workspace, domain: str, gone: Callable[[str], bool]
) -> dict[str, bytes]:
    """The files of a domain, in all languages, that hold something of units that are ``gone``:
    without it. Raises ProblemsFound where a line of one cannot be read."""
    problems = Problems()
    files: dict[str, bytes] = {}
    for locale, of in ledgers(workspace):
        found = problems.attempt(read_ledger, workspace, locale, of) if of == domain else None
        left = [one for one in found or () if not gone(one.unit)]
        if found is not None and len(left) < len(found):
            files[review_path(locale, of)] = format_reviews(left).encode("utf-8")
    problems.stop_if_any()
    return files


def _by_unit(found: Iterable[Review]) -> dict[str, tuple[Review, ...]]:
    out: dict[str, list[Review]] = {}
    for one in found:
        out.setdefault(one.unit, []).append(one)
    return {unit: tuple(said) for unit, said in out.items()}


def ledgers(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """POSIX locale and domain of every file of the ledger."""
    for name in workspace.files_below(REVIEWS):
        found = in_ledger(f"{REVIEWS}/{name}")
        if found:
            yield found


def read_sessions(workspace: Workspace, edition: str) -> tuple[Session, ...]:
    """How readers got on with an edition. Raises ProblemsFound."""
    path = readers_path(edition)
    if not workspace.exists(path):
        return ()
    return parse_sessions(workspace.read_text(path), path)


def sessions_file(workspace: Workspace, edition: str, new: Sequence[Session]) -> dict[str, bytes]:
    """The file with these in it; nothing where they stand there already. Raises ProblemsFound
    where a line of it cannot be read: it would be lost."""
    old = read_sessions(workspace, edition)
    now = format_sessions(with_sessions(old, new))
    return {} if now == format_sessions(old) else {readers_path(edition): now.encode("utf-8")}


def unread_ledgers(workspace: Workspace) -> Iterator[Diagnostic]:
    """Files that look like a part of the ledger, and that nobody would read."""
    domains = (GUIDE, *workspace.overlay_names)
    languages = (one.posix for one in workspace.languages)
    tried = set(map(readers_path, (*workspace.edition_names(), *languages)))
    for name in workspace.files_below(REVIEWS):
        path = f"{REVIEWS}/{name}"
        if not name.casefold().endswith(REVIEW_SUFFIX):
            continue
        found = in_ledger(path)
        if path in tried:
            continue
        if found is None:
            hint = f"its place is {REVIEWS}/LANGUAGE/CATALOGUE{REVIEW_SUFFIX}"
            hint += f", such as {review_path('es_MX', GUIDE)}"
        elif found[1] not in domains:
            hint = did_you_mean(found[1], domains) or "delete it, or give the overlay its name back"
        else:
            continue
        yield warning(
            "review-not-read",
            Position(path),
            "nobody reads this file, so that what it says counts for nothing",
            hint,
        )
