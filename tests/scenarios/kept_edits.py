"""What people do to a project, its pages and what is kept of them, between two builds."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.scenarios.kept_builds import EDITIONS, Both
from tests.scenarios.projects import TODAY, Project

Edit = Callable[[random.Random, Both], object]
WORDS = (
    "Otras palabras",
    "**Fuerte** y *suave* con `código`",
    "Vea [costos](01-plan.md#costs) y [casa](02-home.md)",
    "Vea [nada](#nowhere) y [fuera](https://example.org/a?b&c)",
    "Agua[^water] y más[^water]",
    "![Otra](images/steps.svg) y ![falta](images/none.png)",
    '<b id="mine">Negro</b> <i>x</i>',
    "Llame a {helpline} o use {term.stick} y {nothing}",
    "خذ عصا {term.stick} \u200f(1) <b>",
    "a < b & c > d \\* \\[x\\]",
    "* no es lista",
    "1. no es lista",
    "# no es título",
    "</article>\n<article>",
    "</dt><dd>3 of 30 passages</dd>",
    "x\\",
    '<div class="own" id="other"><p>Propias.</p></div>',
    '<div class="own" id="own"><p>Propias.</p></div>',
    '<div class="own" id="own"><p>Propias <img src="images/steps.svg"></p></div>',
)


def _file(rng: random.Random, project: Project) -> Path | None:
    files = sorted(project.root.glob("locales/*/*.po"))
    return rng.choice(files) if files else None


def _blocks(rng: random.Random, both: Both) -> tuple[Path, list[str]] | None:
    path = _file(rng, both.project)
    if path is None:
        return None
    return path, path.read_bytes().decode("utf-8").split("\n\n")


def _save(path: Path, blocks: list[str]) -> None:
    path.write_bytes("\n\n".join(blocks).encode("utf-8"))


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _msgstr(block: str, words: str) -> str:
    start = re.search(r"^(?:#~ )?msgstr ", block, re.MULTILINE)
    return block[: start.end()] + _quoted(words) if start else block


def _entry(change: Callable[[random.Random, str], str]) -> Edit:
    def edit(rng: random.Random, both: Both) -> None:
        if (found := _blocks(rng, both)) and len(found[1]) > 1:
            path, blocks = found
            at = rng.randrange(1, len(blocks))
            end = "\n" if at == len(blocks) - 1 else ""
            blocks[at] = change(rng, blocks[at].rstrip("\n")) + end
            _save(path, blocks)

    return edit


def _source(block: str) -> str:
    found = re.search(r'^msgid "(.*)"$', block, re.MULTILINE)
    return found[1].replace('\\"', '"').replace("\\\\", "\\") if found else ""


def _fuzzy(_: random.Random, block: str) -> str:
    if "#, fuzzy\n" in block:
        return block.replace("#, fuzzy\n", "")
    return re.sub(r"^msgctxt", "#, fuzzy\nmsgctxt", block, count=1, flags=re.MULTILINE)


def _obsolete(_: random.Random, block: str) -> str:
    lines = [line for line in block.split("\n") if not line.startswith("#")]
    return "\n".join(f"#~ {line}" for line in lines) if lines else block


def _swap(rng: random.Random, both: Both) -> None:
    if (found := _blocks(rng, both)) and len(found[1]) > 3:
        path, blocks = found
        a, b = (rng.randrange(1, len(blocks) - 1) for _ in "ab")
        blocks[a], blocks[b] = blocks[b], blocks[a]
        _save(path, blocks)


def _swap_words(rng: random.Random, both: Both) -> None:
    """Empty lines within entries, and what stands after them exchanged."""
    if (found := _blocks(rng, both)) and len(found[1]) > 3:
        path, blocks = found
        torn = [i for i, block in enumerate(blocks) if block.startswith("msgstr")]
        if len(torn) > 1 and rng.random() < 0.7:
            a, b = rng.sample(torn, 2)
            blocks[a], blocks[b] = blocks[b], blocks[a]
        else:
            for at in rng.sample(range(1, len(blocks) - 1), 2):
                blocks[at] = blocks[at].replace("\nmsgstr", "\n\nmsgstr")
        _save(path, blocks)


def _flag_apart(rng: random.Random, both: Both) -> None:
    if (found := _blocks(rng, both)) and len(found[1]) > 3:
        path, blocks = found
        there = [block for block in blocks if block != "#, fuzzy"]
        there.insert(rng.randrange(1, len(there)), "#, fuzzy")
        _save(path, there)


def _flag_below(rng: random.Random, both: Both) -> None:
    if (found := _blocks(rng, both)) and len(found[1]) > 3:
        path, blocks = found
        at = rng.randrange(1, len(blocks) - 1)
        blocks[at] = blocks[at].rstrip("\n") + "\n#, fuzzy"
        _save(path, blocks)


def _twice(rng: random.Random, both: Both) -> None:
    if (found := _blocks(rng, both)) and len(found[1]) > 1:
        path, blocks = found
        block = rng.choice(blocks[1:]).rstrip("\n")
        kind = rng.randrange(3)
        if kind == 1:
            block = _msgstr(block, "Otra vez")
        elif kind == 2:
            other = re.sub(r'msgid ".*"', 'msgid "Earlier."', block, count=1)
            block = _obsolete(rng, other)
        blocks[-1] = blocks[-1].rstrip("\n")
        blocks.append(block + "\n")
        _save(path, blocks)


def _whole(change: Callable[[random.Random, str], str]) -> Edit:
    def edit(rng: random.Random, both: Both) -> None:
        if path := _file(rng, both.project):
            path.write_bytes(change(rng, path.read_bytes().decode("utf-8")).encode("utf-8"))

    return edit


def _conflict(rng: random.Random, text: str) -> str:
    at = text.find("\nmsgstr", rng.randrange(len(text) or 1)) + 1
    mark = "<<<<<<< ours\n" + 'msgstr "a"\n' + "=======\n" + 'msgstr "b"\n' + ">>>>>>> theirs\n"
    return text[:at] + mark + text[at:]


HEADERS = ("X-Own: a", "Language: fr", "Last-Translator: Ana <ana@example.org>", "Plural-Forms: x")


def _header(rng: random.Random, text: str) -> str:
    return text.replace('"\n\n', f'"\n"{rng.choice(HEADERS)}\\n"\n\n', 1)


def _delete_catalogue(rng: random.Random, both: Both) -> None:
    if path := _file(rng, both.project):
        path.unlink()


def _put(name: str, *texts: str) -> Edit:
    def edit(rng: random.Random, both: Both) -> None:
        text = rng.choice(texts)
        if text:
            both.project.write(name, text)
        else:
            both.project.path(name).unlink(missing_ok=True)

    return edit


def _country(_: random.Random, both: Both) -> None:
    """A country's own catalogue beside the language's."""
    blocks = both.project.path("locales/es/guide.po")
    if blocks.exists():
        both.project.write("locales/es_MX/guide.po", blocks.read_bytes())


def _source_text(rng: random.Random, both: Both) -> None:
    name = rng.choice(("01-plan.md", "02-home.md", "03-day.md"))
    path = both.project.path(f"source_guide/{name}")
    text = path.read_bytes().decode("utf-8")
    old, new = rng.choice(
        (
            ("Rest", "Pause"),
            ("walk", "go"),
            ("[^water] ", " "),
            ("# At", "# Being at"),
            (".\n", "!\n"),
        )
    )
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def _update(rng: random.Random, both: Both) -> None:
    both.project.run(*rng.choice((("update", "--today", TODAY), ("format",))))


def _start_again(_: random.Random, both: Both) -> None:
    """What has been broken stays so; now and then somebody begins from what once was right."""
    spare = both.home / "spare"
    for name in ("source_guide", "locales"):
        shutil.rmtree(both.project.path(name))
        shutil.copytree(spare / name, both.project.path(name))


def _output(change: Callable[[random.Random, Path], None]) -> Edit:
    """The same done to both folders."""

    def edit(rng: random.Random, both: Both) -> None:
        kept, plain = both.folders()
        files = sorted(path for path in kept.rglob("*") if path.is_file())
        if files:
            chosen = rng.choice(files).relative_to(kept)
            for folder in (kept, plain):
                change(random.Random(1), folder / chosen)

    return edit


def _same_size(_: random.Random, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:] if content else b"x")


def _cache(rng: random.Random, both: Both) -> None:
    files = sorted(both.cache.glob("*")) if both.cache.is_dir() else []
    if not files:
        return
    path, other = rng.choice(files), rng.choice(files)
    content = path.read_bytes()
    match rng.randrange(6):
        case 0:
            shutil.rmtree(both.cache)
        case 1:
            path.write_bytes(content[: rng.randrange(len(content) + 1)])
        case 2:
            path.write_bytes(rng.randbytes(300))
        case 3:
            path.write_bytes(other.read_bytes())
        case 4:
            path.unlink()
        case 5:
            at = rng.randrange(len(content) or 1)
            path.write_bytes(content[:at] + b"7" + content[at + 1 :])


def _elsewhere(rng: random.Random, both: Both) -> None:
    both.name = rng.choice(("out", "other"))


EDITS: Mapping[str, tuple[int, Edit]] = {
    "other words": (30, _entry(lambda rng, block: _msgstr(block, rng.choice(WORDS)))),
    "same as the source": (3, _entry(lambda _, block: _msgstr(block, _source(block)))),
    "the source and a space": (2, _entry(lambda _, block: _msgstr(block, f"{_source(block)} "))),
    "nearly the source": (
        8,
        _entry(lambda rng, block: _msgstr(block, f"{_source(block)} {rng.choice(WORDS)}")),
    ),
    "marked or not": (8, _entry(_fuzzy)),
    "emptied": (5, _entry(lambda _, block: _msgstr(block, ""))),
    "a comment": (2, _entry(lambda _, block: f"# Of a translator\n{block}")),
    "gone": (1, _entry(lambda _, block: f"{block}\n")),
    "obsolete": (3, _entry(_obsolete)),
    "swapped": (3, _swap),
    "torn": (3, _swap_words),
    "flag apart": (2, _flag_apart),
    "flag below": (2, _flag_below),
    "twice": (3, _twice),
    "header": (3, _whole(_header)),
    "CRLF": (1, _whole(lambda _, text: text.replace("\n", "\r\n"))),
    "LF": (1, _whole(lambda _, text: text.replace("\r\n", "\n"))),
    "BOM": (1, _whole(lambda _, text: "\ufeff" + text)),
    "empty line": (2, _whole(lambda rng, text: text.replace("\n\n", "\n\n\n", rng.randrange(4)))),
    "cut off": (1, _whole(lambda rng, text: text[: rng.randrange(len(text) + 1)])),
    "conflict": (1, _whole(_conflict)),
    "no catalogue": (1, _delete_catalogue),
    "a country's own": (2, _country),
    "interface": (
        2,
        _put(
            "locales/es/interface.po",
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            'msgid "Contents"\nmsgstr "Lo que hay"\n',
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            'msgid "Draft"\nmsgstr "Sin ver"\n',
            "",
        ),
    ),
    "the build's interface": (
        2,
        _put(
            "locales/en/interface.po",
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            'msgid "All editions"\nmsgstr "Editions"\n',
            "",
        ),
    ),
    "guide": (2, _source_text),
    "terms": (
        1,
        _put("source_guide/terms.yaml", 'stick:\n  name: a cane\n  definition: "It holds."\n'),
    ),
    "title": (
        2,
        lambda rng, both: both.project.write(
            "source_guide/guide.yaml",
            re.sub(
                'title: ".*"',
                f'title: "{rng.choice("ABC")}"',
                both.project.text("source_guide/guide.yaml"),
            ),
        ),
    ),
    "overlay": (
        1,
        _put("locales/overlays/MX/blocks/help.md", "Pregunte ya.\n", "Pregunte [aquí](#costs).\n"),
    ),
    "edition": (
        2,
        _put(
            "locales/editions/es.yaml",
            EDITIONS["es"],
            EDITIONS["es"] + "title: Otra\n",
            EDITIONS["es"] + "fallback: block\n",
            EDITIONS["es"] + "direction: rtl\n",
            "edition: es\nlanguage: xx-\n",
        ),
    ),
    "an edition more": (
        1,
        _put("locales/editions/es_AR.yaml", "edition: es_AR\nlanguage: es_AR\n", ""),
    ),
    "update": (3, _update),
    "again": (12, _start_again),
    "output changed": (3, _output(lambda _, path: path.write_bytes(b"changed"))),
    "output changed a little": (3, _output(_same_size)),
    "output gone": (3, _output(lambda _, path: path.unlink())),
    "output more": (2, _output(lambda _, path: Path(f"{path}.bak").write_bytes(b"mine"))),
    "cache": (6, _cache),
    "elsewhere": (3, _elsewhere),
    "nothing": (2, lambda _rng, _both: None),
}
