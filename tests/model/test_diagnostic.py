"""What a finding means for a release."""

from __future__ import annotations

import pytest

from adaptkit.model.codes import CODES
from adaptkit.model.diagnostic import Position, Severity, error, warning
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
    "core-left-out",
    "core-changed",
    "edition-empty",
    "file-not-for-readers",
    "front-matter-not-read",
    "html-acting",
    "image-missing",
    "image-remote",
    "link-dangling",
    "link-unsafe",
    "story-without-consent",
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
    assert list(blockers(edition)) == [found[0]]
