"""Which of the names that are there a person means: case, hyphen and suffix tell none apart.

On many disks es_MX and ES_MX are one file; es-MX is how the web writes es_MX. What is declared
answers to all of these, and what only looks like it is never taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from adaptkit.model.locale import Locale

_YAML = re.compile(r"\.ya?ml\Z", re.IGNORECASE)
_TURNED = re.compile(r"(?P<country>[A-Z]{2})[-_](?P<language>[a-z]{2,3})\Z")
# Names that are no files on Windows, whatever follows the first dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?\Z", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = re.compile(r'[:*?"<>|\x00-\x1f]')


def folded(name: str) -> str:
    """The same for two names that a person, or a disk, may take for one."""
    return unicodedata.normalize("NFC", name).casefold().replace("-", "_")


def without_suffix(file: str) -> str | None:
    """``es_MX`` of ``es_MX.yaml``, ``es_MX.yml`` and ``ES_MX.YML``; None of other files."""
    return _YAML.sub("", file) if _YAML.search(file) else None


# What a text editor or a word processor puts behind the name that somebody typed.
WORD_FILES = (".docx", ".doc", ".odt", ".rtf", ".pages")
_ADDED = (".txt", *WORD_FILES)


def as_typed(file: str) -> str | None:
    """``es_MX`` of ``es_MX.yaml.txt``, ``es_MX.docx`` and the like; None of other files."""
    end = next((end for end in _ADDED if file.casefold().endswith(end)), "")
    if not end:
        return None
    typed = file[: -len(end)]
    named = without_suffix(typed)
    # Notes that stand beside it are as likely as an edition: es_MX.txt is nobody's slip.
    return named if named is not None else (typed if end in WORD_FILES else None)


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that is meant: the same; else the one that differs in case, hyphen or the
    suffix or folder of its file; else the one of the same language and country (``sr_Latn`` and
    ``sr@latin``). None where there is none, or where several are equally near."""
    known = known if isinstance(known, (tuple, Mapping)) else tuple(known)
    if name in known:
        return name
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    bare = without_suffix(last) or last
    if bare in known:
        return bare
    near = [other for other in known if folded(other) == folded(bare)]
    if not near and (locale := _locale(bare)):
        near = [other for other in known if _locale(other) == locale]
    return near[0] if len(near) == 1 else None


def twins(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Each name that stands for the same as others, with all of them."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(folded(name), []).append(name)
    return {name: group for group in found.values() if len(group) > 1 for name in group}


def turned_round(name: str) -> str:
    """``sw_KE`` of ``KE_sw``; ``""`` of what is not a country before a language. ``PT-br`` is
    what it says, in other letters: Portuguese of Brazil is spoken, and Breton of Portugal is not.
    """
    found = _TURNED.match(name)
    if not found:
        return ""
    locale = Locale(found["language"], "", found["country"])
    written = Locale(found["country"].lower(), "", found["language"].upper())
    if not locale.is_known or not locale.territory_exists or written.is_spoken:
        return ""
    return locale.posix if locale.is_spoken or not written.is_known else ""


def is_device(name: str) -> bool:
    """Whether Windows keeps this name for itself."""
    return _DEVICES.match(name) is not None


def keeps_from_windows(path: str) -> bool:
    """Whether no file of that path can be kept on Windows, where readers may unpack an edition."""
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return any(
        is_device(part) or _FORBIDDEN.search(part) is not None or part[-1] in ". " for part in parts
    )


def _locale(name: str) -> Locale | None:
    try:
        return Locale.parse(name)
    except ValueError:
        return None
