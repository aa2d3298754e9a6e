"""What a finding means for a release, and which names are near."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.codes import CODES
from adaptkit.model.diagnostic import Position, Severity, as_blocker, error, near_names, warning
from adaptkit.model.document import GuideSettings
from adaptkit.model.edition import Edition, EditionSpec, Publisher
from adaptkit.model.locale import Locale
from adaptkit.readiness.blockers import blockers
from adaptkit.records import replace

WHERE = Position("source_guide/01.md", 3)
STOPPING = {
    "base-lost",
    "base-not-noted",
    "consent-expired",
    "consent-not-yet-given",
    "contact-overdue",
    "core-left-out",
    "core-changed",
    "decided-in-future",
    "directory-empty",
    "edition-empty",
    "edition-overdue",
    "file-not-for-readers",
    "format-unavailable",
    "front-matter-not-read",
    "glyph-missing",
    "html-acting",
    "heading-skipped",
    "image-missing",
    "image-remote",
    "link-dangling",
    "link-unsafe",
    "number-not-known",
    "number-of-a-part",
    "review-objection",
    "section-empty",
    "story-without-consent",
    "telephone-doubtful",
    "text-hidden",
    "theme-words",
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_warning_stops_a_release_where_the_table_says_so(code: str) -> None:
    found = warning(code, WHERE, "m")
    assert found.stops_release is (code in STOPPING)
    assert replace(found, severity=Severity.INFO).stops_release is (code in STOPPING)
    assert error(code, WHERE, "m").stops_release


def test_a_code_of_somebody_else() -> None:
    assert not warning("made-up", WHERE, "m").stops_release
    assert error("made-up", WHERE, "m").stops_release


def test_blockers_hold_what_stops_a_release_and_no_other_warning() -> None:
    found = (warning("link-dangling", WHERE, "m"), warning("overlay-unused", WHERE, "m"))
    spec = EditionSpec("en", Locale("en"), publisher=Publisher("P"))
    edition = Edition(spec, GuideSettings(), "", (), diagnostics=found)
    assert list(blockers(edition)) == [as_blocker(found[0])]


LETTERS = st.text("abcdefgh.-", min_size=1, max_size=12)


@given(LETTERS, st.lists(LETTERS, min_size=40, max_size=80, unique=True))
def test_of_very_many_names_the_nearest_are_as_near_as_difflib_finds(
    name: str, names: list[str]
) -> None:
    """Only some of them are compared as people do it; none that is nearer is left out."""
    found = near_names(name, names)
    known = [one for one in names if one != name]
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.55)
    if nearest:
        ratio = difflib.SequenceMatcher(None, found[0], name).ratio()
        assert ratio >= difflib.SequenceMatcher(None, nearest[0], name).ratio() - 0.12


def test_the_nearest_of_a_thousand_is_found() -> None:
    names = [f"chapter-{number}.costs" for number in range(1000)]
    names[500] = "rehabilitation.insurance"
    assert near_names("rehabilitation.insurence", names)[0] == "rehabilitation.insurance"
    assert near_names("Rehabilitation.INSURANCE", names)[0] == "rehabilitation.insurance"
