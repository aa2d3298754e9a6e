"""``adaptkit review sign`` and ``object``: somebody has read passages and says what they think."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from adaptkit.loading.reviews import ledger_files
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.layout import review_path
from adaptkit.model.review import Review, Role, Verdict, text_hash
from adaptkit.model.signing import Passage, Person
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.signing import choose, reader, spoilt
from adaptkit.records import Record, replace
from adaptkit.reports.signed import Signed, SignedReport
from adaptkit.workspace import Workspace


class Said(Record, frozen=True):
    """``units``, ``sections`` and ``chapters`` of an edition, who has read them (a key of
    ``people.yaml``), as what, and what they say."""

    by: str
    role: str = ""
    verdict: Verdict = Verdict.APPROVED
    why: str = ""
    units: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()


def plan_review(
    workspace: Workspace, edition: str, said: Said, *, today: datetime.date
) -> SignedReport:
    """What would be written, with all that the reader is asked to have read. Raises ProblemsFound
    for what has no finished words or harms a reader, for who may not sign, and without a reason
    where one is needed."""
    if not (said.units or said.sections or said.chapters):
        raise ProblemsFound([_nothing()])
    if said.verdict is Verdict.OBJECTION and not any(map(str.isalpha, said.why)):
        raise ProblemsFound([_no_reason()])
    person, role = reader(workspace, said.by, said.role)
    (made,) = Maker(workspace, today).make_all([edition])
    chosen = choose(made, said.units, said.sections, said.chapters)
    _check_languages(person, chosen.passages)
    if said.verdict is Verdict.APPROVED and (wrong := tuple(spoilt(made, chosen.passages))):
        raise ProblemsFound(wrong)
    known = made.reviews
    found = []
    for passage in chosen.passages:
        review = _review(passage, person, role, said, today)
        standing = known.of(passage.locale, passage.domain, passage.unit)
        found.append(Signed(passage, review, is_known=any(_same(review, one) for one in standing)))
    return SignedReport(made.spec.name, tuple(found), chosen.left)


def carry_out(workspace: Workspace, report: SignedReport) -> SignedReport:
    """Write it. Raises ProblemsFound where a line of the ledger cannot be read, or somebody has
    saved it meanwhile."""
    new: dict[tuple[str, str], list[Review]] = {}
    for one in report.passages:
        if not one.is_known:
            new.setdefault((one.passage.locale, one.passage.domain), []).append(one.review)
    files = ledger_files(workspace, new)
    if files:
        workspace.write(files)
    return replace(report, done=True, files=tuple(review_path(*key) for key in sorted(new)))


def _review(
    passage: Passage, person: Person, role: Role, said: Said, today: datetime.date
) -> Review:
    return Review(
        unit=passage.unit,
        source=text_hash(passage.source),
        target=text_hash(passage.words),
        by=person.key,
        role=role,
        on=today.isoformat(),
        verdict=said.verdict,
        note=said.why.strip(),
        place=passage.place,
    )


def _same(one: Review, other: Review) -> bool:
    """Whether this has been said before: then its day stays."""
    return replace(one, on="", position=Position("")) == replace(
        other, on="", position=Position("")
    )


def _check_languages(person: Person, passages: Sequence[Passage]) -> None:
    spoken = {one.spoken for one in passages if one.spoken}
    wrong = sorted(
        locale
        for locale in spoken
        if not any(person.may_sign(role, locale) for role in person.roles)
    )
    if wrong:
        said = f"{person.key} reads {', '.join(person.languages)}, and this is {', '.join(wrong)}"
        hint = "ask somebody else, or write that language into their languages:"
        raise ProblemsFound([error("use-role", person.position, said, hint)])


def _nothing() -> Diagnostic:
    message = "no passage is named"
    return error(
        "use-nothing-said", Position("UNIT"), message, "name one, a --section or --chapter"
    )


def _no_reason() -> Diagnostic:
    message = "an objection without a reason helps nobody"
    return error("use-nothing-said", Position("--why"), message, "write what is wrong with it")
