"""Pages that hold all that they need in one file, and can do nothing else."""

from __future__ import annotations

import base64
import hashlib


def policy(css: str, script: str = "", *, pictures: bool = False) -> str:
    """What a browser may do with the page: show it, with exactly this style and script, and with
    the pictures that it holds itself."""
    scripts = f"script-src {hash_source(script)}; " if script else ""
    images = "img-src data:; " if pictures else ""
    rest = "base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; {scripts}style-src {hash_source(css)}; {images}{rest}"


def hash_source(text: str) -> str:
    """What a policy calls exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
