"""How an edition was adapted, on pages and in Markdown: anybody's words, which never act."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown_it
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.editions.record import record
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.edition import Adaptation, Edition
from adaptkit.model.frame import Because, ProcessStep
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.writers.markdown.record import record_file
from tests.strangers import STRINGS, acting
from tests.writers.builders import edition, finished, write

AR = Locale("ar", "", "LB")
TODAY = "2026-11-22"


def adapted(text: str, *, locale: Locale = AR, more: int = 0) -> Edition:
    """An edition in which ``text`` stands wherever somebody may have written something."""
    because = Because(decided_by=(text,), tried_with=(text,), on="2026-11-02")
    made = [
        Adaptation(
            "LB", f"a{n}", "replace", "x", text, "", "one.md", told="Replaced", because=because
        )
        for n in range(more + 1)
    ]
    other = replace(made[0], operation="b", reason="", because=Because(), told="Added")
    one = edition(
        finished("# One\n\n## Two {#two}\n\nText.\n"),
        locale=locale,
        adaptations=(*made, other),
        today=TODAY,
    )
    step = ProcessStep("expert_review", (text,), "2026-11-03", (text,), 3, {"": text})
    return replace(one, spec=replace(one.spec, overlays=("LB",), process=(step,)))


def markdown(text: str) -> str:
    found = record_file(adapted(text), ())
    assert found is not None
    return found[1]


class _Read(HTMLParser):
    """The words of the reasons, and every tag within the part about the record."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.reasons: list[str] = []
        self.tags: set[str] = set()
        self._inside = False
        part = page[page.index('<h3 id="adapted"') :]
        self.feed(part[: part.index("</section>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if ("class", "reason") in attrs:
            self._inside = True
            self.reasons.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.reasons[-1] += data


OWN_TAGS = {"h3", "dl", "div", "dt", "dd", "ul", "li", "a", "bdi", "br", "time", "span"}
OWN_TAGS |= {"details", "summary"}
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=40,
).filter(lambda text: any(map(str.isalnum, text)))


@settings(max_examples=60)
@given(WORDS)
@example("<script>alert(1)</script>")
@example("[a](javascript:b) &amp; {{x}} *b* _c_ `d` | # e")
def test_whatever_somebody_writes_is_shown_as_it_is_written(text: str) -> None:
    found = _Read(write(adapted(text))["index.html"].decode())
    assert " ".join(text.split()) in [" ".join(one.split()) for one in found.reasons]
    assert found.tags <= OWN_TAGS
    written = markdown(text)
    tokens = markdown_it.MarkdownIt("commonmark").parse(written)
    inline = [piece for token in tokens for piece in token.children or ()]
    kinds = {piece.type for piece in inline}
    allowed = {"text", "text_special", "strong_open", "strong_close", "softbreak", "hardbreak"}
    assert kinds <= allowed | {"link_open", "link_close"}
    links = {piece.attrs["href"] for piece in inline if piece.type == "link_open"}
    assert links == {"one.md"}
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= {
        *("heading", "paragraph", "inline", "bullet_list", "list_item", "blockquote"),
    }
    shown = " ".join("".join(piece.content for piece in inline).split())
    assert " ".join(text.split()) in shown


def test_no_string_acts() -> None:
    for text in STRINGS:
        assert acting(markdown(text).replace("\\<", "&lt;")) == [], text


def test_the_same_reason_stands_once_however_often_it_was_given() -> None:
    page = write(adapted("One reason", more=4))["index.html"].decode()
    assert page.count(">One reason</span>") == 1
    lines = {
        fact.label.text: [plain_text(line) for line in fact.lines]
        for fact in record(adapted("One reason", locale=Locale("en"), more=4))
    }
    counts, chapters = lines["Changed for this edition"]
    assert counts == "Replaced\u00a05 · Added\u00a01"
    assert chapters == "One\u00a06"


def test_nothing_is_told_that_nobody_has_said() -> None:
    one = adapted("x", locale=Locale("en"))
    plain = replace(
        one,
        adaptations=tuple(replace(a, because=Because()) for a in one.adaptations),
        spec=replace(one.spec, process=(ProcessStep("sign_off", ("Ana",)),)),
    )
    labels = [fact.label.text for fact in record(plain)]
    assert labels == ["Adapted from", "Adapted for", "Changed for this edition"]
    assert record(replace(plain, spec=replace(plain.spec, overlays=()))) == ()


@pytest.mark.parametrize(("on", "told"), [("2026-11-22", True), ("2026-11-23", False)])
def test_what_is_still_to_come_is_not_told(on: str, told: bool) -> None:
    one = adapted("x", locale=Locale("en"))
    step = ProcessStep("sign_off", ("Ana",), on)
    found = record(replace(one, spec=replace(one.spec, process=(step,))))
    assert ("Stated by the publisher" in [fact.label.text for fact in found]) is told
