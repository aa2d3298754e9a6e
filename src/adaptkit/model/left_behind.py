"""Files that editors, systems and version control leave beside those that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What begins with a dot is hidden (.DS_Store, .#lock of Emacs, ._twin of macOS, .x.swp of Vim);
# ~$x and .~lock are locks of Word and LibreOffice, #x# and x~ what editors save on the way.
_NAMES = re.compile(
    r"\..*|~\$.*|#.*#|.*~|.*\.(?:bak|backup|old|orig|rej|save|sw[a-p]|tmp|temp|part|crdownload)"
    r"|.*\.~\w+|Thumbs\.db|ehthumbs\.db|desktop\.ini|__MACOSX|\$RECYCLE\.BIN|@eaDir|Icon\r",
    re.IGNORECASE | re.DOTALL,
)


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of this name (no path) is nobody's text."""
    return _NAMES.fullmatch(name) is not None


def any_left_behind(parts: Iterable[str]) -> bool:
    """The same for the parts of a path: what stands in such a folder is nobody's text either."""
    return any(map(is_left_behind, parts))
