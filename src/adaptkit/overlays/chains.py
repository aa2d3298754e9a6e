"""Through which overlays the guide has come when an overlay sees it.

What an operation sees depends on the overlays before its own, which differ from edition to
edition: Mexico after Latin America sees another text than Mexico alone. A chain is written
``guide > latin-america``; where an overlay speaks a native version in the edition's language, that
stands behind it: ``guide > latin-america (pt)``.
"""

from __future__ import annotations

from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.overlays.prose import spoken_in

GUIDE = "guide"


def chain_through(chain: str, overlay: Overlay, language: Locale) -> str:
    """The chain of what comes after ``overlay``."""
    versions = {spoken_in(overlay, file, language).tag for file in overlay.prose}
    native = sorted(versions - {overlay.language.tag})
    said = f" ({', '.join(native)})" if native else ""
    return f"{chain} > {overlay.name}{said}"
