"""A drawing that shows an order runs as the edition's text does, and its words can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.editions.media import asset
from adaptkit.editions.svg import safe_svg
from adaptkit.editions.turned import in_direction, turned
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.writers.builders import edition, finished

SVG = "{http://www.w3.org/2000/svg}"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 0 100 50" data-runs="ltr"'
Matrix = tuple[float, float]
"""What becomes of x: times the first, plus the second."""
WIDE = 7.0
"""Of any words: their letters are not measured here."""


def moved(transform: str) -> Matrix:
    by, plus = 1.0, 0.0
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", transform):
        values = [float(one) for one in numbers.split()]
        if name == "translate":
            plus += by * values[0]
        elif name == "scale":
            by *= values[0]
        elif name == "matrix":
            assert values[1:3] == [0, 0]
            plus += by * values[4]
            by *= values[0]
    return by, plus


def shown(content: bytes) -> Iterator[tuple[str, float, float, bool]]:
    """Of every shape its tag, from where to where it is seen, and whether as in a mirror."""

    def below(
        element: ElementTree.Element, around: Matrix, anchor: str
    ) -> Iterator[tuple[str, float, float, bool]]:
        by, plus = moved(element.get("transform", ""))
        own = around[0] * by, around[0] * plus + around[1]
        anchor = re.sub(r".*text-anchor:\s*(\w+).*", r"\1", element.get("style", "")) or anchor
        anchor = element.get("text-anchor", anchor) if "style" not in element.attrib else anchor
        name = element.tag.removeprefix(SVG)
        if name in ("rect", "image", "text", "tspan") and "x" in element.attrib:
            left = float(element.get("x", "0"))
            wide = float(element.get("width", WIDE))
            if name in ("text", "tspan"):
                left -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide
            ends = sorted(own[0] * end + own[1] for end in (left, left + wide))
            yield name, round(ends[0], 6), round(ends[1], 6), own[0] < 0
        for child in element:
            yield from below(child, own, anchor)

    return below(ElementTree.fromstring(content), (1.0, 0.0), "start")


numbers = st.integers(-40, 40)
anchors = st.sampled_from(["", "start", "middle", "end"])
ways = st.sampled_from(["attribute", "style"])


@st.composite
def attributes(draw: st.DrawFn) -> str:
    anchor, way = draw(anchors), draw(ways)
    said = ""
    if anchor:
        said = (
            f' text-anchor="{anchor}"' if way == "attribute" else f' style="text-anchor:{anchor}"'
        )
    scale = draw(st.sampled_from(["", " scale(2 1)", " scale(0.5 1)"]))
    return f'{said} transform="translate({draw(numbers)} 3){scale}"'


@st.composite
def words(draw: st.DrawFn) -> str:
    line = f'<tspan x="{draw(numbers)}">two</tspan>' if draw(st.booleans()) else ""
    return f'<text x="{draw(numbers)}" y="4"{draw(attributes())}>one{line}</text>'


shapes = st.one_of(
    words(),
    numbers.map(lambda x: f'<rect x="{x}" y="1" width="9" height="2"/>'),
    numbers.map(lambda x: f'<image x="{x}" y="1" width="9" height="2"/>'),
)
groups = st.recursive(
    st.lists(shapes, max_size=4).map("".join),
    lambda inner: st.builds(lambda own, inside: f"<g{own}>{inside}</g>", attributes(), inner),
    max_leaves=4,
)


@given(groups)
def test_everything_stands_on_the_other_side_and_no_word_is_turned(inside: str) -> None:
    before = f"{HEAD}>{inside}</svg>".encode()
    after = in_direction(safe_svg(before).content, "rtl")
    wanted = [
        (name, round(120 - end, 6), round(120 - start, 6), name == "rect")
        for name, start, end, _ in shown(before)
    ]
    assert list(shown(after)) == wanted
    # Once more, and all is where it was.
    back = in_direction(after, "ltr")
    assert list(shown(back)) == list(shown(before))
    assert not safe_svg(after).left_out


def test_what_says_nothing_of_itself_stays_to_the_byte() -> None:
    for runs in ("", ' data-runs="rtl"', ' data-runs="up"'):
        content = f'<svg xmlns="http://www.w3.org/2000/svg"{runs}><path d="M0 0h9"/></svg>'.encode()
        assert in_direction(content, "rtl") == content


def test_a_tick_is_a_tick_in_every_language() -> None:
    tick = '<g data-mirror="no" transform="translate(30 5)"><rect x="-1" width="2"/></g>'
    after = in_direction(f"{HEAD}>{tick}</svg>".encode(), "rtl")
    assert list(shown(after)) == [("rect", 89.0, 91.0, False)]


def test_names_and_styles_stay_where_a_reader_looks_for_them() -> None:
    content = (
        f'{HEAD} xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><title>Steps &amp; more'
        '</title><defs><g id="a"><text x="1">A</text></g></defs><style>.a{fill:red}</style>'
        '<use xlink:href="#a"/></svg>'
    ).encode()
    assert in_direction(content, "rtl").decode().splitlines()[1] == (
        '<svg viewBox="10 0 100 50" data-runs="rtl" xml:lang="en" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<title>Steps &amp; more</title><defs><g id="a"><text x="-1" text-anchor="end" '
        'transform="scale(-1 1)">A</text></g></defs><style>.a{fill:red}</style>'
        '<g transform="matrix(-1 0 0 1 120 0)"><use xlink:href="#a" /></g></svg>'
    )


NOT_TURNED = [
    ('<text><textPath href="#a">Round</textPath></text>', "along a line"),
    ('<text style="transform: rotate(9deg)">Up</text>', "a style moves"),
    ('<text style="writing-mode:tb">Down</text>', "downwards"),
    ("<style>text { text-anchor: end }</style>", "<style>"),
    ('<image x="10%" width="9"/>', "plain numbers"),
    ('<image x="1"/>', "plain numbers"),
]


@pytest.mark.parametrize(("inside", "reason"), NOT_TURNED)
def test_what_cannot_be_turned_stays_and_is_told(inside: str, reason: str) -> None:
    content = f"{HEAD}>{inside}</svg>".encode()
    drawing = replace(asset("a.svg", content), path="source_guide/a.svg")
    made = edition(finished("# One\n"), locale=Locale.parse("ar"), assets=(drawing,))
    kept, (told,) = turned(made)
    assert kept == (drawing,)
    assert (told.code, told.position.path) == ("picture-not-turned", "source_guide/a.svg")
    assert reason in told.message
    assert turned(replace(made, spec=edition(finished("# One\n")).spec)) == ((drawing,), ())


def test_without_a_view_box_its_width_says_where_the_middle_is() -> None:
    content = b'<svg xmlns="http://www.w3.org/2000/svg" data-runs="ltr" width="40" height="9"/>'
    drawing = asset("a.svg", content)
    (after,), told = turned(
        edition(finished("# One\n"), locale=Locale.parse("he"), assets=(drawing,))
    )
    assert b"matrix(-1 0 0 1 40 0)" in after.content
    assert not told
    nowhere = asset("a.svg", content.replace(b' width="40" height="9"', b""))
    _, (told_so,) = turned(
        edition(finished("# One\n"), locale=Locale.parse("he"), assets=(nowhere,))
    )
    assert "viewBox" in told_so.message
