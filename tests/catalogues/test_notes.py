"""Notes of checks come and go without a trace, and touch no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.catalogues.notes import NOTE, has_notes, with_notes, without_notes
from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.catalogues.tidy import mended
from adaptkit.checks import Passage, run_checks
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.tidy import Tidied

SPANISH = Locale("es")
WORDS = st.text(st.sampled_from('ab é休,?\u202a \t{}\\"\u00a0*'), max_size=8).map(lambda t: t + "x")
LINES = st.lists(
    st.text(st.sampled_from('ab é休,?{}\\"*[]:'), min_size=1, max_size=8).map(
        lambda text: f"{NOTE}{text}z"
    ),
    max_size=2,
)
STATES = st.sampled_from(list(EntryState))


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    entries = []
    for number in range(draw(st.integers(0, 4))):
        state = draw(STATES)
        words = "" if state is EntryState.UNTRANSLATED else draw(WORDS)
        flags = ("fuzzy",) if state is EntryState.FUZZY else ()
        lines = ("Paragraph · x", *draw(st.lists(st.just("Glossary: a = b"), max_size=1)))
        entries.append(Entry(f"u.{number}", draw(WORDS), words, state, flags, extracted=lines))
    ordered = sorted(entries, key=lambda one: not one.live)
    header = (("Language", "es"), ("Content-Type", "text/plain; charset=UTF-8"))
    return Catalogue(SPANISH, "guide", tuple(ordered), header=header, path="es.po")


@given(catalogues(), st.dictionaries(st.sampled_from(["u.0", "u.1", "u.2"]), LINES))
def test_they_come_and_go_without_a_trace(
    catalogue: Catalogue, notes: dict[str, list[str]]
) -> None:
    noted = with_notes(catalogue, notes)
    assert has_notes(noted)
    assert with_notes(noted, notes) == noted
    assert without_notes(noted) == catalogue
    assert with_notes(with_notes(catalogue, {"u.0": [f"{NOTE}old"]}), notes) == noted


@given(catalogues(), st.dictionaries(st.sampled_from(["u.0", "u.1", "u.2"]), LINES))
def test_no_word_is_touched_and_all_is_read_again(
    catalogue: Catalogue, notes: dict[str, list[str]]
) -> None:
    noted = with_notes(catalogue, notes)
    text = render_po(noted)
    read = parse_po(text.encode(), path="es.po", locale=SPANISH, domain="guide")
    assert render_po(read) == text
    for before, now in zip(catalogue.entries, read.entries, strict=True):
        assert (now.unit_id, now.msgid, now.msgstr, now.state) == (
            *(before.unit_id, before.msgid, before.msgstr),
            before.state,
        )
        extra = now.extracted[len(before.extracted) :]
        assert [one.rstrip() for one in extra] == [
            one.rstrip() for one in (notes.get(before.unit_id, ()) if before.live else ())
        ]


@given(catalogues())
def test_mending_touches_finished_words_only_and_breaks_none(catalogue: Catalogue) -> None:
    now, changed = mended(catalogue, {"x"}, "")
    touched = {after.unit_id for _, after, _ in changed}
    for before, after in zip(catalogue.entries, now.entries, strict=True):
        if before.unit_id not in touched:
            assert after is before
            continue
        assert before.finished
        assert replace(after, msgstr=before.msgstr) == before
        codes = [
            {
                one.code
                for one in run_checks(
                    Passage("", entry.msgid, entry.msgstr, SPANISH, placeholders={"x"})
                )
            }
            for entry in (before, after)
        ]
        assert codes[1] <= codes[0]
    assert mended(now, {"x"}, "") == (now, ())


@pytest.mark.parametrize("words", ["x 1", "x {helplin} 10", "", "y {helpline} 10"])
def test_what_would_change_a_text_is_not_done(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the rules for signs may come to say."""
    entry = Entry("u", "Call {helpline} 10", "x {helpline}  10", EntryState.TRANSLATED)
    catalogue = Catalogue(SPANISH, "guide", (entry,), path="es.po")
    (_, after, _), *_ = mended(catalogue, {"helpline"}, "")[1]
    assert after.msgstr == "x {helpline} 10"
    monkeypatch.setattr(
        "adaptkit.catalogues.tidy.tidied", lambda *_: Tidied(words, ("double-space",))
    )
    assert mended(catalogue, {"helpline"}, "") == (catalogue, ())
