"""Every link inside of a document that was written is followed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape

from adaptkit.writers import Followed, Link

_PLACES = re.compile(r'<w:bookmarkStart [^>]*\bw:name="([^"]*)"')
_LEADS = re.compile(r'<w:hyperlink [^>]*\bw:anchor="([^"]*)"| (?:NOTEREF|PAGEREF|REF) (\w+)')
_RELATION = re.compile(
    r'<Relationship Id="([^"]*)" [^>]*?Target="([^"]*)"( TargetMode="External")?'
)
_USED = re.compile(r'\br:(?:id|embed)="([^"]*)"')


def follow(files: Mapping[str, bytes]) -> Followed:
    """What is dead among the links and pictures of these documents."""
    return Followed(tuple(link for name, content in files.items() for link in _dead(name, content)))


def _dead(name: str, content: bytes) -> Iterator[Link]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    texts = {
        part: parts[part].decode("utf-8")
        for part in ("word/document.xml", "word/footnotes.xml")
        if part in parts
    }
    places = {place for text in texts.values() for place in _PLACES.findall(text)}
    for part, text in texts.items():
        leads = [unescape(one or other) for one, other in _LEADS.findall(text)]
        yield from (Link(name, f"#{lead}") for lead in leads if lead not in places)
        folder, own = posixpath.split(part)
        listed = parts.get(f"{folder}/_rels/{own}.rels", b"").decode("utf-8")
        targets = {
            id_: "" if elsewhere else unescape(target)
            for id_, target, elsewhere in _RELATION.findall(listed)
        }
        for used in dict.fromkeys(_USED.findall(text)):
            target = targets.get(used)
            if target is None or (target and posixpath.join(folder, target) not in parts):
                yield Link(name, target or used)
