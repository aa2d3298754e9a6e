"""What git still knows of a catalogue's former versions.

A service and nothing more: no git, no repository, a shallow or a broken one all mean "no former
versions". A project comes from anywhere, and so does its git configuration: only commands are run
that read objects and follow no configured program, hook, pager, filter or server.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale

MOST_VERSIONS = 50
_MOST_BYTES = 200_000_000
_SECONDS = 20
_BLANK_LINES = re.compile(rb"\n(?:[ \t]*\n)+")
_HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def former_entries(root: Path, path: str, locale: Locale, domain: str) -> tuple[Entry, ...]:
    """Each entry that the last 50 committed versions of the catalogue at ``path`` (relative to
    ``root``) held, once, the newest first. A version that cannot be read is left out."""
    seen: set[bytes] = set()
    out: list[Entry] = []
    for content in _versions(root, path):
        text = content.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf").strip(b"\n")
        blocks = _BLANK_LINES.split(text)
        fresh = [block for block in dict.fromkeys(blocks[1:]) if block not in seen]
        wordy = [block for block in fresh if not block.rstrip().endswith(b'msgstr ""')]
        found = _parsed(wordy, locale, domain) if wordy else ()
        if found is None:
            continue  # older versions may hold the same entries, and be whole
        seen.update(fresh)
        out += found
    return tuple(out)


def _parsed(blocks: Sequence[bytes], locale: Locale, domain: str) -> Sequence[Entry] | None:
    """The entries; None where anything is wrong with any of them."""
    from adaptkit.catalogues.po import parse_po

    content = _HEADER + b"\n\n".join(blocks) + b"\n"
    try:
        found: Catalogue = parse_po(content, path="", locale=locale, domain=domain)
    except ProblemsFound:
        return None
    return found.entries


def _versions(root: Path, path: str) -> Iterator[bytes]:
    """The committed versions, the newest first, each content once."""
    program = shutil.which("git")
    if not program or not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return
    if Path(program).resolve().is_relative_to(root):
        return  # nothing that came with the project is run
    command = [program, "--no-pager", "-C", str(root), "-c", "core.fsmonitor=false"]
    listed = _run([*command, "rev-list", f"--max-count={MOST_VERSIONS}", "HEAD", "--", f"./{path}"])
    if not listed:
        return
    wanted = b"".join(line + f":./{path}\n".encode() for line in listed.split())
    yield from dict.fromkeys(_objects(_run([*command, "cat-file", "--batch"], wanted)))


def _run(command: Sequence[str], given: bytes = b"") -> bytes:
    """What the command says; nothing where it fails."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            env=_environment(),
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _environment() -> dict[str, str]:
    """Ours without what git itself sets in a hook, and with every way out closed."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return own | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }


def _objects(said: bytes) -> Iterator[bytes]:
    """The contents in ``cat-file --batch``'s answer: ``<id> blob <size>``, then the bytes."""
    at, total = 0, 0
    while at < len(said):
        end = said.find(b"\n", at)
        words = said[at:end].split(b" ") if end >= 0 else []
        at = end + 1
        if len(words) != 3 or not words[2].isdigit():
            if end < 0:
                return
            continue  # "… missing": the file was not there then
        size = int(words[2])
        total += size
        if total > _MOST_BYTES:
            return
        if words[1] == b"blob":
            yield said[at : at + size]
        at += size + 1
