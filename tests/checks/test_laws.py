"""Laws of all checks together, on whatever anybody may write."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adaptkit.checks import CHECKS, CLOSER, WHOLE, Passage, check_catalogue, run_checks
from adaptkit.language_data import data_for, groups, languages_with_data, units
from adaptkit.language_data.quantities import figure, numbers, quantities
from adaptkit.language_data.tokens import read
from adaptkit.language_data.words import found_in, kinds
from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.model.locale import Locale
from tests.checks.test_whole import own, passages

# Any text, and texts of what checks look for.
_PIECES = st.sampled_from(
    "no not ١٢ 10 mg 2,5 % °C ( ) « » ** ` [a](b) {a} <b> ? ؟ ، 。 … \u202e \u200b \n يومين 不 "
    "三个 இல்லை two weeks https://a.org x@y.z &amp; à é ß İ \u0301 \ud800".split(" ")
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join))
LOCALES = [Locale.parse(name) for name in ("es", "ms", "ar", "zh_Hans", "ta", "fr", "fa", "en_GB")]
# The digits of scripts, by their zero.
ZEROS = "0٠۰०০੦૦୦௦౦೦൦๐໐၀០０"
SAID = {
    "es": "Tome {} mg ahora.",
    "ar": "خذوا {} ملغ الآن.",
    "zh": "现在服用{}毫克。",
    "ta": "இப்போது {} மி.கி.",
}


def in_digits(number: int, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in str(number))


@given(TEXTS, TEXTS, st.sampled_from(LOCALES))
@example("", "\ud800", LOCALES[0])
@example("1,,2", "١٫٫2", LOCALES[2])
@example("a \u0640", "\u0640 \u064b", LOCALES[2])
def test_whatever_somebody_writes_is_looked_at(source: str, text: str, locale: Locale) -> None:
    one = Passage("x.1", source, text, locale)
    for found in check_catalogue([one, one]):
        assert found.message
        assert found.hint


@given(TEXTS, st.sampled_from(LOCALES))
def test_a_text_that_is_its_own_translation_says_the_same(text: str, locale: Locale) -> None:
    """Nothing that compares has anything to say, but that it was left as it is."""
    one = Passage("x.1", text, text, locale)
    codes = {found.code for found in check_catalogue([one])}
    of_one_text = {"left-in-source", "wording-discouraged", "invisible-character"}
    assert codes <= of_one_text | {d.code for d in run_checks(one)}


@given(
    st.sampled_from(sorted(SAID)),
    st.sampled_from(ZEROS),
    st.integers(2, 999),
    st.integers(2, 999),
)
def test_a_wrong_digit_of_any_script_is_found(
    language: str, zero: str, right: int, said: int
) -> None:
    words = SAID[language].format(in_digits(said, zero))
    one = Passage("x.1", f"Take {right} mg now.", words, Locale(language))
    codes = {d.code for d in check_catalogue([one]) if d.severity is Severity.ERROR}
    assert ("quantity-changed" in codes) is (right != said)


@given(st.sampled_from(ZEROS), st.integers(2, 10**9), st.integers(2, 10**9))
def test_so_is_a_number_that_counts_nothing(zero: str, right: int, said: int) -> None:
    one = Passage(
        "x.1", f"Page {right}: rest.", f"Sivu {in_digits(said, zero)}: lepää.", Locale("fi")
    )
    codes = {d.code for d in check_catalogue([one])}
    assert bool(codes & {"number-differs", "number-changed"}) is (right != said)


@given(st.integers(0, 10**7), st.sampled_from([",", ".", " ", "\u00a0"]))
def test_a_number_is_the_same_however_it_is_grouped(number: int, sign: str) -> None:
    grouped = f"{number:,}".replace(",", sign)
    [one] = numbers(f"x {grouped} y", None)
    assert one.value == number


@given(st.integers(0, 9999), st.integers(1, 99))
def test_so_is_one_with_a_decimal_comma(whole: int, part: int) -> None:
    assert (
        figure(f"{whole},{part:02}") == figure(f"{whole}.{part:02}") == float(f"{whole}.{part:02}")
    )


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _in_eastern_digits(text: str) -> str:
    """Among its words only: addresses and placeholders stay as they are."""
    parts = re.split(r"(\]\([^)]*\)|https?://\S+|\{[^{}]*\}|`[^`]*`|\[\^[^\]]*\])", text)
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return "".join(part if n % 2 else part.translate(digits) for n, part in enumerate(parts))


def _in_underscores(text: str) -> str:
    return re.sub(r"(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])", r"_\1_", text)


ALLOWED: dict[str, Callable[[str], str]] = {
    "letters and their marks apart": _decomposed,
    "other digits": _in_eastern_digits,
    "emphasis with underscores": _in_underscores,
}


@pytest.mark.parametrize("language", ["es", "ms", "ar", "zh_Hans"])
@pytest.mark.parametrize("how", list(ALLOWED))
def test_what_may_be_written_in_another_way_stays_silent(language: str, how: str) -> None:
    before = own(language)
    changed = [
        Passage(p.unit_id, p.source, ALLOWED[how](p.translation), p.locale, p.kind) for p in before
    ]
    quiet = [Passage(p.unit_id, p.source, p.translation, p.locale, p.kind) for p in before]
    assert told(changed) == told(quiet)


def told(these: list[Passage]) -> set[tuple[str, str]]:
    return {(d.code, d.unit) for d in check_catalogue(these)}


# What looks at the passage beside another, or at which came first.
OF_THE_ORDER = {"translated-in-two-ways"}


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_passages_changes_nothing(chance: random.Random) -> None:
    these = own("es")[:80]
    mixed = list(these)
    chance.shuffle(mixed)
    assert {one for one in told(mixed) if one[0] not in OF_THE_ORDER} == {
        one for one in told(these) if one[0] not in OF_THE_ORDER
    }


def test_the_errors_only_are_the_errors_of_all() -> None:
    rows = [["Take 10 mg. Call {a}.", "Tome 100 mg ."], ["Rest.", "Des\u202ecanse"], ["A", "a "]]
    every = [d for d in check_catalogue(passages("es", rows)) if d.stops_release]
    assert len(every) >= 3
    assert list(check_catalogue(passages("es", rows), errors_only=True)) == every


@pytest.mark.parametrize("language", ["es", "ms", "ar", "zh_Hans", "ta"])
def test_our_own_translations_have_at_most_one_in_a_hundred_that_is_told(language: str) -> None:
    these = own(language)
    found: list[Diagnostic] = list(check_catalogue(these))
    units_told = {d.unit for d in found if d.severity is not Severity.INFO}
    assert len(units_told) <= len(these) / 100
    assert not [d for d in found if d.severity is Severity.ERROR]


@pytest.mark.parametrize("language", languages_with_data())
def test_the_data_of_a_language_name_what_there_is(language: str) -> None:
    data = data_for(Locale(language))
    assert data is not None
    known = {member for group in groups().values() for member in group}
    assert set(data.opposites) <= known, set(data.opposites) - known
    assert set(data.units) <= set(units())
    for value in data.said.values():
        number, _, unit = value.partition(" ")
        assert float(number) > 0
        assert unit in units()
    for name in (*data.numbers, *data.number_words.get("soft", {})):
        assert float(name) >= 2


@pytest.mark.parametrize("language", languages_with_data())
def test_every_phrase_of_the_data_is_found_by_itself(language: str) -> None:
    """One that another of its kind hides, or that is read as no words, would be there in vain."""
    data = data_for(Locale(language))
    assert data is not None
    for kind, named in kinds(data).items():
        for name, phrases in named.items():
            for phrase in phrases:
                if "*" not in phrase:
                    spans = found_in(phrase, data).of(kind)
                    assert spans, (kind, name, phrase)
                    assert spans[0][:2] == (0, len(read(phrase).tokens)), (kind, name, phrase)


def test_no_phrase_stands_under_two_names() -> None:
    """The second of them would never be found."""
    for language in languages_with_data():
        data = data_for(Locale(language))
        assert data is not None
        for name in ("numbers", "units", "rates"):
            said = [p for phrases in getattr(data, name).values() for p in phrases]
            assert len(said) == len(set(said)), (language, name, sorted(said))


def test_units_are_converted() -> None:
    english, spanish = data_for(Locale("en")), data_for(Locale("es"))
    assert english is not None
    assert spanish is not None
    for ours, theirs, same in (
        ("25 feet", "7,6 metros", True),
        ("25 feet", "25 metros", False),
        ("104 °F", "40 °C", True),
        ("2 lb", "0,9 kg", True),
        ("half an hour", "30 minutos", True),
        ("10 mg", "10 ml", False),
    ):
        [one], [other] = quantities(ours, english), quantities(theirs, spanish)
        assert one.says(other) is same, (ours, theirs)


def test_cost_is_linear_in_the_length_of_a_text() -> None:
    """However bad the text: ten times as long may take twenty-five times as long, on a busy day."""
    for piece in (
        "no ",
        "a(",
        "١٫",
        "不",
        "**",
        "10 mg, ",
        "x" * 9,
        "? ",
        "el el ",
        "https://a.b ",
    ):
        spent = []
        for many in (300, 3000):
            one = Passage("x.1", piece * many, piece * (many - 1) + "z", Locale("es"))
            started = time.process_time()
            for registry in (CHECKS, CLOSER):
                for name in registry:
                    if name not in ("mark_up", "kept"):  # of markdown-it's own cost
                        list(registry[name].look(one))
            for name in WHOLE:
                list(WHOLE[name].look([one]))
            spent.append(time.process_time() - started)
        assert spent[1] < max(25 * spent[0], 0.5), (piece, spent)
