"""``adaptkit check --ignore``: somebody has read a finding, and the words are right as they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from adaptkit.checks import Passage
from adaptkit.checks.prose.plain import check_plain
from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.loading.reviews import ledger_files
from adaptkit.model.codes import CODES
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.layout import INTERFACE, in_overlay
from adaptkit.model.locale import Locale
from adaptkit.model.review import Review, Verdict, text_hash
from adaptkit.readiness.checked_scope import scope_of
from adaptkit.readiness.checked_texts import leaves, of_catalogue, of_native
from adaptkit.readiness.findings import Findings, findings, spoils
from adaptkit.readiness.signing import reader
from adaptkit.records import Record, field
from adaptkit.reports.checked import Found, IgnoredReport
from adaptkit.workspace import Problems, Workspace


class _Seen(Record):
    """What the passage that somebody names is like, for who names a finding that it has not.
    ``there``: (code, language) of what is found; ``ignored``: who has let the wanted one pass;
    ``finished``: whether any language has words for it that readers get."""

    units: dict[str, None] = field(default_factory=dict)
    there: dict[tuple[str, str], None] = field(default_factory=dict)
    ignored: dict[str, None] = field(default_factory=dict)
    finished: bool = False

    def look(self, passage: Passage, judged: Findings, code: str, language: str) -> None:
        self.finished = self.finished or bool(passage.translation)
        for one in judged.left:
            if one.unit == passage.unit_id:
                self.there[one.code, language] = None
        for one, review in judged.ignored:
            if (one.unit, one.code) == (passage.unit_id, code):
                self.ignored[review.by] = None


class Ignoring(Record, frozen=True):
    """``code``: of the finding; ``by``: a key of ``people.yaml``, as what they say so ``role``."""

    code: str
    unit: str
    because: str
    by: str
    role: str = ""


def ignore(
    workspace: Workspace, wanted: Sequence[str], asked: Ignoring, *, today: datetime.date
) -> IgnoredReport:
    """Write down that a finding is right as it is, in every language of ``wanted`` that has it.
    Raises ProblemsFound where there is none, where it keeps words from readers, for who may not
    say so, and without a reason."""
    if not any(map(str.isalpha, asked.because)):
        raise ProblemsFound([_no_reason()])
    person, role = reader(workspace, asked.by, asked.role)
    problems = Problems()
    new: dict[tuple[str, str], list[Review]] = {}
    done: list[Found] = []
    seen = _Seen()
    for locale, domain, passages in _texts(workspace, wanted, problems):
        seen.units |= dict.fromkeys(one.unit_id for one in passages)
        passage = next((one for one in passages if one.unit_id == asked.unit), None)
        if passage is None:
            continue
        judged = findings(workspace, locale, domain, passages)
        seen.look(passage, judged, asked.code, locale.posix)
        found = [one for one in judged.left if (one.unit, one.code) == (asked.unit, asked.code)]
        if not found:
            continue
        if asked.code in spoils(passage):
            problems.add(_cannot(found[0]))
        elif not person.may_sign(role, locale.posix):
            problems.add(_not_theirs(asked.by, locale, person.position))
        else:
            new.setdefault((locale.posix, domain), []).append(
                Review(
                    unit=asked.unit,
                    source=text_hash(passage.source),
                    target=text_hash(passage.translation),
                    by=person.key,
                    role=role,
                    on=today.isoformat(),
                    verdict=Verdict.IGNORED,
                    check=asked.code,
                    note=" ".join(asked.because.split()),
                )
            )
            done += (Found(one, locale.posix, (), asked.because, person.key) for one in found)
    if not (new or problems.found):
        problems.add(_nothing(workspace, asked, seen))
    problems.stop_if_any()
    files = ledger_files(workspace, new)
    workspace.write(files)
    return IgnoredReport(tuple(done), tuple(files))


def _texts(
    workspace: Workspace, wanted: Sequence[str], problems: Problems
) -> Iterator[tuple[Locale, str, tuple[Passage, ...]]]:
    scope = scope_of(workspace, wanted)
    for locale, domain in scope.catalogues:
        catalogue = problems.attempt(workspace.read_catalogue, locale, domain)
        if catalogue is not None and domain != INTERFACE:
            yield locale, domain, of_catalogue(workspace, catalogue)
    for name, only in scope.natives.items():
        overlay = problems.attempt(read_overlay, workspace, name)
        for locale, pairs, _ in of_native(workspace, overlay, only) if overlay else ():
            yield locale, name, pairs


def _no_reason() -> Diagnostic:
    return error(
        "use-nothing-said",
        Position("--because"),
        "it is not said why this is right as it is",
        "write the reason in a few words: whoever reads the finding later will ask",
    )


def _cannot(found: Diagnostic) -> Diagnostic:
    return error(
        "use-cannot-ignore",
        found.position,
        f"this keeps the words from readers, and nobody can let it pass: {found.message}",
        found.hint,
        unit=found.unit,
    )


def _not_theirs(key: str, locale: Locale, where: Position) -> Diagnostic:
    return error(
        "use-role",
        where,
        f"{key} may not sign what is in {locale.posix}, and so cannot say that it is right",
        "ask somebody who may, or write that language into their languages:",
    )


def _nothing(workspace: Workspace, asked: Ignoring, seen: _Seen) -> Diagnostic:
    if asked.code in (told := _of_the_source(workspace, asked.unit)):
        said = f"{asked.code} is about what the guide itself says in {asked.unit}"
        hint = "only what is found in a translation can be left; change the guide's own text"
        if in_overlay(told[asked.code]):
            said = f"{asked.code} is about a text that is no translation: {asked.unit}"
            hint = f"only what is found in a translation can be left; change {told[asked.code]}"
        return error("use-no-finding", Position(asked.unit), said, hint)
    if asked.unit not in seen.units:
        said = f'no passage is called "{asked.unit}"'
        hint = did_you_mean(asked.unit, seen.units) or "adaptkit check names them"
        return error("use-unknown-unit", Position(asked.unit), said, hint)
    said = f"{asked.unit} has no finding {asked.code}"
    if seen.ignored:
        said = f"{asked.code} of {asked.unit} is not counted any more already"
        hint = f"{', '.join(seen.ignored)} said so; there is nothing more to do"
    elif seen.there:
        hint = f"it has: {', '.join(f'{code} ({language})' for code, language in seen.there)}"
    elif not seen.finished:
        hint = "it has no finished translation, and only those are looked at"
    else:
        hint = "nothing is found in its translation, so there is nothing to leave as it is"
        if asked.code not in CODES:
            said = f'no finding is called "{asked.code}"'
            hint = f"{did_you_mean(asked.code, CODES)} {hint[0].upper()}{hint[1:]}".strip()
    return error("use-no-finding", Position(asked.unit), said, hint)


def _of_the_source(workspace: Workspace, unit: str) -> Mapping[str, str]:
    """The codes of what is told of the guide's own words in this passage, or of an overlay's; and
    in which file."""
    guide = read_guide(workspace)
    chapters = (*([guide.about] if guide.about else []), *guide.chapters)
    texts = [(one, guide.settings.source_language) for one in chapters]
    for name in workspace.overlay_names:
        overlay = Problems().attempt(read_overlay, workspace, name)
        texts += [(one, overlay.language) for one in overlay.prose.values()] if overlay else []
    return {
        found.code: block.position.path
        for text, locale in texts
        for block in leaves(text)
        if block.id == unit
        for found in check_plain(block.msgid, locale, block.position, block.id)
    }
