"""Themes: what is read and all that is wrong, in ``cases/theme``; and that whatever is accepted can
be read, by a formula of its own."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.theme import Palette
from adaptkit.settings.theme import parse_theme
from adaptkit.settings.theme_colours import DARK, LIGHT, PAIRS, ROLES
from adaptkit.settings.theme_styles import PARTS, PROPERTIES, parse_styles
from tests.cases import Case, compare, each, fenced
from tests.texts.test_colours import COLOURS, independent_contrast

CASES = fenced(Path(__file__).parent / "cases" / "theme")


def read(text: str) -> str:
    try:
        theme = parse_theme(text, path="theme.yaml")
    except ProblemsFound as found:
        return "".join(
            f"{one.position.line}:{one.position.column}: {one.message} [{one.code}]\n  {one.hint}\n"
            for one in found.diagnostics
        )
    lines = [f"logo: {theme.logo} {dict(theme.words)}"] if theme.logo else []
    return "".join(
        f"{line}\n" for line in [*lines, *said("light", theme.light), *said("dark", theme.dark)]
    )


def said(name: str, palette: Palette) -> list[str]:
    names = Palette.__struct_fields__
    return [f"{name} {one}: {colour}" for one in names if (colour := getattr(palette, one))]


def sheet(text: str) -> str:
    styles, faults = parse_styles(text, "extra.css")
    told = (f"{o.position.line}:{o.position.column}: {o.message}\n  {o.hint}\n" for o in faults)
    return styles + "".join(told)


@each(CASES)
def test_cases(case: Case) -> None:
    text = case.parts.get("theme.yaml")
    compare(case, {"read": read(text) if text is not None else sheet(case.parts["extra.css"])})


def test_the_usual_colours_are_those_of_the_pages() -> None:
    css = files("adaptkit.writers.html").joinpath("style.css").read_text("utf-8")
    roots = [dict(re.findall(r"--([\w-]+): (#\w{6});", one)) for one in css.split(":root {")[1:3]]
    names = {"card": "raised", "band": "sunken"}
    for usual, written in ((LIGHT, roots[0]), (DARK, {**roots[0], **roots[1]})):
        for name, colour in usual.items():
            if name not in ("paper", "printed_note"):
                assert written[names.get(name, name).replace("_", "-")] == colour, name


def test_every_pair_of_the_usual_colours_can_be_read() -> None:
    for colours in (LIGHT, DARK):
        assert readable(colours) > 30


# Such that many of them pass: any two colours hardly ever do.
DEEP = st.tuples(*[st.integers(0, 0x60)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))
PALE = st.tuples(*[st.integers(0xD8, 0xFF)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


def given_for(pale: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    colours = {role: PALE if role in pale else DEEP for role in ROLES}
    return st.fixed_dictionaries({}, optional=colours)


@settings(max_examples=40)
@given(given_for(("page", "card", "band", "cover_text")), given_for(("accent", "cover_text")))
@example({"accent": "#7a1f3d"}, {})
@example({}, {"card": "#1a2328", "page": "#000000"})
@example({"cover_text": "#ffffee"}, {"accent": "#ffffff"})
def test_whatever_is_accepted_can_be_read(light: dict[str, str], dark: dict[str, str]) -> None:
    try:
        theme = parse_theme(as_yaml(light, dark), path="theme.yaml")
    except ProblemsFound as found:
        told = {one.code for one in found.diagnostics}
    else:
        told = set()
        readable(LIGHT | changed(theme.light))
        readable(DARK | changed(theme.dark))
    assert told <= {"theme-contrast"}


ANY = st.dictionaries(st.sampled_from(ROLES), COLOURS, max_size=2)


@settings(max_examples=10)
@given(ANY, ANY)
@example({"accent": "#808080", "page": "#7f7f7f"}, {"card": "#808080"})
@example({"cover": "#808080", "cover_text": "#818181"}, {"cover_text": "#7f7f7f"})
def test_doing_as_the_hints_say_ends_in_something_that_can_be_read(
    light: dict[str, str], dark: dict[str, str]
) -> None:
    for _ in range(9):
        try:
            theme = parse_theme(as_yaml(light, dark), path="theme.yaml")
        except ProblemsFound as found:
            light, dark = as_told(found, light, dark)
        else:
            readable(LIGHT | changed(theme.light))
            readable(DARK | changed(theme.dark))
            return
    raise AssertionError("the hints lead nowhere")


def as_yaml(light: dict[str, str], dark: dict[str, str]) -> str:
    lines = [f'  {role}: "{colour}"\n' for role, colour in light.items()]
    lines += ["  dark:\n", *(f'    {role}: "{colour}"\n' for role, colour in dark.items())]
    return (
        "colours:\n" + "".join(lines if dark else lines[: len(light)]) if light or dark else "#\n"
    )


def as_told(
    found: ProblemsFound, light: dict[str, str], dark: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The first colour that is told becomes what its hint says, or goes where that names none."""
    one = found.diagnostics[0]
    assert one.code == "theme-contrast"
    ratio, needed = re.search(r"is (\d+\.\d\d):1, and ([34.5]+):1", one.message).groups()  # type: ignore[union-attr]
    assert float(ratio) < float(needed)
    line = as_yaml(light, dark).splitlines()[one.position.line - 1]
    role, colour = line.split(":")[0].strip(), line.split('"')[1]
    better = re.search(r'"(#\w{6})"', one.hint)
    assert not better or better[1] != colour
    given = dark if line.startswith("    ") else light
    rest = {name: value for name, value in given.items() if name != role}
    changed_ = rest | ({role: better[1]} if better else {})
    return (light, changed_) if given is dark else (changed_, dark)


def changed(palette: Palette) -> dict[str, str]:
    found = {name: getattr(palette, name) for name in Palette.__struct_fields__}
    found["cover_end"] = found["cover"]
    return {name: colour for name, colour in found.items() if colour}


def readable(colours: dict[str, str] | object) -> int:
    """How many pairs there are; each of them has the contrast that it needs."""
    assert isinstance(colours, dict)
    pairs = [pair for pair in PAIRS if pair.upon in colours]
    for pair in pairs:
        ratio = independent_contrast(colours[pair.what], colours[pair.upon])
        assert ratio >= pair.needed - 1e-9, pair
    return len(pairs)


PIECES = st.sampled_from(
    [
        *PARTS, *PROPERTIES, *"{}:;,@\\/*\"'<>()!#. \n", "/*", "*/", "url(", "\\75rl(", "@import ",
        "</style>", "javascript:", "400", "1rem", "0", "serif", '"Georgia"', "none", "expression(",
        "content", "display", "data:text/css,", "\0", "\u2028", "!important", "var(--x)", "2px",
    ]
)  # fmt: skip
_OUT = re.compile(
    r"(?:[a-z0-9. ,-]+ \{(?: [a-z-]+: (?:[a-z0-9. ,-]|\"[A-Za-z0-9 -]+\")+;)+ \}\n)*", re.ASCII
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_written_only_a_few_styles_go_out(text: str) -> None:
    styles, faults = parse_styles(text, "extra.css")
    assert not (styles and faults)
    assert _OUT.fullmatch(styles)
    assert parse_styles(styles, "extra.css") == (styles, ())
    for rule in re.findall(r"([^{}]+) \{([^}]+)\}", styles):
        assert set(rule[0].strip().split(", ")) <= set(PARTS)
        assert {one.split(":")[0].strip() for one in rule[1].split(";")[:-1]} <= set(PROPERTIES)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    styles, faults = parse_styles(text, "extra.css")
    assert styles == "" or not faults


def test_a_long_sheet_takes_no_longer() -> None:
    """Blanks that lead nowhere are looked at once."""
    styles, faults = parse_styles("h1" + " " * 19_000, "extra.css")
    assert (styles, len(faults)) == ("", 1)
    _, (fault,) = parse_styles("h1 { }" * 4_000, "extra.css")
    assert "20,000" in fault.message
