"""Answers that were given to another edition than the one that their file names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adaptkit.model.answers import Answered, Answers
from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.pack import PackUnit
from adaptkit.model.review import text_hash
from adaptkit.workspace import Workspace

_ASK = (
    "somebody has changed the file, or it was put together from two: take it in as it was saved, "
    "under the edition of the pack that was read"
)


def to_other_words(
    workspace: Workspace,
    spec: EditionSpec,
    answers: Sequence[Answers],
    units: Mapping[str, PackUnit],
) -> list[Diagnostic]:
    """Whoever answered saw words that only a catalogue of another language holds: whatever the file
    says, it is of an edition in that language, and nothing of it belongs here. Words that stand
    nowhere any more are those of an earlier day. Raises ProblemsFound."""
    odd = [
        (file, one) for file in answers for one in file.answered if _unseen(one, units[one.unit])
    ]
    if not odd:
        return []
    others = dict(_words_elsewhere(workspace, spec, {one.unit for _, one in odd}))
    found: dict[str, Diagnostic] = {}
    for file, one in odd:
        locale = others.get((one.unit, one.target))
        if locale is not None:
            said = f"the file says {file.edition}, and {one.unit} was read in {locale.posix}"
            found.setdefault(file.path, error("review-answers-foreign", one.position, said, _ASK))
    return [*found.values()]


def _unseen(one: Answered, unit: PackUnit) -> bool:
    return one.target not in (unit.words_hash, unit.source_hash, text_hash(unit.source))


def _words_elsewhere(
    workspace: Workspace, spec: EditionSpec, asked: set[str]
) -> Iterator[tuple[tuple[str, str], Locale]]:
    """Words of these units in other languages, by unit and hash. The variants of one language say
    much in the same words, and a word that is the same in two languages says nothing."""
    own = {one.language for one in spec.chain}
    for locale in workspace.languages:
        if locale.language in own:
            continue
        for domain in ("guide", *spec.overlays):
            catalogue = workspace.read_catalogue(locale, domain)
            for entry in catalogue.entries if catalogue else ():
                words = entry.msgstr
                if entry.unit_id in asked and words.strip() and words != entry.msgid:
                    yield (entry.unit_id, text_hash(words)), locale
