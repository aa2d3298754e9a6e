"""``theme.yaml`` → what an organisation's look is: a logo with its words, and a few colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound
from adaptkit.model.theme import Palette
from adaptkit.records import Record, field
from adaptkit.settings import values as shared
from adaptkit.settings.theme_colours import (
    ROLES,
    Fault,
    dark_faults,
    dark_palette,
    light_faults,
    light_palette,
)
from adaptkit.texts.colours import parse_colour
from adaptkit.yaml_text import Fields, Reader

LOGO_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
"""What pages, books, PDF and Word all can show, and stands still."""
LONGEST_WORDS = 200
"""Characters of what is said for a logo: it is heard in one go."""


class ThemeFile(Record, frozen=True):
    """``logo``: a file's name beside it, ``""`` where there is none; ``words``: what stands for it,
    by BCP 47 tag (``""``: in the overlay's language); ``chosen``: the colours as they are written.
    """

    logo: str
    logo_at: Position
    words: Mapping[str, str] = field(default_factory=dict)
    light: Palette = Palette()
    dark: Palette = Palette()
    chosen: Mapping[str, str] = field(default_factory=dict)


def parse_theme(text: str, *, path: str) -> ThemeFile:
    """Raises ``ProblemsFound``. Whatever is accepted can be read: see ``theme_colours``."""
    file, problems = understood(text, path)
    if file is None or problems:
        raise ProblemsFound(problems)
    return file


def understood(text: str, path: str) -> tuple[ThemeFile | None, tuple[Diagnostic, ...]]:
    """What the file says, and all that is wrong in it: then nothing of it is used, but the files
    that it names can be looked at. None where it is no YAML."""
    reader = Reader(text, path)
    top = reader.top()
    logo = _logo(top)
    words = _words(top, needed="logo" in top.keys)
    light, dark, chosen = _colours(top)
    try:
        reader.finish()
    except ProblemsFound as found:
        if reader.unreadable:
            return None, found.diagnostics
        problems = found.diagnostics
    else:
        problems = ()
    return ThemeFile(logo, top.value_at("logo"), words, light, dark, chosen), problems


def _logo(top: Fields) -> str:
    written = top.text("logo")
    name = shared.file_name(top.reader, written, top.value_at("logo"))
    if name and not name.lower().endswith(LOGO_ENDINGS):
        top.reader.error(
            "theme-logo",
            top.value_at("logo"),
            f'"{name}" cannot be a logo',
            "save it as SVG, PNG or JPEG, and name that file",
        )
    return name


def _words(top: Fields, *, needed: bool) -> dict[str, str]:
    places: dict[str, Position] = {}
    found = shared.by_language(top.get("logo_alt", required=needed), "logo_alt", places)
    for tag, words in found.items():
        where = places.get(f"logo_alt.{tag}", top.value_at("logo_alt"))
        if not words.strip():
            top.reader.error(
                "missing-value",
                where,
                "nothing is said for those who do not see the logo",
                'write what it shows, such as "Logo of the society"',
            )
        elif len(words) > LONGEST_WORDS:
            top.reader.error(
                "theme-logo",
                where,
                f"this has {len(words)} characters, and is heard in one go",
                f"say what the logo shows in at most {LONGEST_WORDS}",
            )
    return found


def _colours(top: Fields) -> tuple[Palette, Palette, dict[str, str]]:
    by_day = top.fields("colours")
    if by_day is None:
        return Palette(), Palette(), {}
    light = _given(by_day)
    in_the_dark = by_day.fields("dark")
    dark = _given(in_the_dark) if in_the_dark is not None else {}
    _tell(by_day, light_faults(light))
    if in_the_dark is not None:
        _tell(in_the_dark, dark_faults(dark, light))
    chosen = light | {f"dark.{role}": colour for role, colour in dark.items()}
    return light_palette(light), dark_palette(dark, light), chosen


def _given(fields: Fields) -> dict[str, str]:
    found = {}
    for role in ROLES:
        text = fields.text(role)
        if text and not (colour := parse_colour(text)):
            fields.reader.error(
                "theme-colour",
                fields.value_at(role),
                f'"{text}" is not a colour',
                'write # and six digits in quotes, such as "#0a5561"',
            )
        elif text:
            found[role] = colour
    return found


def _tell(fields: Fields, faults: Iterable[Fault]) -> None:
    for fault in faults:
        hint = "change the other colour first: with it, no shade of this one can be read"
        if fault.instead:
            hint = f'the nearest colour that can be read everywhere is "{fault.instead}"'
        where = fields.value_at(fault.role)
        fields.reader.error("theme-contrast", where, fault.message, hint)
