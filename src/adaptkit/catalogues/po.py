"""PO files, strictly: what is damaged is refused with its line, what is kept is kept to the byte.

``parse_po`` accepts what GNU gettext accepts and loses nothing of it; ``render_po`` writes the one
canonical form, equal to ``msgcat --no-wrap`` (GNU gettext 0.21).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.catalogues._po_reader import Reader
from adaptkit.catalogues._po_text import ordered_flags, split_comment
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.locale import Locale

_REFERENCE_WIDTH = 79
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
    }
)


def parse_po(content: bytes, *, path: str, locale: Locale | None, domain: str) -> Catalogue:
    """The catalogue in ``content`` (UTF-8; a BOM and CRLF are read and forgotten).

    ``locale`` is None for a template. Raises ProblemsFound with *every* problem: nothing is ever
    dropped without a word.
    """
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ProblemsFound([_empty(path, locale)])
    text, problems = _decode(content, path)
    reader = Reader(path, text, template=locale is None)
    entries, header = reader.read()
    problems = sorted((*problems, *reader.problems), key=lambda d: d.sort_key)
    if problems:
        raise ProblemsFound(problems)
    return Catalogue(
        locale,
        domain,
        tuple(entries),
        header=header.fields,
        header_comment=header.comment,
        header_flags=header.flags,
        path=path,
    )


def render_po(catalogue: Catalogue) -> str:
    """The canonical form: UTF-8 text with LF, live entries first, then obsolete ones."""
    live = [e for e in catalogue.entries if e.live]
    obsolete = [e for e in catalogue.entries if not e.live]
    blocks = [_header_block(catalogue)]
    blocks += ["\n".join(_entry_lines(entry)) for entry in (*live, *obsolete)]
    return "\n\n".join(blocks) + "\n"


def _empty(path: str, locale: Locale | None) -> Diagnostic:
    again = f"adaptkit update {locale}" if locale else "adaptkit update"
    return error(
        "po-empty",
        Position(path, 1),
        "this file is empty; it was perhaps not saved",
        "get it back from the person who sent it or from the project's history; "
        f"or delete it and run {again}",
    )


def _decode(content: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """The text with LF line ends, and what is wrong with its bytes."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    problems: list[Diagnostic] = []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
        wrong = [n for n, line in enumerate(content.split(b"\n"), 1) if not _is_utf8(line)]
        more = f", and {len(wrong) - 1} lines more" if len(wrong) > 1 else ""
        problems.append(
            error(
                "po-encoding",
                Position(path, wrong[0] if wrong else 1),
                f"this line is not UTF-8{more}",
                "open the file in your translation program and save it with the encoding UTF-8",
            )
        )
    text = text.replace("\r\n", "\n")
    for character, name in (("\r", "a carriage return alone"), ("\0", "a NUL character")):
        if character in text:
            problems.append(
                error(
                    "po-control",
                    Position(path, text[: text.index(character)].count("\n") + 1),
                    f"there is {name} in this line",
                    "save the file again with the line ends LF (Unix) or CRLF (Windows)",
                )
            )
    return text.replace("\r", "\n"), problems


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _header_block(catalogue: Catalogue) -> str:
    text = "".join(f"{f'{name}: ' if name else ''}{value}\n" for name, value in catalogue.header)
    lines = [_comment_line("#", line) for line in split_comment(catalogue.header_comment)]
    if catalogue.header_flags:
        lines.append("#, " + ", ".join(ordered_flags(catalogue.header_flags)))
    lines.append('msgid ""')
    lines += _text_lines("msgstr", text)
    return "\n".join(lines)


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield from (_comment_line("#", line) for line in split_comment(entry.comment))
    yield from (_comment_line("#.", line) for line in entry.extracted)
    yield from _reference_lines(entry.references)
    if entry.flags:
        yield "#, " + ", ".join(ordered_flags(entry.flags))
    hidden = entry.state is EntryState.OBSOLETE
    before = "#~| " if hidden else "#| "
    if entry.previous_context:
        yield from _text_lines("msgctxt", entry.previous_context, before)
    # gettext refuses an earlier msgctxt or plural without an earlier msgid, be it empty.
    if entry.previous_msgid or entry.previous_context or entry.previous_plural:
        yield from _text_lines("msgid", entry.previous_msgid, before)
    if entry.previous_plural:
        yield from _text_lines("msgid_plural", entry.previous_plural, before)
    prefix = "#~ " if hidden else ""
    if entry.unit_id:
        yield from _text_lines("msgctxt", entry.unit_id, prefix)
    yield from _text_lines("msgid", entry.msgid, prefix)
    if entry.plural is None:
        yield from _text_lines("msgstr", entry.msgstr, prefix)
        return
    plural, forms = entry.plural
    yield from _text_lines("msgid_plural", plural, prefix)
    for number, form in forms:
        yield from _text_lines(f"msgstr[{number}]", form, prefix)


def _comment_line(mark: str, line: str) -> str:
    # To gettext a backslash at a line's end joins the next line to it, even in a comment.
    joins = " " if line.endswith("\\") else ""
    return f"{mark} {line}{joins}" if line else mark


def _text_lines(keyword: str, text: str, prefix: str = "") -> Iterator[str]:
    r"""One keyword's text, split after each ``\n`` that has something behind it."""
    if "\n" not in text[:-1]:
        yield f'{prefix}{keyword} "{text.translate(_ESCAPES)}"'
        return
    yield f'{prefix}{keyword} ""'
    # Not splitlines: only \n ends a line in PO.
    parts = text.split("\n")
    for part in parts[:-1]:
        yield f'{prefix}"{part.translate(_ESCAPES)}\\n"'
    if parts[-1]:
        yield f'{prefix}"{parts[-1].translate(_ESCAPES)}"'


def _reference_lines(references: Iterable[str]) -> Iterator[str]:
    """``#:`` lines. Even with --no-wrap gettext breaks these, at 79 *bytes*; each once."""
    line, width = "#:", 2
    for reference in dict.fromkeys(references):
        size = len(reference.encode())
        if width > 2 and width + 1 + size > _REFERENCE_WIDTH:
            yield line
            line, width = "#:", 2
        line, width = f"{line} {reference}", width + 1 + size
    if width > 2:
        yield line
