"""The line scanner behind ``parse_po``: one pass, every line judged, all problems gathered."""

from __future__ import annotations

import re
from functools import cached_property

from adaptkit.catalogues._po_block import entry_of
from adaptkit.catalogues._po_conflict import may_conflict, own_side
from adaptkit.catalogues._po_draft import Draft, expected
from adaptkit.catalogues._po_header import UTF8, Header, declared_charset, header_of
from adaptkit.catalogues._po_slip import open_end, slip_in
from adaptkit.catalogues._po_text import flags_in, join_comment, ordered_flags, split_comment
from adaptkit.catalogues._twins import repeats, second_entries
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.records import replace

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,4})\])?[ \t]*(?=\"|$)")
_TEXTS = re.compile(r'[ \t]*"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))")
_ESCAPED = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v",
    "\\": "\\", '"': '"',
}  # fmt: skip
_MEND = "to mend this: adaptkit format"
_CUT = "; or, if the file was cut off here, get it back from the project's history"
# What can only go on with an entry, never begin one.
_OPENING = ("#", "|", "msgctxt", "msgid ", "msgid\t", 'msgid"')


class Reader:
    """Reads one file's text (LF). ``problems`` holds what was found wrong; ``mendable`` what is
    wrong too, but can be put right without a person."""

    def __init__(self, path: str, text: str, *, template: bool) -> None:
        self._path = path
        self._text = text
        self._conflict = may_conflict(text)
        self._template = template
        self._draft = Draft()
        self._entries: list[Entry] = []
        self._header: Header | None = None
        self._header_line = 0
        self.problems: list[Diagnostic] = []
        self.mendable: list[Diagnostic] = []

    def read(self) -> tuple[list[Entry], Header]:
        if self._conflict:
            for number, line in own_side(self._lines):
                if line is None:
                    self._problem(
                        number,
                        "po-conflict",
                        "two versions of this place were not brought together (a merge conflict)",
                        "keep one of the two, delete the lines with <<<<<<<, ======= and >>>>>>>",
                    )
                else:
                    self._line(line, number)
        else:
            self._blocks()
        self._end()
        if not any(p.code == "po-conflict" for p in self.problems):
            self._duplicates()
        if self._header is None and not any(p.code != "po-duplicate" for p in self.problems):
            self._problem(
                1,
                "po-header-missing",
                "the header is missing (the first entry, with an empty msgid)",
                "get the file's beginning back from the project's history",
            )
        return self._entries, self._header or Header()

    def _blocks(self) -> None:
        """Plain entries in one go, all else line by line."""
        number = 1
        plain = ("", 0)
        for block in self._text.split("\n\n"):
            draft = self._draft
            begun = draft.line or draft.last or draft.broken
            free = draft.complete or not begun
            entry = entry_of(block, number, self._path) if free else None
            if entry is not None:
                if begun:
                    self._flush()
                self._entries.append(entry)
                plain = (block, number)
            else:
                begins = _begins(block)
                if plain[0] and begins and not begins.startswith(_OPENING):
                    # An empty line may stand within an entry: this one was not over yet. And what
                    # is no line of a PO file spoils the entry that it follows.
                    del self._entries[-1]
                    self._scan(*plain)
                self._scan(block, number)
                plain = ("", 0) if begins else plain
            number += block.count("\n") + 2

    def _scan(self, block: str, number: int) -> None:
        for at, line in enumerate(block.split("\n"), number):
            self._line(line, at)

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def _problem(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.problems.append(error(code, Position(self._path, line), message, hint))

    def _broken(self, line: int, message: str, hint: str) -> None:
        self._problem(line, "po-syntax", message, hint)
        self._draft.broken = True

    # One line -----------------------------------------------------------------------------

    def _line(self, raw: str, number: int) -> None:
        line = raw.strip(" \t")
        if not line:
            return
        if line[0] != "#":
            self._content(line, number, obsolete=False)
        elif not line.startswith("#~"):
            self._comment(raw.lstrip(" \t"), number)
        elif line.startswith("#~|"):
            self._open_comment(number)
            self._previous(line[3:].strip(" \t"), number)
        else:
            inner = line[2:].strip(" \t")
            if inner.startswith("#"):
                self._comment(inner, number)
            elif inner:
                self._content(inner, number, obsolete=True)

    def _open_comment(self, number: int) -> None:
        """A comment begins an entry; it may not stand in the middle of one."""
        if self._draft.last and not (self._draft.complete or self._draft.broken):
            self._broken(
                number,
                "a comment stands in the middle of an entry",
                "move it above the entry's first line",
            )
        if self._draft.last:
            self._flush()
        self._draft.line = self._draft.line or number

    def _comment(self, line: str, number: int) -> None:
        self._open_comment(number)
        draft = self._draft
        match line[1:2]:
            case ".":
                draft.extracted.append(_unspaced(line[2:]))
            case ":":
                draft.references += line[2:].split()
            case ",":
                draft.flags += flags_in(line[2:])
            case "|":
                self._previous(line[2:].strip(" \t"), number)
            case _:
                draft.comment.append(_unspaced(line[1:]))

    def _previous(self, line: str, number: int) -> None:
        draft = self._draft
        found = _KEYWORD.match(line)
        if found and found[1] != "msgstr":
            draft.last_previous = found[1]
            draft.previous.setdefault(found[1], [])
            line = line[found.end() :]
        elif not line.startswith('"') or not draft.last_previous:
            self._broken(
                number,
                "this line with an earlier source text cannot be read",
                "delete the line: it is only for information",
            )
            return
        draft.previous[draft.last_previous].append(self._texts(line, number))

    def _content(self, line: str, number: int, *, obsolete: bool) -> None:
        found = _KEYWORD.match(line)
        if found:
            name = found[1] if found[2] is None else f"{found[1]}[{found[2]}]"
            self._keyword(name, number, obsolete)
            line = line[found.end() :]
            if line:
                self._draft.texts[name].append(self._texts(line, number))
        elif line[0] != '"':
            keyword, said, hint = slip_in(line)
            if keyword:
                # The entry goes on with what was meant, so that nothing is told of what follows.
                self._keyword(keyword, number, obsolete)
            elif self._draft.broken:
                return  # more of what has been told
            self._broken(number, said, hint)
        elif not self._draft.last:
            self._broken(
                number, "a text without msgid or msgstr before it", "delete it or move it back"
            )
        else:
            if obsolete != self._draft.obsolete:
                self._mixed(number)
            self._draft.texts[self._draft.last].append(self._texts(line, number))

    def _keyword(self, name: str, number: int, obsolete: bool) -> None:
        draft = self._draft
        starts = name == "msgctxt" or (name == "msgid" and draft.last != "msgctxt")
        if starts and draft.last:
            if not draft.complete:
                self._incomplete()
            self._flush()
            draft = self._draft
        if not draft.last:
            draft.line = draft.line or number
            draft.obsolete = obsolete
        elif obsolete != draft.obsolete:
            self._mixed(number)
        if name not in expected(draft) and not draft.broken:
            again = name in draft.texts
            self._broken(
                number,
                f"{name} stands here a second time" if again else f"{name} is out of place",
                "an entry is msgctxt, msgid, msgstr, in this order, each once",
            )
        draft.last = name
        if name.startswith("msgstr"):
            draft.words_line = draft.words_line or number
        draft.texts.setdefault(name, [])

    def _mixed(self, number: int) -> None:
        if not self._draft.broken:
            self._broken(
                number,
                "some lines of this entry begin with #~ and others do not",
                "write #~ before all of them (no longer used) or before none (in use)",
            )

    def _texts(self, line: str, number: int) -> str:
        """The quoted text or texts that ``line`` consists of."""
        end, pieces = 0, []
        while found := _TEXTS.match(line, end):
            pieces.append(found[1])
            end = found.end()
        rest = line[end:].strip()
        if rest.startswith('"'):
            said, hint = open_end(rest)
            self._broken(number, said, hint + (_CUT if number == len(self._lines) else ""))
        elif rest:
            self._broken(
                number,
                f"after the closing quotation mark stands: {rest[:40]}",
                'write a quotation mark inside the text as \\"',
            )
        text = "".join(pieces)
        return self._unescaped(text, number) if "\\" in text else text

    def _unescaped(self, text: str, number: int) -> str:
        def one(found: re.Match[str]) -> str:
            code = int(found[1], 16) if found[1] else int(found[2], 8) if found[2] else -1
            if 0 < code < 128:
                return chr(code)
            if code < 0 and found[3] in _ESCAPED:
                return _ESCAPED[found[3]]
            self._broken(
                number,
                f"{found[0]} means nothing in a PO file",
                "write a backslash as \\\\, and any other character as itself",
            )
            return ""

        return _ESCAPE.sub(one, text)

    # Whole entries ------------------------------------------------------------------------

    def _incomplete(self, more: str = "") -> None:
        if not self._draft.broken:
            self._broken(
                self._draft.line,
                "this entry has no msgstr" if "msgid" in self._draft.texts else "no msgid",
                f'add the missing line: msgstr "" if there is no translation{more}',
            )

    def _end(self) -> None:
        draft = self._draft
        if draft.last:
            if not draft.complete:
                self._incomplete(_CUT)
            self._flush()
        elif draft.comment and self._entries and not (draft.extracted or draft.previous):
            # A comment after the last entry: gettext drops it; here the last entry keeps it.
            last = self._entries[-1]
            kept = join_comment([*split_comment(last.comment), *draft.comment])
            self._entries[-1] = replace(last, comment=kept)
        elif draft.line:
            self._problem(
                draft.line,
                "po-syntax",
                "these comments belong to no entry",
                "delete them, or put the entry back that they belonged to",
            )

    def _flush(self) -> None:
        draft, self._draft = self._draft, Draft()
        if draft.broken:
            return
        texts = {name: "".join(pieces) for name, pieces in draft.texts.items()}
        previous = {name: "".join(pieces) for name, pieces in draft.previous.items()}
        if not texts["msgid"] and not texts.get("msgctxt") and not draft.obsolete:
            self._take_header(draft, texts)
            return
        forms = tuple((int(n[7:-1]), t) for n, t in texts.items() if n.startswith("msgstr["))
        plural = (texts["msgid_plural"], forms) if "msgid_plural" in texts else None
        filled = any(t for n, t in texts.items() if n.startswith("msgstr"))
        # As gettext has it: what is empty cannot be fuzzy.
        flags = ordered_flags(f for f in draft.flags if filled or f != "fuzzy")
        state = EntryState.FUZZY if "fuzzy" in flags else EntryState.TRANSLATED
        if draft.obsolete:
            state = EntryState.OBSOLETE
        elif not filled:
            state = EntryState.UNTRANSLATED
        self._entries.append(
            Entry(
                texts.get("msgctxt", ""),
                texts["msgid"],
                texts["msgstr"] if plural is None else forms[0][1],
                state,
                flags,
                join_comment(draft.comment),
                tuple(draft.extracted),
                tuple(dict.fromkeys(draft.references)),
                previous.get("msgid", ""),
                previous.get("msgctxt", ""),
                plural,
                Position(self._path, draft.line),
                previous.get("msgid_plural", ""),
                draft.words_line,
            )
        )

    def _take_header(self, draft: Draft, texts: dict[str, str]) -> None:
        if self._header is not None:
            self._problem(
                draft.line,
                "po-duplicate",
                f"a second header (the first is in line {self._header_line})",
                "delete one of the two",
            )
            return
        self._header_line = draft.line
        # Rare, but written by some tools: a header's #. and #: lines live on as comments.
        comment = [*draft.comment, *draft.extracted, *draft.references]
        self._header = header_of(texts.get("msgstr", ""), comment, draft.flags)
        charset = declared_charset(self._header.fields) or "UTF-8"
        if charset not in UTF8 | ({"CHARSET"} if self._template else set()):
            self.mendable.append(
                error(
                    "po-charset",
                    Position(self._path, draft.line),
                    f"the header says that this file is {charset}, but it must be UTF-8",
                    _MEND,
                )
            )

    def _duplicates(self) -> None:
        """Two live entries with one id, or, without ids, with one text."""
        for first, entry in second_entries(self._entries):
            what = f"the id {entry.unit_id}" if entry.unit_id else "this text"
            told = self.mendable if repeats(first, entry) else self.problems
            hint = "keep the better of the two translations and delete the other entry"
            told.append(
                error(
                    "po-duplicate",
                    entry.position,
                    f"{what} stands here a second time (first in line {first.position.line})",
                    _MEND if told is self.mendable else hint,
                )
            )


def _begins(block: str) -> str:
    """The first line that says something, without the mark of obsolete entries."""
    bare = (line.strip(" \t").removeprefix("#~").lstrip(" \t") for line in block.split("\n"))
    return next(filter(None, bare), "")


def _unspaced(text: str) -> str:
    """A comment's text: the one space after the mark is not part of it."""
    return text[1:] if text.startswith(" ") else text
