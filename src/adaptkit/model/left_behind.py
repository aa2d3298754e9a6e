"""Files that editors, systems and version control leave beside those that people write."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What begins with a dot is hidden (.DS_Store, .#lock of Emacs, ._twin of macOS, .x.swp of Vim). An
# edition called ".." hides nothing: it is refused where it leads out.
_HIDDEN = r"\.(?!\.+ya?ml\Z).*|@eaDir|__MACOSX|\$RECYCLE\.BIN"
# ~$x and .~lock are locks of Word and LibreOffice, #x# and x~ what editors save on the way.
_FILES = re.compile(
    rf"{_HIDDEN}|~\$.*|#.*#|.*~|.*\.~\w+|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r"
    r"|.*\.(?:bak|backup|old|orig|rej|save|sw[a-p]|tmp|temp|part|crdownload)",
    re.IGNORECASE | re.DOTALL,
)
# A folder "1.part" may hold chapters.
_FOLDERS = re.compile(_HIDDEN, re.IGNORECASE | re.DOTALL)


def is_left_behind(name: str) -> bool:
    """Whether a file of this name (no path) is nobody's text."""
    return _FILES.fullmatch(name) is not None


def folder_is_left_behind(name: str) -> bool:
    """Whether a folder of this name (no path) holds nobody's text."""
    return _FOLDERS.fullmatch(name) is not None


def any_left_behind(parts: Sequence[str]) -> bool:
    """Whether the file at this path, given in its parts, is nobody's text."""
    return is_left_behind(parts[-1]) or any(map(folder_is_left_behind, parts[:-1]))


# What file managers and editors call a copy: of Windows, macOS, GNOME and KDE, browsers, people.
_COPY_WORDS = r"copy|kopie|copie|copia|cópia|kopia|копия|副本|コピー|salinan|نسخة"
_COPY_BEHIND = re.compile(
    rf"(?P<of>.+?)(?:[ _]?\(\d+\)|[ _]*[-–]? ?[ _-](?:{_COPY_WORDS})(?:[ _]?\(?\d+\)?)?"
    rf"|[ _]?\((?:\d+\w* )?(?:{_COPY_WORDS})(?: \d+)?\))\Z",
    re.IGNORECASE,
)
_COPY_BEFORE = re.compile(
    r"(?:copy of|kopie von|copie de|copia de|cópia de)[ _](?P<of>.+)\Z", re.IGNORECASE
)


def copied_from(stem: str) -> str:
    """``01-plan`` of ``01-plan (1)``, ``01-plan - Copy`` and ``Copy of 01-plan``, names without
    their suffix; ``""`` of what does not look like a copy."""
    found = _COPY_BEFORE.match(stem) or _COPY_BEHIND.match(stem)
    return copied_from(found["of"]) or found["of"] if found else ""
