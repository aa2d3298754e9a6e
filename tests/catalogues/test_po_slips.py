"""A slip in one line of a PO file is one error, with what to type."""

from __future__ import annotations

import pytest

from adaptkit.catalogues.po import parse_po
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound
from adaptkit.model.locale import Locale

FILE = """\
msgid ""
msgstr ""
"Language: sw\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. Heading
msgctxt "a"
msgid "At home"
{}

#. Paragraph
#, fuzzy
msgctxt "b"
msgid "Rest."
msgstr "Pumzika."
"""


def problems(lines: str) -> tuple[Diagnostic, ...]:
    try:
        content = FILE.format(lines).encode("utf-8")
        parse_po(content, path="sw.po", locale=Locale("sw"), domain="guide")
    except ProblemsFound as found:
        return found.diagnostics
    return ()


@pytest.mark.parametrize(
    ("lines", "said", "hint"),
    [
        ("msgstr “Nyumbani”", "curly quotation marks such as “", 'msgstr "…"'),
        ("msgstr „Nyumbani“", "curly quotation marks such as „", 'msgstr "…"'),
        ("msgstr ”Nyumbani”", "curly quotation marks such as ”", 'msgstr "…"'),
        ("msgstr «Nyumbani»", "quotation marks such as «", 'msgstr "…"'),
        ("msgstr 'Nyumbani'", "quotation marks such as '", 'msgstr "…"'),
        ('msgstr "Nyumbani”', "ends with the curly quotation mark ”", 'the straight one, "'),
        ('msgstr Nyumbani"', "no quotation mark where it begins", 'msgstr "…"'),
        ('msgstr "Nyumbani', "no closing quotation mark", 'end the line with "'),
        ("msgstr Nyumbani", "has no quotation marks", 'msgstr "…"'),
        ('msgstr: "Nyumbani"', "a colon stands behind msgstr", 'msgstr "…"'),
        ('msgst "Nyumbani"', "msgst is no word of a PO file", 'msgstr "…"'),
        ('Msgstr "Nyumbani"', "Msgstr is no word of a PO file", 'msgstr "…"'),
        ('msgstr ""\n“Nyumbani”\n“sana”', "curly quotation marks such as “", '"…"'),
    ],
)
def test_one_slip_is_one_error(lines: str, said: str, hint: str) -> None:
    (found,) = problems(lines)
    assert said in found.message
    assert hint in found.hint
    assert found.code == "po-syntax"
    slip = next(n for n, line in enumerate(lines.split("\n")) if line != 'msgstr ""')
    assert found.position.line == 9 + slip


@pytest.mark.parametrize("lines", ['msgstr "“Nyumbani”"', 'msgstr "Nyumbani ‘hapa’"', "#~ x"])
def test_curly_marks_within_a_text_are_words(lines: str) -> None:
    assert [one for one in problems(lines) if "quotation" in one.message] == []


def test_two_slips_in_two_entries_are_two_errors() -> None:
    text = FILE.format("msgstr “Nyumbani”").replace('msgstr "Pumzika."', "msgstr “Pumzika.”")
    with pytest.raises(ProblemsFound) as raised:
        parse_po(text.encode("utf-8"), path="sw.po", locale=Locale("sw"), domain="guide")
    assert [one.position.line for one in raised.value.diagnostics] == [9, 15]
