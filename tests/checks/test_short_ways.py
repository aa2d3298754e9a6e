"""Each short way of the checks says what the long way says.

Most texts have nothing of what most checks look for. A check that is not asked about them, and a
pattern that is only tried where it may match, must not miss what would have been found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from adaptkit.checks import CHECKS, CLOSER, Check, Passage, check_catalogue, letters, run_checks
from adaptkit.checks import kept as kept_check
from adaptkit.checks import mark_up as mark_up_check
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
from adaptkit.guides.emphasis import mended
from adaptkit.guides.inlines import Context
from adaptkit.guides.plain_marks import is_closed, shape_of
from adaptkit.language_data import data_of, languages_with_data
from adaptkit.language_data.lexicon import Lexicon
from adaptkit.language_data.quantities import CHINESE_FIGURES
from adaptkit.language_data.tokens import ASCII_TOKEN, TOKEN, read
from adaptkit.language_data.words import kinds
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


# Marks that are plain to see --------------------------------------------------------------------

_MARKS_AND_WORDS = (
    "a B é 重要 مهم ² \u0bcd . , : ( ) “ ¿ { } {a_b} a_b c_d ** * _ __ ~ ` `c` `{a}` `*` [ ] ! & "
    "&amp; [a](b) [a](b_c) [`c`](b) [é*](b) ![a](b) [^1] [^x_y] [a][b] (b) \\ < <i> </i> \n **a** "
    "*a* _a_ **a.** [a](https://b.c)"
).split(" ")
_MARKED = st.lists(
    st.sampled_from([*_MARKS_AND_WORDS, *(" ", " ", "  ", "\u00a0", "*a b*")]), max_size=14
).map("".join)


@given(_MARKED)
@example("一个_格式_字符 _a_")
@example("na_me _x_")
@example("_x na_me y_")
@example("**a****b**")
@example("**a***b*")
@example("*a _b* c_")
@example("[a](javascript:b)")
@example("a_b c_d")
@example("a_b c_d *e*")
@example("a_b[^x_y]*c d*")
@example("[^1](b)")
@example("**a.**b")
@example("b**.a**")
@example("_a._b")
@example("b_.a_")
def test_the_shape_of_a_text_is_what_the_parser_finds(text: str) -> None:
    shape = shape_of(text)
    assume(shape is not None)
    assert shape is not None
    found = kept_check._of_words(text, text).kept
    said: Counter[str] = Counter()
    for (what, _), times in found.items():
        said[what] += times
    assert said["words in bold or italics"] == shape.emphasis
    assert said["a piece of code"] == shape.code
    assert said["the link"] == shape.links.total()
    assert said["the note"] == shape.notes.total()
    assert said.total() == shape.emphasis + shape.code + shape.links.total() + shape.notes.total()


@given(_MARKED, _MARKED)
@example("_a_", "一个_格式_字符")
@example("*a* b_c", "d_e *f*")
@example("[a](b) [c](d)", "[e](b) [f](b)")
def test_two_texts_of_one_shape_keep_the_same(source: str, text: str) -> None:
    assume(shape_of(text) is not None)
    if shape_of(source) == shape_of(text):
        here, there = kept_check._of_source(source), kept_check._of_words(source, text)
        assert here.kept == there.kept
        assert not kept_check._foreign(Passage("x.1", source, text, Locale("es")))
    else:
        # Whatever the source has, then.
        assume(is_closed(text))
        assert not mark_up_check._left(mended(text, source, Context({})))


def test_most_texts_with_marks_have_a_shape() -> None:
    for text in (
        "**Call {emergency_number} now.** Then *wait*.",
        "_Wait_ for {number}",
        "See [the list](list.md).",
        "*Retold from [MSIF](https://www.msif.org), 2025* [^note]",
        "在**重要**时，请打`112`。",
        "“**a**”, b & c",
    ):
        assert shape_of(text) is not None, text
    for text in ("**a", "a ** b", "![a](b)", "<b>", "\\*", "[a][b]", "[a]", "~~a~~", "a*", "``a``"):
        assert shape_of(text) is None, text


@given(st.sampled_from(["*", "**a", "[", "[a](", "`", "_a ", "a_", "!", "&", "**[a", "*a* "]))
def test_no_text_takes_long_to_be_refused(piece: str) -> None:
    shape_of(piece * 5_000)


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
    (numbers_check._TO_LOOK_AT.search, numbers_check._ALONE, "12.,-% a"),
    (numbers_check._TO_LOOK_AT.search, numbers_check._TELEPHONE, "12 \u00a0().-–a"),
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
    *("123", "1 2 3 4 5 6", "1 2 3 4 5 6 7", "(1) 2-3 4.5 6", "`a`", "](a", "<a>", "{a}"),
    *("https://a", "a  b", "a\tb", "a\nb", "a\rb"),
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
