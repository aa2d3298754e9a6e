"""Each short way of the checks says what the long way says.

Most texts have nothing of what most checks look for. A check that is not asked about them, and a
pattern that is only tried where it may match, must not miss what would have been found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adaptkit.checks import CHECKS, CLOSER, Check, Passage, check_catalogue, letters, run_checks
from adaptkit.checks import numbers as numbers_check
from adaptkit.checks.closer import (
    counts,
    doubled,
    invisible,
    names,
    punctuation,
    spaces,
    wrong_language,
)
from adaptkit.checks.closer._pairs import Pairs
from adaptkit.checks.whole import own_letters, terms
from adaptkit.guides import glossary
from adaptkit.guides.elements import DEEPEST
from adaptkit.language_data import data_of, languages_with_data, tokens
from adaptkit.language_data.lexicon import Lexicon
from adaptkit.language_data.quantities import CHINESE_FIGURES
from adaptkit.language_data.tokens import ASCII_TOKEN, TOKEN, read
from adaptkit.language_data.words import found_in, found_in_sentences, kinds
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import Term
from adaptkit.model.locale import Locale
from adaptkit.records import Record, once, replace
from adaptkit.texts import languages, sameness, sentences
from tests.checks.test_checks import CASES, rows

LOCALES = [Locale.parse(name) for name in ("es", "ms", "ar", "zh_Hans", "ta", "fr", "fa", "en_GB")]
# What at least one check finds where it is lost or added.
PROVOKING = (
    "**a** *a* _a_ __a__ `a` ~~a~~ ** * __ _ ~~ ` [a](b) [a] (b) ](b) [a]() ![a](b) <b> "
    "<a href=b> <br> [^1] [a][b] {a} {a a} ｛a｝ a_b {a_b {a a} ｛a a｝ {#a .core .core} {#a} "
    "a\\_b Ã³ â€œ â€” ð\u009f\u0098\u0080 "
    "\x1b$B \x85 \x93 ( ) （ ） ﴾ ﴿ [ ] ［ ］ 【 】 « » ‹ › 「 」 『 』 《 》 "
    '〈 〉 “ ” „ " opci?n '
    "??? ???? \ufffd &amp;aacute; &#49; \u202d \u202e \u202a \u2066 \u2069 \u200b \u200c \u200d "
    "a\u200da \u00ad \u2060 \ufeff \ue000 \U000e0041 \x07 \u2028 \n \n\n ,, ;; .. 。。 ，， ؟؟؟ ،، "
    "؛؛ \u037e\u037e a. a, b ,c a? a! ? ! . ; : ، ؛ ؟ ¿ ¡ 。 ， ？ ！ TODO TODO: TBD TKTK "
    "FIXME XXX [TBC] [translate] lorem ipsum 911 112 119 9 ٩ ९ ² ½ ① 三 两 两周 三个 "
    "1,000 12.5 10 mg 100 مجم 2026-10-01 +1 555 123 4567 call dial tel:911 [a](tel:%39) % "
    "°C two dos dua اثنان يومان twice week semana minggu اليوم daily every day not no لا "
    "tidak 不 before antes قبل sebelum 前 after después بعد selepas 后 Monday lunes "
    "https://a.org www.b.org a@b.org baclofen aspirin باكلوفين"
).split(" ")
PLAIN = ["Rest now", "Descanse ahora", "ارتاحوا الآن", "请休息", "இப்போது"]
_WORDS = st.sampled_from([*PLAIN, *PROVOKING, "a", "Take", "Tome", "خذوا", "服用", "மி"])
TEXTS = st.one_of(st.text(max_size=40), st.lists(_WORDS, max_size=9).map(" ".join))


def told(these: Sequence[Passage]) -> list[Diagnostic]:
    of_each = [found for one in these for found in run_checks(one)]
    return [*of_each, *check_catalogue(these)]


def every_check() -> Iterator[Check]:
    for registry in (CHECKS, CLOSER):
        yield from (registry[name] for name in registry)


def as_if_all_stood_there(one: Passage) -> Passage:
    """The same passage, of which nobody may say that a check has nothing to look at."""
    asked = frozenset().union(*(check.signs for check in every_check()), CHINESE_FIGURES)
    new = replace(one)
    facts = new.__dict__
    facts["signs"] = one.signs | asked
    facts["every_sign"] = one.every_sign | asked
    facts["has_figures"] = True
    facts["pairs"] = Pairs(one.pairs)
    new.pairs.here = new.pairs.there = {
        kind for name in languages_with_data() for kind in kinds(data_of(name))
    }
    new.pairs.known = one.pairs.known
    return new


def same_if_all_are_asked(one: Passage) -> bool:
    return told([one]) == told([as_if_all_stood_there(one)])


@given(TEXTS, TEXTS, st.sampled_from(LOCALES), st.sampled_from([None, (), ("a", "a_b")]))
def test_who_is_not_asked_would_have_found_nothing(
    source: str, text: str, locale: Locale, known: tuple[str, ...] | None
) -> None:
    assert same_if_all_are_asked(Passage("x.1", source, text, locale, placeholders=known))


@pytest.mark.parametrize("piece", PROVOKING)
@pytest.mark.parametrize("locale", LOCALES[:4], ids=str)
def test_nor_where_one_thing_is_lost_or_added(piece: str, locale: Locale) -> None:
    words = PLAIN[LOCALES.index(locale) + 1 if locale.language != "ms" else 0]
    for source, text in (
        (f"{PLAIN[0]} {piece}", words),
        (PLAIN[0], f"{words} {piece}"),
        (f"{PLAIN[0]} {piece}", f"{words} {piece}"),
        (PLAIN[0], f"{words}{piece}{words}"),
        (PLAIN[0], f"{words}{piece} {words}"),
        (f"{PLAIN[0]}{piece}", words),
        (f"Call 911 {PLAIN[0]}", f"{words} {piece}"),
        (PLAIN[0], piece),
    ):
        for known in (None, ("a", "a_b")):
            one = Passage("x.1", source, text, locale, placeholders=known)
            assert same_if_all_are_asked(one), (source, text, known)


def test_nor_where_marks_stand_deep_in_each_other() -> None:
    for mark in ("[", "<b>", "*a **b "):
        deep = Passage("x.1", "Rest.", mark * (DEEPEST + 2), Locale("es"))
        assert told([deep])
        assert same_if_all_are_asked(deep), mark


def test_every_sign_that_is_looked_for_is_one_that_is_known() -> None:
    spoilt = (re.compile(f"[{letters._SIGNS}]"), letters._ESCAPED)
    unseen = [getattr(invisible, f"_{name}") for name in ("TURNING", "OPENS", "CLOSES")]
    unseen += [invisible._INVISIBLE, invisible._JOINER]
    for patterns, known in ((spoilt, letters._ANY), (unseen, invisible._ANY)):
        for sign in map(chr, (*range(0x10000), *range(0xE0000, 0xE0100))):
            if any(pattern.fullmatch(sign) for pattern in patterns):
                assert sign in known, hex(ord(sign))


def test_each_that_has_a_case_file_is_asked_about_its_cases() -> None:
    asked = 0
    for path in sorted(CASES.rglob("*.md")):
        for source, text, *_ in rows(path.read_text("utf-8")):
            asked += 1
            assert same_if_all_are_asked(Passage("x.1", source, text, Locale("es"))), (path, source)
    assert asked > 300


# What is worked out once ------------------------------------------------------------------------


class Twice(Record, frozen=True, dict=True):
    said: str
    times: list[str]

    @once
    def doubled(self) -> str:
        self.times.append(self.said)
        return self.said * 2


def test_what_is_worked_out_once_is_no_part_of_the_value() -> None:
    one, other = Twice("a", []), Twice("a", ["a"])
    assert (one.doubled, one.doubled, one.times) == ("aa", "aa", ["a"])
    assert one == other
    assert repr(one) == repr(other)
    assert replace(one, said="b").doubled == "bb"


def test_nothing_of_it_is_left_when_a_catalogue_was_looked_at() -> None:
    one = Passage("x.1", "Rest 2 days.", "Descanse 2 días.", Locale("es"))
    assert one.has_figures
    assert one.pairs.known
    assert not list(check_catalogue([one]))
    assert not one.__dict__


def test_another_translation_has_signs_of_its_own() -> None:
    one = Passage("x.1", "Rest.", "Descanse.", Locale("es"))
    assert not told([one])
    assert [found.code for found in run_checks(replace(one, translation="TODO"))] == [
        "text-unfinished"
    ]


# Patterns ---------------------------------------------------------------------------------------


def of(signs: str) -> st.SearchStrategy[str]:
    """Texts in which these signs stand close together."""
    return st.text(st.sampled_from(signs), max_size=24)


_MARKS, _WIDE, _AFTER = sentences._MARKS, sentences._WIDE, sentences._AFTER
_NEXT = r"(?=[¿¡]?[A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ])"
_TOUCHING = rf"[.?!](?<=[^\W\d_]{{3}}[.?!]){_NEXT}"
# (what is looked for in a quick way, what it stands for)
SAME = (
    (sentences._END, rf"[{_MARKS}]+{_AFTER}\s+|[{_WIDE}]+{_AFTER}\s*", "ab.!。！”) \n\u00a0"),
    (own_letters._NOT_LETTERS, r"[\d*_\[\]()#|`~>\x00]+|\s{2,}|[^\S ]", "a1٣*_)> \n\u00a0\x1c"),
    (
        spaces._NO_BLANK,
        rf"[,;،؛](?<=[^\W\d_]{{3}}[,;،؛])(?=[^\W\d_]{{2}})|{_TOUCHING}",
        "abcABÉ,;،.?¿1 ",
    ),
    (punctuation._TWO, r"[,،.;:؛。，؟]{2}", "a,.؛。 "),
)


@pytest.mark.parametrize(("quick", "plain", "signs"), SAME)
def test_a_quick_pattern_finds_the_same(quick: re.Pattern[str], plain: str, signs: str) -> None:
    @given(of(signs))
    def law(text: str) -> None:
        ours, theirs = (
            [one.span() for one in re.finditer(pattern, text)] for pattern in (quick, plain)
        )
        assert ours == theirs

    law()


# (what is tried first, what is looked for only where that is found)
FIRST = (
    (punctuation._BEHIND_BLANK.search, punctuation._BEFORE_MARK, "ab \u00a0,.;?؟\n"),
    (counts._MAY_BE_LONG.search, counts._LONG, "12 \u00a0().-–/+,a"),
    (numbers_check._MAY_NOT_BE_WORDS.search, numbers_check._NOT_WORDS, "a1](<>`{}&;@:/"),
    (numbers_check._TO_LOOK_AT.search, numbers_check._ALONE, "12.,-% a"),
    (numbers_check._TO_LOOK_AT.search, numbers_check._TELEPHONE, "12 \u00a0().-–a"),
    (tokens._may_hide, tokens.HIDDEN, "aw.](<>`{}&#;@:/ "),
    (
        lambda text: any(map(text.__contains__, sameness._MAY_BE_WHITE)),
        sameness._WHITE,
        "a \t\r\n\u00a0",
    ),
    (
        lambda text: any(map(text.__contains__, glossary._MAY_NOT_BE_TEXT)),
        glossary._NOT_TEXT,
        "a`](<>{}:/",
    ),
)


# With nothing that would not be found.
FEWEST = (
    *(f"a{blank}{mark}" for blank in " \u00a0" for mark in ",.;:?!،؛؟"),
    *("123", "(1) 2-3 4.5 6", "`a`", "](a", "](a)", "<a>", "{a}", "&a;", "&#1;", "a@b", "www.a"),
    *("https://a", "a  b", "a\tb", "a\nb", "a\rb"),
    *(sign.join("1234567"[:many]) for sign in " \u00a0().-–/" for many in (6, 7)),
)


@pytest.mark.parametrize(("may", "pattern", "signs"), FIRST)
def test_what_is_not_looked_for_is_not_there(
    may: Callable[[str], object], pattern: re.Pattern[str], signs: str
) -> None:
    for text in FEWEST:
        if pattern.search(text):
            assert may(text), text

    @given(of(signs))
    def law(text: str) -> None:
        if pattern.search(text):
            assert may(text)

    law()


def test_every_digit_of_unicode_is_one_to_the_check_of_numbers() -> None:
    for sign in map(chr, range(0x20000)):
        assert sign.isdigit() is bool(numbers_check._DIGIT.fullmatch(sign)), hex(ord(sign))


@given(of("12 "))
def test_nor_a_number_that_the_source_says_to_call(digits: str) -> None:
    text = f"Call {digits} now, or dial {digits}"
    if numbers_check._TO_CALL.search(text):
        assert numbers_check._TO_LOOK_AT.search(text)


@given(st.text(st.characters(max_codepoint=127)), of("aB'1.,_ -"))
def test_ascii_has_the_same_tokens(text: str, other: str) -> None:
    for one in (text.lower(), other.lower()):
        assert ASCII_TOKEN.findall(one) == TOKEN.findall(one)


# Words ------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.sampled_from("a b. é e\u0301 ١٢. 3 000 `c. d` {e. f} <g.> h@i.k مَ 重。 க்.".split(" ")),
        max_size=9,
    ).map(" ".join)
)
@example("a. ١٢")
@example("a. e\u0301")
@example("a `b. c` d")
def test_a_text_that_is_read_in_sentences_is_read_as_a_whole(text: str) -> None:
    whole = read(text)
    assert whole.shown == tokens.shown(text)
    assert whole.tokens == tuple(tokens._tokens(whole.shown))
    assert not whole.of_sentences or sum(whole.of_sentences) == len(whole.tokens)


def test_letters_with_their_marks_apart_are_the_same() -> None:
    assert read("Cafe\u0301 ١").shown == read("Café 1").shown


ENDS = (". ", "۔ ")


@pytest.mark.parametrize("language", languages_with_data())
def test_what_stands_in_a_sentence_is_found_in_it_alone(language: str) -> None:
    data = data_of(language)
    every = {p for named in kinds(data).values() for these in named.values() for p in these}
    words = sorted({word.replace("*", "x") for phrase in every for word in phrase.split()})
    # A phrase that goes over the end of a sentence is none.
    # Of these marks, one is no word of a text.
    cut = [
        p.replace("*", "x").replace(" ", end, 1) for p in sorted(every) if " " in p for end in ENDS
    ]
    pool = st.one_of(*(st.sampled_from(some) for some in (words, cut) if some))

    @given(st.lists(st.tuples(pool, st.sampled_from([" ", "。", *ENDS])), max_size=6))
    def law(said: list[tuple[str, str]]) -> None:
        text = "".join(map("".join, said))
        quick = found_in_sentences(text, data)
        slow = [found_in(piece, data) for piece in sentences.sentences(text)]
        assert [one.spans for one in quick] == [one.spans for one in slow]
        assert [one.text.tokens for one in quick] == [one.text.tokens for one in slow]

    law()


@given(
    st.lists(st.sampled_from("a el de no 1 . , {b. `c.` ] Tome agua. ahora".split()), max_size=30),
    st.lists(st.sampled_from("a el de no . Take water. now".split()), max_size=9),
)
@example("a b c. {a b c. d} a b c.".split(), ["a"])
def test_what_hardly_repeats_a_word_says_nothing_twice(text: list[str], source: list[str]) -> None:
    one = Passage("x.1", " ".join(source), " ".join(text), Locale("es"))
    read.cache_clear()
    short = list(doubled.doubled(one))
    for each in (one.source, one.translation):
        whole = read(each)
        if len(whole.tokens) - len(whole.different) >= 3:
            whole.__dict__["words_again"] = 99
    assert list(doubled.doubled(one)) == short
    read.cache_clear()


_LETTERS = st.text(st.sampled_from("abeiBNéÉ"), min_size=2, max_size=9)


@given(_LETTERS, st.integers(0, 9), st.sampled_from(["", "a", "b", "N"]))
def test_a_slip_begins_as_the_name_does(name: str, at: int, letter: str) -> None:
    for other in (name[:at] + letter + name[at + 1 :], name[:at] + letter + name[at:]):
        if names._one_slip(name, other):
            assert name[:2] == other[:2]


class Slow(Lexicon):
    def _goes_on(self, *_: object) -> bool:
        return True


@pytest.mark.parametrize("language", languages_with_data())
def test_a_phrase_is_found_by_its_first_two_words(language: str) -> None:
    data = data_of(language)
    phrases = [p for named in kinds(data).values() for these in named.values() for p in these]
    words = sorted({word.replace("*", "x") for phrase in phrases for word in phrase.split()})
    quick, slow = (one(kinds(data), data.reading) for one in (Lexicon, Slow))

    @given(st.lists(st.sampled_from([p.replace("*", "x") for p in phrases] + words), max_size=9))
    def law(said: list[str]) -> None:
        tokens = read(" ".join(said)).tokens
        assert quick.found(tokens) == slow.found(tokens)

    law()


@given(
    st.lists(st.text("abc", min_size=1, max_size=4), max_size=6),
    st.lists(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=2), max_size=3),
)
def test_a_term_is_there_where_each_of_its_words_begins_one(
    words: list[str], ways: list[list[str]]
) -> None:
    one = Passage("x.1", "x", " ".join(words) or "-", Locale("fr"))
    there = any(all(any(w.startswith(stem) for w in words) for stem in way) for way in ways)
    assert terms._has(one, tuple(map(tuple, ways))) is there


@given(st.lists(st.sampled_from(["team", "Teams", "tea", "TEAM-work", "tea2", "caregivers", "x"])))
def test_the_terms_of_a_text_are_those_whose_first_word_it_has(words: list[str]) -> None:
    known = glossary.Glossary({n: Term(n, n) for n in ("team", "caregiver", "tea")})
    text = " ".join(words)
    found = {term.key for term in known.terms_in(text)}
    for name in ("team", "caregiver", "tea"):
        plain = re.search(rf"(?<![\w]){name}(?:e?s)?(?!\w)", text, re.IGNORECASE)
        assert (name in found) is bool(plain)


@given(
    st.lists(
        st.sampled_from("spy Spies l'équipe d’équipes équipe (team-work teams day-care x".split())
    )
)
@example(["Spies"])
@example(["d’équipes"])
def test_the_terms_of_a_source_are_all_that_are_looked_for(words: list[str]) -> None:
    names = ("day care", "spy", "team", "équipe")
    whole = glossary.Glossary({name: Term(name, name) for name in names})
    text = " ".join(words)
    assert terms._terms_in(text, names) == tuple(term.key for term in whole.terms_in(text))


@given(TEXTS, st.sampled_from(["Latn", "Arab", "Hans", "Taml"]))
def test_foreign_letters_are_counted_only_where_there_are_many(text: str, script: str) -> None:
    foreign = len(wrong_language._others(script).findall(text))
    letters = len(wrong_language._LETTER.findall(text))
    if script in ("Hans",):
        letters += letters - foreign
    many = foreign * 2 > 12 and foreign > 0.6 * max(12, letters)
    assert wrong_language._foreign_letters(text, script) is many


@given(TEXTS, st.sampled_from(["Latn", "Arab", "Hans", "Taml"]))
def test_letters_are_counted_by_kind(text: str, script: str) -> None:
    plain = languages._NO_WORDS.sub(" ", text * 9)
    every = [sign for sign in plain if sign.isalpha()]
    own = [one for one in every if re.match(f"[{languages.SCRIPTS[script]}]", one)]
    share = languages.share_in_script(text * 9, script)
    assert share == (len(own) / len(every) if len(every) >= 40 else None)


@given(st.text(min_size=5, max_size=200))
def test_all_rows_of_three_letters_are_taken(text: str) -> None:
    threes = [text[n : n + 3] for n in range(len(text) - 2)]
    assert list(own_letters._threes(len(text))(text)) == threes
