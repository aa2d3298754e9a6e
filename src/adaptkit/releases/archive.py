"""The files of a release as one archive: the same bytes for the same files."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # an archive knows no others
_FILE = 0o100644 << 16


def archive(name: str, files: Mapping[str, bytes], day: datetime.date) -> bytes:
    """A ZIP in which all stands in a folder ``name``, sorted, each file of the same moment: the day
    of the release, so that it is not the clock that says when."""
    year = min(max(day.year, _FIRST_YEAR), _LAST_YEAR)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for path, content in sorted(files.items()):
            one = zipfile.ZipInfo(f"{name}/{path}", (year, day.month, day.day, 0, 0, 0))
            one.compress_type = zipfile.ZIP_DEFLATED
            one.create_system = 3  # Unix, on Windows too
            one.external_attr = _FILE
            written.writestr(one, content)
    return out.getvalue()
