"""A question stays one, a warning too, and a sentence has its end."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.model.diagnostic import Diagnostic, info, warning
from adaptkit.model.document import BlockKind

_BEHIND = "\"'”’»›)）]*_~」』】》` \t\n\u00a0\u200e\u200f\u2069"
_KINDS = {
    **dict.fromkeys(".。．।۔。᙮።។", "full stop"),
    **dict.fromkeys("?？؟;՞", "question mark"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys("…", "full stop"),
}
# An em-dash stands for a colon in some languages; Thai and Lao end a sentence with nothing.
_WITHOUT = frozenset({"th", "lo", "my", "km", "bo"})
_NO_QUESTION_MARK = frozenset({"ja", "th", "lo", "zh", "ko"})
_QUOTES = "\"'”’»›」』"


@closer_check("end_marks")
def end_marks(passage: Passage) -> Iterator[Diagnostic]:
    """A question that is none any more is a warning; another end is information."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return
    before, after = _end(passage.source), _end(passage.translation)
    if before == after or passage.locale.language in _WITHOUT:
        return
    language = passage.locale.language
    question = "question mark"
    if question in (before, after) and not (after == "" and language in _NO_QUESTION_MARK):
        # A question that is asked on the way: "…? Ask." is cut another way.
        if _questions(passage.source) == _questions(passage.translation):
            return
        what = f"ends with {_named(after)} where the source ends with {_named(before)}"
        # What somebody asks may also be told without a question.
        how = info if passage.source.rstrip()[-1:] in _QUOTES else warning
        yield told(passage, "end-mark-differs", what, "end it as the source does", how)
    else:
        what = f"ends with {_named(after)} where the source ends with {_named(before)}"
        yield told(passage, "end-mark-differs", what, "end it as the source does, if it fits", info)


def _end(text: str) -> str:
    text = text.rstrip()
    if text.endswith("`"):
        return ""  # what stands in code ends no sentence
    text = text.rstrip(_BEHIND)
    return _KINDS.get(text[-1:], "")


def _questions(text: str) -> int:
    return sum(text.count(mark) for mark in "?？؟")


def _named(mark: str) -> str:
    if not mark:
        return "no mark"
    return f"{'an' if mark[0] in 'aeiou' else 'a'} {mark}"
