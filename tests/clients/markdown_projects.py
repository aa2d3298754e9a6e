"""Projects of many chapters, translated and built through the command line."""

from __future__ import annotations

import contextlib
import io
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import polib
from tests.guides.builders import HOSTILE, accented, chapter, context, unit_blocks

from adaptkit.cli import run as command_line
from adaptkit.guides.inline_trees import walk_inlines
from adaptkit.guides.inlines import Context, parse_inlines, scan
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.inline import InlineKind

Translate = Callable[[Block, Context], str]
TODAY = "2026-11-22"
SAME, ACCENTS = "es", "ro"
ROUNDS = ("fr", "de", "it", "nl", "sv", "fi")
"""Languages whose catalogues hold hostile words; each begins elsewhere in the list."""

_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
# One grey point, as PNG.
_PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCA2Nf3VwAAAABJRU5ErkJggg=="
)
_BLOCK_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr th td dl dt dd figure "
    "figcaption hr section aside".split()
)
_VOID = frozenset("br hr img input wbr".split())


@dataclass(frozen=True)
class Built:
    """What ``adaptkit build`` wrote for one small project."""

    root: Path
    sources: Mapping[str, bytes]

    def article(self, edition: str, name: str) -> str:
        page = self.root / "build" / edition / "html" / re.sub(r"\.md$", ".html", name)
        whole = page.read_text("utf-8")
        return whole.partition("<article>\n")[2].rpartition("</article>")[0]

    def markdown(self, edition: str, name: str) -> bytes:
        return (self.root / "build" / edition / "md" / name).read_bytes()


def run(root: Path, *arguments: str) -> str:
    """The program's own words on standard error. A finding (1) may be; a failure must not."""
    out, err = io.StringIO(), io.StringIO()
    # What is shown must be right whatever the checks of translations let pass.
    unchecked = mock.patch("adaptkit.editions.translate.run_checks", return_value=())
    # Nor is it a draft that is looked at, but what becomes of each byte.
    bare = mock.patch("adaptkit.writers.markdown.chapters.with_notice", lambda text, *_: text)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), unchecked, bare:
        code = command_line([*arguments, "--project", str(root), "--today", TODAY])
    said = out.getvalue() + err.getvalue()
    assert code in (0, 1), said
    assert "markdown-structure" not in said, said
    assert "Traceback" not in said, said
    return said


def build(root: Path, sources: Mapping[str, bytes], languages: Mapping[str, Translate]) -> Built:
    """The guide of these chapters in English and in every language, as web pages and Markdown."""
    for name, content in sources.items():
        path = root / "source_guide" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for picture in _pictures(sources):
        path = root / "source_guide" / picture
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_DRAWING if picture.lower().endswith(".svg") else _PICTURE)
    said = run(root, "update", *languages)
    assert not languages or (root / "locales" / SAME / "guide.po").is_file(), said
    blocks = _blocks(sources)
    for language, translate in languages.items():
        _fill(root / "locales" / language / "guide.po", blocks, translate)
    run(root, "build", "en", *languages, "--format", "html,md", "--to", str(root / "build"))
    return Built(root, sources)


def _blocks(sources: Mapping[str, bytes]) -> dict[tuple[str, str], tuple[Block, Context]]:
    found: dict[tuple[str, str], tuple[Block, Context]] = {}
    for name, content in sources.items():
        parsed = chapter(content.decode("utf-8"), name)
        for block in unit_blocks(parsed):
            found[parsed.path, block.msgid] = (block, context(parsed))
    return found


def _fill(
    path: Path, blocks: Mapping[tuple[str, str], tuple[Block, Context]], translate: Translate
) -> None:
    assert path.is_file(), f"{path}: adaptkit update did not write it"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        where = entry.occurrences[0][0]
        entry.msgstr = translate(*blocks[where, entry.msgid])
    catalogue.save()


def _pictures(sources: Mapping[str, bytes]) -> Iterator[str]:
    """Every relative picture, so that none is missing."""
    for name, content in sources.items():
        parsed = chapter(content.decode("utf-8"), name)
        folder = Path(name).parent
        targets = [b.target for b in parsed.walk() if b.kind is BlockKind.FIGURE]
        for block in unit_blocks(parsed):
            pieces = walk_inlines(parse_inlines(block.text, context(parsed)))
            targets += [p.target for p in pieces if p.kind is InlineKind.IMAGE]
        targets += re.findall(r"""<img [^>]*?src=["']([^"']+)""", content.decode("utf-8"))
        for target in targets:
            if target and re.fullmatch(r"[\w./-]+", target) and not target.startswith(("/", ".")):
                yield str(folder / target)


def same(block: Block, _where: Context) -> str:
    return block.msgid


def hostile(start: int) -> Translate:
    """Every unit gets the next hostile text, so that neighbours differ."""
    number = iter(range(start, 10**9, 7))
    return lambda _block, _where: HOSTILE[next(number) % len(HOSTILE)].replace("\0", "\ufffd")


def editions() -> dict[str, Translate]:
    rounds = {language: hostile(11 * n) for n, language in enumerate(ROUNDS)}
    return {SAME: same, ACCENTS: accented, **rounds}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.words: list[tuple[tuple[str, ...], str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.found.append(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self.found.append("/" + tag)
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.open.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self.words.append((tuple(self.open), data))


def _read(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser


def block_tags(html: str) -> list[str]:
    return [tag for tag in _read(html).found if tag.removeprefix("/") in _BLOCK_TAGS]


def is_well_formed(html: str) -> bool:
    return not _read(html).open


def words_outside_code(html: str) -> str:
    """What stands as text, less code and what looks like an entity or a placeholder."""
    said = (words for around, words in _read(html).words if not {"code", "pre"} & set(around))
    return re.sub(r"&#?\w+;|\{[^{}\n]*\}", "", "".join(said))


def bare_addresses(source: bytes) -> list[str]:
    """``<https://example.org>``: the text is the address, and stays."""
    parsed = chapter(source.decode("utf-8"))
    where = context(parsed)
    return [
        block.msgid[piece.start + 1 : piece.end - 1]
        for block in unit_blocks(parsed)
        for piece in scan(block.msgid, where)
        if piece.name == "autolink"
    ]


def own_content(html: str) -> str:
    """The article less footnotes, which go where a translation drops their references."""
    return re.sub(r'<section class="footnotes".*?</section>', "", html, flags=re.DOTALL)


def unnamed(html: str) -> str:
    """Without labels in the reader's language that the tool puts there."""
    return spaced(re.sub(r' aria-label="[^"]*"', "", html))


def holds_html(source: bytes) -> bool:
    """Whether the author wrote HTML; then the article holds tags that are the author's."""
    parsed = chapter(source.decode("utf-8"))
    where = context(parsed)
    if any(block.kind is BlockKind.HTML for block in parsed.walk()):
        return True
    pieces = (p for b in unit_blocks(parsed) for p in walk_inlines(parse_inlines(b.text, where)))
    return any(piece.kind is InlineKind.HTML for piece in pieces)


def plain_html(html: str) -> str:
    """Without what adaptkit adds to CommonMark (ids, roles, figures, room for pictures), and with
    white space outside ``<pre>`` as one blank."""
    html = re.sub(
        r"<(?:h[1-6]|p|li|a|img)\b[^>]*>",
        lambda tag: re.sub(r' (?:id|rel|loading|dir|decoding|width|height)="[^"]*"', "", tag[0]),
        html,
    )
    html = re.sub(
        r"<figure[^>]*>\s*(<img[^>]*>)\s*(?:<figcaption>.*?</figcaption>\s*)?</figure>",
        r"<p>\1</p>",
        html,
    )
    return spaced(html)


def spaced(html: str) -> str:
    parts = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    for number in range(0, len(parts), 2):
        parts[number] = re.sub(
            r"\s*(</?(?:p|li|ul|ol|blockquote|h[1-6]|hr|pre|div|table|tr|td|th)\b[^>]*>)\s*",
            r"\1",
            re.sub(r"\s+", " ", parts[number]),
        )
    return "".join(parts).strip()


def in_parts(sources: Mapping[str, bytes], size: int) -> Iterator[dict[str, bytes]]:
    """Small projects: every page lists all chapters, so large ones take long to write."""
    names: Iterable[str] = sorted(sources)
    listed = list(names)
    for start in range(0, len(listed), size):
        yield {name: sources[name] for name in listed[start : start + size]}
