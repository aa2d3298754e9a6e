"""The template: what a translator reads above each text."""

from __future__ import annotations

import pytest

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.catalogues.template import KIND_LABELS, is_brace_format, kind_of, make_template
from adaptkit.model.document import BlockKind
from adaptkit.records import replace

from .builders import NOW, template_of, unit


def test_an_entry_says_all_that_a_translator_must_know() -> None:
    made = unit(
        "A list. Call {helpline}.", kind=BlockKind.LIST_ITEM, id="evaluation.bring.7c1e",
        heading_path=("Your evaluation", "What to bring"), place=(2, 6),
        notes=("Keep {helpline} as it is.",), placeholders=("helpline",),
    )  # fmt: skip
    text = render_po(template_of([made]))
    assert text.split("\n\n", 1)[1] == (
        "#. List item · Your evaluation > What to bring · 2 of 6\n"
        "#. Keep {helpline} as it is.\n"
        "#: source_guide/ch.md\n"
        "#, python-brace-format\n"
        'msgctxt "evaluation.bring.7c1e"\n'
        'msgid "A list. Call {helpline}."\n'
        'msgstr ""\n'
    )
    assert text.startswith('#, fuzzy\nmsgid ""\nmsgstr ""\n"Project-Id-Version: Guide 1\\n"\n')


def test_kinds_can_be_read_back() -> None:
    assert len(set(KIND_LABELS.values())) == len(BlockKind)
    for kind in BlockKind:
        made = template_of([unit("x", kind=kind, id="a")])
        again = parse_po(render_po(made).encode(), path="g.pot", locale=None, domain="guide")
        assert kind_of(again.entries[0]) is kind


@pytest.mark.parametrize(
    ("msgid", "placeholders", "expected"),
    [
        ("Call {helpline}.", ("helpline",), True),
        ("Call {helpline} or {other}.", ("helpline",), False),
        ("No braces", (), False),
        ("Call {helpline} and {", ("helpline",), False),
        ("Call {helpline!r}", ("helpline",), False),
        ("Call {helpline:>3}", ("helpline",), False),
        ("{{literal}} {helpline}", ("helpline",), True),
        ("A {term.fatigue}", ("term.fatigue",), False),
        ("{} {helpline}", ("helpline",), False),
    ],
)
def test_brace_format(msgid: str, placeholders: tuple[str, ...], expected: bool) -> None:
    assert is_brace_format(msgid, placeholders) is expected


def test_the_creation_date_is_that_of_the_first_template() -> None:
    """Else two branches conflict in it, and an edit that is undone leaves another file."""
    first = template_of([unit("One", id="a"), unit("Two", id="b")])
    later = "2027-01-01 00:00+0000"

    def again(*texts: tuple[str, str]) -> str:
        units = [unit(text, id=i, notes=("new note",)) for i, text in texts]
        made = make_template(
            units, previous=first, domain="guide", title="G", version="2", now=later
        )
        return made.field("POT-Creation-Date")

    assert again(("b", "Two"), ("a", "One")) == NOW
    assert again(("a", "One"), ("b", "Two!")) == NOW
    assert again(("a", "One")) == NOW


def test_the_template_has_no_words_of_its_own() -> None:
    made = template_of([replace(unit("One"), id="a")])
    assert made.locale is None
    assert not made.entries[0].msgstr
