"""Merging: the situations of ``cases/merge.md``, and the laws for anything at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues._entry_facts import confirmed_note
from adaptkit.catalogues.identity import identify
from adaptkit.catalogues.merge import merge, new_catalogue
from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.proof import proven_po
from adaptkit.model.catalogue import Adopted, Catalogue, Entry, EntryState, Match, MatchKind
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.sameness import nfc
from tests.cases import Case, dotted, each

from .builders import (
    ES,
    catalogue,
    entry,
    first_template,
    po_bytes,
    settled,
    template,
    template_of,
    unit,
)

CASES = dotted(Path(__file__).parent / "cases" / "merge.md", "before", "after", "expected")
FILLED = settings(max_examples=150)


def shown(found: Entry) -> str:
    parts = [found.state.value, found.msgid, found.msgstr]
    if found.previous_msgid:
        parts.append(f"was: {found.previous_msgid}")
    confirmed = confirmed_note(found.previous_msgid, found)
    parts += ["confirmed" if line == confirmed else f"#. {line}" for line in found.extracted[1:]]
    parts += [f"# {found.comment}"] if found.comment else []
    return " | ".join(parts)


def translated(base: Catalogue, lines: list[str]) -> Catalogue:
    """The catalogue in which each line ``source = words`` (or ``~`` for fuzzy) is translated."""
    done = []
    for made, line in zip(base.live, lines, strict=True):
        _, mark, words = re.fullmatch(r"(.*?)(?: ([=~]) (.*))?", line).groups()  # type: ignore[union-attr]
        state = {None: "untranslated", "=": "translated", "~": "fuzzy"}[mark]
        flags = ("fuzzy",) if mark == "~" else ()
        done.append(replace(made, msgstr=words or "", state=EntryState(state), flags=flags))
    return Catalogue(ES, "guide", tuple(done))


@each(CASES)
def test_case(case: Case) -> None:
    before = case.parts["before"].splitlines()
    old = first_template([unit(re.split(r" [=~] ", line)[0]) for line in before])
    words = translated(old, before)
    current, changes = old, None
    for step in case.parts["after"].split("\n--\n"):
        units = [unit(line) for line in step.splitlines()]
        identity = identify(units, current, lambda words=words: [words])
        current = template_of(settled(units, identity), current)
        words, changes = merge(current, words, identity.matches)
    assert changes is not None
    counts = ", ".join(f"{name} {len(ids)}" for name, ids in changes.units.items())
    result = [shown(e) for e in words.entries] + [f"changes: {counts}".rstrip()]
    ids = {e.unit_id: e.msgid for e in (*old.entries, *words.entries)}
    result = [re.sub(r"ch\.[0-9a-f]{4}", lambda m: f"<{ids[m[0]][:12]}>", line) for line in result]
    assert result == case.parts["expected"].splitlines()
    assert merge(current, words)[0] == words


# Without matches: catalogues that lag, or come from elsewhere ------------------------------


def test_a_catalogue_that_lags_is_caught_up_by_id() -> None:
    merged, changes = merge(
        template(("a", "New words here")), catalogue(entry("a", "Old", "Viejo"))
    )
    assert shown(merged.entries[0]) == "fuzzy | New words here | Viejo | was: Old"
    assert changes.units == {"edited": ("a",)}


def test_the_oldest_previous_text_is_kept() -> None:
    first, _ = merge(template(("a", "Two two")), catalogue(entry("a", "One", "Uno")))
    second, _ = merge(template(("a", "Three three")), first)
    assert second.entries[0].previous_msgid == "One"
    back, changes = merge(template(("a", "One")), second)
    assert shown(back.entries[0]) == "translated | One | Uno"
    assert changes.units == {"returned": ("a",)}


def test_a_suggestion_never_becomes_finished_by_going_there_and_back() -> None:
    first, _ = merge(template(("a", "Two two")), catalogue(entry("a", "One", "Uno", "fuzzy")))
    back, _ = merge(template(("a", "One")), first)
    assert back.entries[0].state is EntryState.FUZZY


def test_a_renamed_id_keeps_its_translation() -> None:
    match = Match("new.id", MatchKind.EXACT, 1.0, ("old.id",))
    merged, _ = merge(
        template(("new.id", "One")), catalogue(entry("old.id", "One", "Uno")), [match]
    )
    assert merged.entries == (entry("new.id", "One", "Uno"),)
    without, _ = merge(template(("new.id", "One")), catalogue(entry("old.id", "One", "Uno")))
    assert without.entries == merged.entries


def test_words_do_not_move_to_a_twin_that_somebody_left_empty() -> None:
    """Whether it was rejected there, or stood beside another translation: it is suggested."""
    old = catalogue(entry("a", "Rest"), entry("b", "Rest", "Los demás"))
    merged, changes = merge(template(("a", "Rest")), old)
    assert [shown(e) for e in merged.entries] == [
        "fuzzy | Rest | Los demás",
        "obsolete | Rest | Los demás",
    ]
    assert "adopted" not in changes.units
    # Nor to one of two new ones: who knows which of them it was.
    lost_id = catalogue(entry("c", "Rest", "Los demás"))
    merged, _ = merge(template(("a", "Rest"), ("b", "Rest")), lost_id)
    assert not [e for e in merged.live if e.finished]


def test_a_catalogue_keyed_by_text_is_adopted() -> None:
    old = catalogue(
        entry("", "One thing", "Una cosa"),
        entry("", "A long text about a walk in the park", "Un paseo"),
        entry("", "Quite another matter", "Otra cosa", comment="mine"),
    )
    units = template(("a", "One thing"), ("b", "A long text about a run in the park"), ("c", "New"))
    merged, changes = merge(units, old)
    assert [shown(e) for e in merged.entries] == [
        "translated | One thing | Una cosa",
        "fuzzy | A long text about a run in the park | Un paseo"
        " | was: A long text about a walk in the park",
        "untranslated | New | ",
        "obsolete | Quite another matter | Otra cosa | # mine",
    ]
    assert changes.units == {"adopted": ("a", "b"), "new": ("c",)}
    assert changes.adopted == Adopted(held=3, kept=1, suggested=1, obsolete=1)
    assert merge(units, merged)[1].adopted is None


def test_an_entry_without_an_id_serves_every_unit_with_its_text() -> None:
    old = catalogue(entry("", "Yes", "Sí", comment="mine"), entry("", "No", "No", "fuzzy"))
    units = template(("a", "Yes"), ("b", "No"), ("c", "Yes"), ("d", "No"))
    merged, changes = merge(units, old)
    assert [shown(e) for e in merged.entries] == [
        "translated | Yes | Sí | # mine",
        "fuzzy | No | No",
        "translated | Yes | Sí",
        "fuzzy | No | No",
    ]
    assert changes.adopted == Adopted(held=2, kept=1, suggested=1, obsolete=0)


def test_words_adopted_twice_stay_where_they_were_adopted() -> None:
    base = template(("a", "one!"), ("b", "One"))
    once, _ = merge(base, catalogue(*[entry("", "One", "Uno")] * 2))
    assert [(e.unit_id, e.msgstr, e.state.value) for e in once.live] == [
        ("a", "Uno", "fuzzy"),
        ("b", "Uno", "translated"),
    ]
    # The first was confirmed as it is: it was not put together from words of the second.
    assert merge(base, once)[0] == once


def test_an_adopted_draft_does_not_stand_before_the_words_that_it_repeats() -> None:
    base = template(("a", "one!"), ("b", "One"))
    draft = entry("", "One", "Uno", "fuzzy", previous_msgid="One")
    once, _ = merge(base, catalogue(entry("", "One", "Uno"), draft))
    assert "Suggestion: made for a text like this one, in b." in once.entries[0].extracted
    assert merge(base, once)[0] == once


def test_an_obsolete_entry_without_an_id_comes_back_by_its_text() -> None:
    old = catalogue(entry("a", "One", "Uno"), entry("", "Two", "Dos", "obsolete"))
    merged, changes = merge(template(("a", "One"), ("b", "Two")), old)
    assert [shown(e) for e in merged.entries] == [
        "translated | One | Uno",
        "translated | Two | Dos",
    ]
    assert changes.units == {"returned": ("b",)}
    assert changes.adopted is None


def meant(text: str, unit_id: str) -> str:
    """What ``commands.update`` asks the guide: here only that both kinds of link are one."""
    return text.replace("](x.md)", "][x]") if unit_id == "a" else text


@pytest.mark.parametrize(("target", "state"), [("x.md", "translated"), ("y.md", "fuzzy")])
def test_a_text_that_is_only_spelt_otherwise_is_the_same_text(target: str, state: str) -> None:
    spelt = f"See [all of the questions]({target})"
    old = catalogue(entry("", spelt, f"Vea [todas]({target})"))
    merged, changes = merge(template(("a", "See [all of the questions][x]")), old, meaning=meant)
    [found] = merged.entries
    assert (found.state, found.msgstr) == (EntryState(state), f"Vea [todas]({target})")
    assert found.previous_msgid == ("" if state == "translated" else spelt)
    assert changes.adopted
    assert (changes.adopted.kept, changes.adopted.suggested) == (
        (1, 0) if state == "translated" else (0, 1)
    )


def test_what_is_not_like_it_is_not_adopted() -> None:
    old = catalogue(entry("", "// Rest, and then start again", "// Descanse"))
    merged, changes = merge(template(("a", "Start the day with a rest")), old)
    assert [shown(e) for e in merged.entries] == [
        "untranslated | Start the day with a rest | ",
        "obsolete | // Rest, and then start again | // Descanse",
    ]
    assert changes.adopted == Adopted(held=1, kept=0, suggested=0, obsolete=1)


def test_a_comment_beside_no_words_moves_to_the_entry_that_stays() -> None:
    old = catalogue(
        entry("a", "One", comment="Ask Ana."), entry("a", "One", "Uno", comment="Short.")
    )
    (only,) = merge(template(("a", "One")), old)[0].entries
    assert (only.msgstr, only.comment) == ("Uno", "Short.\nAsk Ana.")


def test_flags_comments_and_plurals_are_kept() -> None:
    old = entry(
        "a", "One", "Uno", flags=("no-wrap", "python-brace-format"), comment="ask Ana",
        plural=("Many", ((0, "Uno"), (1, "Muchos"))),
    )  # fmt: skip
    merged, _ = merge(template(("a", "One")), catalogue(old))
    assert merged.entries[0] == replace(old, flags=("no-wrap",))


def test_an_old_exact_translation_beats_a_newer_one_of_another_text() -> None:
    old = catalogue(entry("a", "Now", "Ahora"), entry("a", "Then", "Antes", "obsolete"))
    merged, _ = merge(template(("a", "Then")), old)
    assert [shown(e) for e in merged.entries] == [
        "translated | Then | Antes",
        "obsolete | Now | Ahora",
    ]


def joined(*old: Entry, text: str = "One and two") -> Entry:
    """What becomes of the first two of these where the guide makes one text of them."""
    match = [Match("a", MatchKind.MERGED, origins=("a", "b"))]
    return merge(template(("a", text)), catalogue(*old), match)[0].by_id()["a"]


def test_texts_that_became_one_keep_all_that_was_said_of_them() -> None:
    one, two = entry("a", "One", "Uno", comment="mine"), entry("b", "Two", "Dos")
    both = joined(one, two)
    assert shown(both) == "fuzzy | One and two | Uno Dos | was: One Two | # mine"
    assert shown(joined(replace(one, msgstr="", state=EntryState.UNTRANSLATED), two)) == (
        "fuzzy | One and two | Dos | was: Two | # mine"
    )


def test_what_joined_words_were_made_for_is_named_in_whole_or_not_at_all() -> None:
    """Else going back to the text that is named would make words finished that say more."""
    one, unknown = entry("a", "One", "Uno"), entry("b", "Two", "Dos", "fuzzy")
    assert shown(joined(one, unknown)) == "fuzzy | One and two | Uno Dos"
    known = replace(unknown, previous_msgid="Second")
    assert shown(joined(one, known)) == "fuzzy | One and two | Uno Dos | was: One Second"


def test_a_text_that_stays_as_it_is_takes_no_words_of_another() -> None:
    one, two = entry("a", "One", "Uno"), entry("b", "Two", "Dos")
    assert shown(joined(one, two, text="One")) == "translated | One | Uno"


def test_a_new_catalogue_is_whole() -> None:
    base = first_template([unit("One"), unit("Two")])
    made = new_catalogue(base, Locale.parse("pt-BR"), now="2026-05-06 07:08+0000")
    assert dict(made.header) | {"Project-Id-Version": ""} == {
        "Project-Id-Version": "",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": "2026-01-02 03:04+0000",
        "PO-Revision-Date": "2026-05-06 07:08+0000",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "pt_BR",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    assert list(dict(made.header)) == [name for name, _ in made.header]
    assert [e.state for e in made.entries] == [EntryState.UNTRANSLATED] * 2
    unheard_of = new_catalogue(base, Locale("qzz"), now="x")
    assert unheard_of.field("Plural-Forms") == "nplurals=1; plural=0;"
    given_rule = new_catalogue(base, Locale("tet"), plural_forms="nplurals=2; plural=n>1;", now="x")
    assert given_rule.field("Plural-Forms") == "nplurals=2; plural=n>1;"


def test_header_fields_of_others_stay() -> None:
    old = replace(catalogue(), header=(("X-Generator", "Poedit 3.2"), ("Language-Team", "ours")))
    merged, _ = merge(template(("a", "One")), old)
    names = [name for name, _ in merged.header]
    assert names.index("X-Generator") < names.index("Language-Team")
    assert merged.field("X-Generator") == "Poedit 3.2"
    assert merged.field("Language-Team") == "ours"


@pytest.mark.parametrize(
    ("language", "rule", "expected"),
    [
        # Right for the language, whoever wrote it.
        ("es", "nplurals=2; plural=(n != 1);", ""),
        ("es", "nplurals=2; plural=n!=1;", ""),
        ("es", "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;", ""),
        ("tr", "nplurals=1; plural=0;", ""),
        ("hi", "nplurals=1; plural=0;", ""),
        ("qzz", "nplurals=4; plural=n%4;", ""),
        # Wrong: not filled in, unreadable, of another language, or without the form it asks for.
        ("es", "", "nplurals=2; plural=(n != 1);"),
        ("es", "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=(n != 1);"),
        ("es", "nplurals=2; plural=(n != 1", "nplurals=2; plural=(n != 1);"),
        ("es", "nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);"),
        ("es", "nplurals=2; plural=n;", "nplurals=2; plural=(n != 1);"),
        ("es", "nplurals=2; plural=1/n;", "nplurals=2; plural=(n != 1);"),
        ("cy", "nplurals=1; plural=0;",
         "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 :(n==6) ? 4 : 5;"),
        ("ar", "nplurals=2; plural=(n != 1);",
         "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
         "n%100>=11 ? 4 : 5;"),
    ],
)  # fmt: skip
def test_a_plural_rule_stays_unless_it_is_wrong(language: str, rule: str, expected: str) -> None:
    old = Catalogue(Locale(language), "guide", (), (("Plural-Forms", rule),))
    assert merge(template(("a", "One")), old)[0].field("Plural-Forms") == (expected or rule)


def test_a_plural_rule_in_use_stays_and_one_given_by_hand_wins() -> None:
    def rule(before: str, by_hand: str, *entries: Entry) -> str:
        old = replace(catalogue(*entries), header=(("Plural-Forms", before),))
        merged = merge(template(("a", "One")), old, plural_forms=by_hand)[0]
        return merged.field("Plural-Forms")

    one, two, own = "nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);", "nplurals=2; plural=0;"
    plural = entry("a", "One", "Uno", plural=("Many", ((0, "Uno"),)))
    assert rule(two, own) == own
    assert rule(one, own) == own
    assert rule(one, "", plural) == one
    assert rule(one, own, plural) == one
    assert rule("nothing", own, plural) == own
    assert rule("nothing", "", plural) == two


# Laws ------------------------------------------------------------------------------------

IDS = st.sampled_from(["", "a", "b", "c", "d"])
TEXTS = st.sampled_from(
    ["One", "one!", "Two", "The first long text about a walk", "The second long text about a walk",
     "The first long text about a walk The second long text about a walk", "e\u0301",
     "\u00e9", "x\ny"]
)  # fmt: skip
WORDS = st.sampled_from(["", "Uno", "Dos", "Tres"])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    words = draw(WORDS)
    states = ["translated", "fuzzy", "obsolete"] if words else ["untranslated", "obsolete"]
    state = draw(st.sampled_from(states))
    fuzzy = state == "fuzzy" or (state == "obsolete" and bool(words) and draw(st.booleans()))
    plural = draw(st.sampled_from([None, None, None, ("Many", ((0, words), (1, "Muchos")))]))
    if plural and not words:
        plural = None
    return Entry(
        draw(IDS), draw(TEXTS), words, EntryState(state), ("fuzzy",) if fuzzy else (),
        draw(st.sampled_from(["", "", "note"])), plural=plural,
        previous_msgid=draw(st.sampled_from(["", "One", "Gone"])) if fuzzy else "",
    )  # fmt: skip


def told_apart(found: list[Entry]) -> list[Entry]:
    """With words and comments of its own in each, so that none can stand for another's."""
    return [
        replace(
            e,
            msgstr=f"{e.msgstr} {n}" if e.msgstr else "",
            comment=f"{e.comment} {n}" if e.comment else "",
            plural=(e.plural[0], ((0, f"{e.msgstr} {n}"), (1, f"Muchos {n}")))
            if e.plural
            else None,
        )
        for n, e in enumerate(found)
    ]


LISTED = st.lists(entries(), max_size=8)
CATALOGUES = (LISTED | LISTED.map(told_apart)).map(lambda found: catalogue(*found))
TEMPLATES = st.dictionaries(IDS.filter(bool), TEXTS, max_size=4).map(
    lambda found: template(*found.items())
)
MATCHES = st.lists(
    st.builds(
        Match, IDS.filter(bool), st.sampled_from(MatchKind), st.just(0.5),
        st.lists(IDS.filter(bool), max_size=3, unique=True).map(tuple),
    ),
    max_size=4, unique_by=lambda m: m.unit_id,
)  # fmt: skip


def words_of(found: Catalogue) -> set[str]:
    said = set()
    for e in found.entries:
        said |= {e.msgstr, *(text for _, text in (e.plural[1] if e.plural else ()))}
    return said - {""}


def assert_nothing_lost(before: Catalogue, after: Catalogue) -> None:
    everything = "\0".join(words_of(after))
    assert all(words in everything for words in words_of(before))


@FILLED
@given(TEMPLATES, CATALOGUES, MATCHES)
def test_merging_again_changes_nothing_and_nothing_is_lost(
    base: Catalogue, words: Catalogue, matches: list[Match]
) -> None:
    once, told = merge(base, words, matches)
    twice, changes = merge(base, once)
    assert twice == once
    assert not changes.units.get("suggested")
    assert not changes.adopted
    if told.adopted:
        held = [e for e in words.entries if not e.unit_id and (e.msgstr or e.plural)]
        assert told.adopted.held == len(held)
        assert told.adopted.held == (
            told.adopted.kept + told.adopted.suggested + told.adopted.obsolete
        )
    assert not changes.units.get("removed")
    assert_nothing_lost(words, once)
    comments = {e.comment for e in words.entries} - {""}
    assert all(any(c in e.comment for e in once.entries) for c in comments)
    assert [(e.unit_id, e.msgid) for e in once.live] == [(e.unit_id, e.msgid) for e in base.entries]
    for e in once.live:
        assert (e.state is EntryState.FUZZY) == ("fuzzy" in e.flags)
        if e.state is EntryState.TRANSLATED:
            # Somebody has made these words for this text, and called them finished for it or for
            # one that has come and gone since.
            assert any(
                old.msgstr == e.msgstr and nfc(e.msgid) in (nfc(old.msgid), nfc(old.previous_msgid))
                for old in words.entries
            )


SENTENCES = st.sampled_from(
    [f"{who} {does} {what} {when}" for who in ("Ana", "Your team", "A nurse")
     for does in ("writes down", "asks about") for what in ("the medicines", "your sleep and rest")
     for when in ("every day", "once a week or so")] + ["Yes", "No", "Rest", "Test"]
)  # fmt: skip
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "add", "remove", "move", "split", "join", "restore", "punctuate"]),
        st.integers(0, 50), st.integers(0, 50), SENTENCES,
    ),
    max_size=4,
)  # fmt: skip


def changed(
    texts: list[str], original: list[str], steps: list[tuple[str, int, int, str]]
) -> list[str]:
    texts = list(texts)
    for name, i, j, sentence in steps:
        i = i % len(texts) if texts else 0
        if name == "add" or not texts:
            texts.insert(i, sentence)
        elif name == "edit":
            texts[i] = f"{texts[i]} {sentence}"
        elif name == "remove":
            texts.pop(i)
        elif name == "move":
            texts.insert(j % len(texts), texts.pop(i))
        elif name == "split" and " " in texts[i]:
            parts = texts[i].split(" ")
            texts[i : i + 1] = [
                " ".join(parts[: len(parts) // 2]),
                " ".join(parts[len(parts) // 2 :]),
            ]
        elif name == "join" and i + 1 < len(texts):
            texts[i : i + 2] = [f"{texts[i]} {texts[i + 1]}"]
        elif name == "restore":
            texts.insert(i, original[j % len(original)])
        elif name == "punctuate":
            texts[i] += "!"
    return texts


@settings(max_examples=120)
@given(st.lists(SENTENCES, min_size=1, max_size=8), st.lists(OPERATIONS, min_size=1, max_size=4))
def test_no_words_are_lost_whatever_happens_to_the_guide(
    original: list[str], updates: list[list[tuple[str, int, int, str]]]
) -> None:
    current = first_template([unit(text) for text in original])
    words = replace(
        new_catalogue(current, ES, now="x"),
        entries=tuple(
            replace(e, msgstr=f"<{n}>", state=EntryState.TRANSLATED)
            for n, e in enumerate(current.entries)
        ),
    )
    texts = original
    for steps in updates:
        texts = changed(texts, original, steps)
        units = [unit(text) for text in texts]
        identity = identify(units, current, lambda words=words: [words])
        assert len(set(identity.ids)) == len(units)
        current = template_of(settled(units, identity), current)
        before = words
        words, _ = merge(current, words, identity.matches)
        assert_nothing_lost(before, words)
        assert merge(current, words)[0] == words
        for e in words.live:
            # Only words that were made for a text are finished for it.
            assert (
                e.state is not EntryState.TRANSLATED or original.count(e.msgid) or " " in e.msgstr
            )
        content = proven_po(words, "es/guide.po", None)
        again = parse_po(content, path="", locale=ES, domain="guide")
        assert po_bytes(again) == content


def test_words_of_an_id_that_is_in_use_are_not_taken() -> None:
    """They are shown to be looked at, and kept for their own text, which may come back."""
    old = catalogue(entry("a", "One", "Uno"), entry("a", "Two", "Dos"))
    merged, _ = merge(template(("a", "One"), ("b", "Two")), old)
    assert [shown(e) for e in merged.entries] == [
        "translated | One | Uno",
        "fuzzy | Two | Dos",
        "obsolete | Two | Dos",
    ]


def test_the_words_of_a_unit_that_is_there_do_not_move_to_a_renamed_one() -> None:
    match = Match("b", MatchKind.EDITED, 0.9, ("a",))
    old = catalogue(entry("a", "One two three", "Uno dos tres"))
    units = template(("b", "One two three four"), ("a", "One two three"))
    merged, _ = merge(units, old, [match])
    assert merged.by_id()["a"] == old.entries[0]
    assert merged.by_id()["b"].state is not EntryState.TRANSLATED


def test_an_obsolete_entry_is_kept_once_with_each_of_its_words() -> None:
    gone = entry("x", "Gone", "Ido", "obsolete")
    other = entry("x", "Gone", "Perdido", "obsolete")
    merged, _ = merge(template(("a", "One")), catalogue(gone, gone, other))
    kept = [e.msgstr for e in merged.entries if not e.live]
    assert sorted(kept) == ["Ido", "Perdido"]


@pytest.mark.parametrize("unit_id", ["a", ""])
def test_what_is_said_already_is_not_kept_a_second_time(unit_id: str) -> None:
    again = entry(unit_id, "One", "Uno", "obsolete")
    old = catalogue(entry("a", "One", "Uno"), again)
    assert merge(template(("a", "One")), old)[0].entries == old.entries[:1]
    mine = catalogue(old.entries[0], replace(again, comment="mine"))
    kept = merge(template(("a", "One")), mine)[0].entries
    assert [e.comment for e in kept if e.comment] == ["mine"]


def test_a_text_that_is_still_there_is_not_joined_to_another() -> None:
    match = Match("a", MatchKind.MERGED, 0.9, ("a", "b"))
    old = catalogue(entry("a", "One.", "Uno."), entry("b", "Two.", "Dos."))
    merged, _ = merge(template(("a", "One. Two."), ("b", "Two.")), old, [match])
    assert merged.by_id()["a"].msgstr == "Uno."
    assert merged.by_id()["b"] == old.entries[1]
