"""The text of new overlays and editions, with comments that teach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from textwrap import wrap

from adaptkit.model.document import Block, BlockKind, Guide, Variable
from adaptkit.model.frame import STEPS
from adaptkit.model.locale import Locale

_LONGEST = 88
# What new files hold as examples. Whoever leaves one as it is has not filled the file in.
EXAMPLE_NAME = "Name of the organisation"
EXAMPLE_URL = "https://www.example.org"
EXAMPLE_EMAIL = "info@example.org"
EXAMPLE_TELEPHONE = "+00 000 000"
EXAMPLE_ABOUT = "What one can ask there, in one sentence."
EXAMPLE_CHECKED_BY = "who looked"
EXAMPLE_REASON = "why"
EXAMPLE_DECIDED_BY = "who"
EXAMPLE_VALUE = "what people need here"
# A day of the calendar on which nobody has decided or checked anything.
EXAMPLE_DAY = "1900-01-01"


def overlay_text(
    name: str,
    language: Locale,
    guide: Guide,
    points: Sequence[Block],
    texts: Mapping[str, str] | None = None,
) -> str:
    """``overlay.yaml`` with every open adaptation point as an operation to uncomment: taking
    ``# `` away from its lines makes it one. ``points`` have their address as first address;
    ``texts``: by address, all that stands in a point, where that is more than its own words."""
    home = guide.settings.country
    slots = tuple(dict.fromkeys(b.info for b in guide.walk() if b.kind is BlockKind.SLOT))
    lines = [
        f"# What {name} says instead. A translation changes the language, an overlay the words.",
        "# Take away the # and the blank after it where you want something to hold.",
        f"overlay: {_quoted(name)}",
        "# The language that the texts in this folder are written in.",
        f"language: {language.posix}",
        *_variables(tuple(guide.settings.variables.values()), "" if home == name else home),
        "# What is changed. Each operation has an id of its own, says what it aims at, and why.",
        "# replace and the like name a passage or a section; `adaptkit explain` shows its way.",
        "# Also: insert_before, insert_after, prepend (all with a text under with:).",
        "operations:",
        *_points(points, texts or {}),
        *_slots(slots),
        "#",
        "# A text below stories/ needs an entry in consents.yaml, beside this file: on what ground",
        "# it is told (consent, public source, composite or fictional), for whom and until when.",
    ]
    return "\n".join(lines) + "\n"


def _variables(variables: Sequence[Variable], country: str) -> Iterator[str]:
    """``country``: whose values they are, where it is another one."""
    if not variables:
        return
    yield "# What the guide's variables stand for here. Numbers stand in quotation marks."
    if country:
        yield f"# Behind each stands what it is in {country}. A release waits until each is set"
        yield "# here, if only to the same value."
    yield "variables:"
    for variable in variables:
        said = f"{country or 'the guide'}: {variable.value}"
        note = _short(f"{said}; {variable.note}" if variable.note else said)
        yield f'#   {variable.name}: "{example_of(variable)}"   # {_one_line(note)}'


def example_of(variable: Variable) -> str:
    """Of the kind that the variable takes, and no value of any country."""
    kinds = {
        "telephone": EXAMPLE_TELEPHONE,
        "url": EXAMPLE_URL,
        "email": EXAMPLE_EMAIL,
        "date": EXAMPLE_DAY,
    }
    return kinds.get(variable.kind, EXAMPLE_VALUE)


def _points(points: Sequence[Block], texts: Mapping[str, str]) -> Iterator[str]:
    if not points:
        yield "# Nothing in the guide is marked as being about one country only."
        return
    yield "# These passages are about one country. Decide each: replace it, remove it, or keep it"
    yield "# (remove and keep have no with:). A release waits until all are decided."
    taken: set[str] = set()
    for block in points:
        country = block.mark.get("country")
        yield "#"
        yield f"#   # {block.position.path}{f', about {country}' if country else ''}:"
        yield from _comment(texts.get(block.addresses[0]) or _words(block), "#   # ")
        yield f"#   # {shape(block)}"
        yield from (f"# {line}" for line in point_lines(block, taken))


def point_lines(point: Block, taken: set[str]) -> tuple[str, ...]:
    """The operation that puts another text in place of a passage; its id goes into ``taken``. No
    release lets its reason, its author and its day pass."""
    address = point.addresses[0]
    id_ = _operation_id(address.rsplit(".", 1)[-1], taken)
    return (
        f"  - id: {id_}",
        f"    replace: {_plain(address)}",
        f"    with: blocks/{id_}.md",
        f"    {_because('substitute')}",
    )


def shape(block: Block) -> str:
    """What a text that replaces this has to look like."""
    match block.kind:
        case BlockKind.HEADING:
            own = block.mark.id or block.section.rsplit(".", 1)[-1]
            begins = f"{'#' * block.level} …{f' {{#{own}}}' if own else ''}"
            return f"This is a section: your text begins with its heading, `{begins}`."
        case BlockKind.PARAGRAPH:
            return "This is a paragraph: your text needs no heading."
        case BlockKind.LIST:
            return "This is a list: your text is the whole list."
        case BlockKind.LIST_ITEM:
            return "This is one item of a list: your text is one paragraph."
        case BlockKind.TABLE:
            return "This is a table: your text is the whole table, or what stands in its place."
        case BlockKind.TABLE_CELL | BlockKind.CAPTION | BlockKind.ALTERNATIVE | BlockKind.TERM:
            return f"This is text in a frame ({block.kind}): your text is one paragraph."
        case BlockKind.CALLOUT:
            return "This is a call-out: your text is the whole of it, its frame too."
        case _:
            return f"This is a {block.kind}: your text stands in place of all of it."


def _slots(slots: Sequence[str]) -> Iterator[str]:
    if not slots:
        return
    yield "#"
    yield "# Slots are places that the guide leaves open for you. `with: directory` shows the"
    yield "# contacts of directory.yaml."
    taken: set[str] = set()
    for slot in slots:
        id_ = _operation_id(f"in-{slot}", taken)
        # A person's story needs a record of consent, which is asked for below stories/.
        folder = "stories" if "stor" in slot else "blocks"
        prose = "directory" if "support" in slot or "network" in slot else f"{folder}/{id_}.md"
        yield "#"
        yield f"#   - id: {id_}"
        yield f"#     append: {{slot: {_plain(slot)}}}"
        yield f"#     with: {prose}"
        yield f"#     {_because('addition')}"


def _because(nature: str) -> str:
    by = f'reason: "{EXAMPLE_REASON}", decided_by: ["{EXAMPLE_DECIDED_BY}"]'
    return f"because: {{nature: {nature}, {by}, on: {EXAMPLE_DAY}}}"


def _operation_id(text: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "passage"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _words(block: Block) -> str:
    return " ".join(inner.msgid for inner in block.walk() if inner.msgid)


def _comment(text: str, sign: str) -> Iterator[str]:
    """The whole text as comments: nobody decides about a passage that they cannot read."""
    for line in wrap(_one_line(text), _LONGEST + 10, break_long_words=False) or [""]:
        yield f"{sign}{line}".rstrip()


def _one_line(text: str) -> str:
    """On one line, and without what YAML takes in no comment."""
    return re.sub(
        r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\U0010ffff]", "?", " ".join(text.split())
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _quoted(text: str) -> str:
    """A YAML double-quoted text on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\x{ord(m[0]):02x}", escaped) + '"'


def _plain(text: str) -> str:
    """Unquoted where YAML reads that as text."""
    return text if re.fullmatch(r"[a-z][a-z0-9.-]*", text) else _quoted(text)


def guide_text(dialect: str, evidence: Sequence[str], others: Sequence[str]) -> str:
    """``guide.yaml`` of a guide that was written for another program."""
    found = f"# Found: {'; '.join(evidence)}." if evidence else ""
    perhaps = f"# It could also be: {', '.join(others)}." if others else ""
    lines = (
        "# What adaptkit must know of the guide. All of it is optional.",
        '# title: "The name on the cover"',
        "# The language that the guide is written in: please look whether it is right.",
        "source_language: en",
        "# The program that the guide is written for: its own mark-up is kept as it is.",
        "# Known are: docusaurus, hugo, kramdown, mdbook, mkdocs, myst.",
        found,
        perhaps,
        f"dialect: {dialect}" if dialect else "# dialect: mkdocs",
        "# Fields of the lines above a chapter that are translated, beside title and description.",
        "# front_matter: [summary, hero.tagline]",
        "# Further folders of this project from which pages may show pictures.",
        "# pictures: [assets]",
    )
    return "\n".join(_short_line(line) for line in lines if line) + "\n"


def _short_line(line: str) -> str:
    """Names of files may hold anything: a comment stays one line."""
    return re.sub(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\uffef]", "?", line)


def directory_text(language: Locale) -> str:
    return "\n".join(
        (
            "# Support networks, as data. Real ones only; leave out what you are not sure of.",
            "# They are shown where an operation of overlay.yaml says `with: directory`.",
            "contacts:",
            f'#   - name: "{EXAMPLE_NAME}"',
            "#     kind: ms                      # emergency, crisis, police, clinic, rehab …",
            f'#     url: "{EXAMPLE_URL}"',
            f'#     email: "{EXAMPLE_EMAIL}"',
            f'#     telephones: "{EXAMPLE_TELEPHONE}"',
            "#     helps_with:",
            f'#       {language.posix}: "{EXAMPLE_ABOUT}"',
            "#     # Until somebody says so, a contact counts as unverified.",
            f'#     verified_by: "{EXAMPLE_CHECKED_BY}"',
            f"#     verified_on: {EXAMPLE_DAY}",
            f"#     verify_by: {EXAMPLE_DAY}",
            "",
        )
    )


def edition_text(
    name: str,
    language: Locale,
    overlays: Sequence[str],
    missing: str,
    formats: Collection[str],
    decisions: Sequence[tuple[str, str]] = (),
    regional: Sequence[str] = (),
) -> str:
    """``editions/NAME.yaml``. ``missing``: an overlay that would fit, but is not there yet.
    ``decisions``: what is to be decided for its country, each with the text as the guide has it.
    ``regional``: overlays of no one country that may fit."""
    through = f"overlays: [{', '.join(_quoted(o) for o in overlays)}]"
    if not overlays:
        there = f" Not there yet: adaptkit add overlay {missing}" if missing else ""
        through = f"#{there}\n# overlays: [{_quoted(missing or 'MX')}]".replace("#\n", "")
    return "\n".join(
        (
            "# One edition: a language, seen through the overlays of a country or organisation.",
            f"edition: {_quoted(name)}",
            f"language: {language.posix}",
            "# Its title on the cover; else the guide's own, translated.",
            'title: ""',
            "# From general to specific; later ones see what earlier ones made.",
            *(f"# {regional_hint((one,), overlays)}" for one in regional),
            through,
            "# Who publishes it, as readers see it. Please fill this in.",
            "publisher:",
            '  name: ""',
            '  url: ""',
            '  email: ""',
            f"formats: [{', '.join(formats)}]",
            "# What readers get where a translation is missing: show-source, omit or block.",
            "fallback: show-source",
            *_process(),
            *_decisions(name, overlays, missing, decisions),
            "",
        )
    )


def regional_hint(regional: Sequence[str], overlays: Sequence[str]) -> str:
    """How an edition comes to use an overlay of a region before its country's."""
    names = ", ".join(_quoted(one) for one in (*regional, *overlays))
    return f"If {', '.join(regional)} fits your country too, it stands first: overlays: [{names}]"


def _process() -> Iterator[str]:
    yield "# What you state of how it was made, as far as it is true; readers see it as your words."
    yield "# Leave out what was not done. It takes the place of no review."
    yield "# process:"
    for step in STEPS:
        yield f'#   {step}: {{by: ["{EXAMPLE_DECIDED_BY}"], on: {EXAMPLE_DAY}}}'


def _decisions(
    name: str, overlays: Sequence[str], missing: str, decisions: Sequence[tuple[str, str]]
) -> Iterator[str]:
    if not decisions:
        return
    where = f"locales/overlays/{overlays[-1] if overlays else missing or 'COUNTRY'}/overlay.yaml"
    yield "#"
    yield f"# To be decided for this edition when it was begun, in {where}:"
    yield f"# what is left of it today says `adaptkit next {name}`."
    for what, text in decisions:
        yield "#"
        yield f"# {_one_line(what)}"
        yield from _comment(text, "#   ")


def plain_language_text(name: str, plural_forms: str) -> str:
    """An edition for a language that adaptkit has no data of."""
    return "\n".join(
        (
            "# adaptkit has no data of this language, so what it must know stands here.",
            f"edition: {_quoted(name)}",
            f"language: {name}",
            "# Its name, as its speakers write it.",
            'language_name: ""',
            "# ltr, or rtl where it is written from right to left.",
            "direction: ltr",
            f"plural_forms: {_quoted(plural_forms)}",
            "# What readers get where a translation is missing: show-source, omit or block.",
            "fallback: show-source",
            "",
        )
    )


def overlays_line(names: Sequence[str]) -> str:
    """The line of an edition's file that names these."""
    return "overlays: [" + ", ".join(f'"{name}"' for name in names) + "]"
