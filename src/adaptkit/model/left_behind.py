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
