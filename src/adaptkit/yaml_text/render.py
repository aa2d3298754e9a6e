"""Values → YAML text that any reader gets back exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adaptkit.yaml_text.nodes import is_null_word, read_as

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Control characters, line separators, invisible direction marks and what YAML forbids.
_ESCAPED = re.compile(
    '[\x00-\x1f"\\\\\x7f-\xa0\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)


def quote(text: str) -> str:
    """``text`` on one line between double quotes; any YAML 1.2 reader gets it back exactly."""

    def escape(found: re.Match[str]) -> str:
        character = found.group()
        code = ord(character)
        return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")

    return '"' + _ESCAPED.sub(escape, text) + '"'


def render_text(text: str, indent: int) -> str:
    """``text`` as a value: a literal block where it has lines and the block keeps it exactly."""
    lines = text.split("\n")
    if (
        len(lines) == 1
        or not lines[0].strip()
        or lines[0] != lines[0].lstrip()
        or any(line != line.rstrip() or line.startswith("\t") for line in lines)
        or not lines[-1]
        or _ESCAPED.search(text.replace("\n", "").replace('"', "").replace("\\", ""))
    ):
        return quote(text)
    pad = " " * indent
    return "|-\n" + "\n".join(pad + line if line else "" for line in lines)


def render_key(key: str) -> str:
    return (
        key if _PLAIN_KEY.match(key) and not read_as(key) and not is_null_word(key) else quote(key)
    )


def render_mapping(entries: Mapping[str, object], indent: int = 0) -> str:
    """Mappings, lists and texts, nested, in the order given; ends with a newline unless empty.

    ``render_mapping({"costs": {"target": "a.b", "text": "…"}})``. Other values are a mistake.
    """
    pad = " " * indent
    written = []
    for key, value in entries.items():
        name = pad + render_key(key) + ":"
        if isinstance(value, str):
            written.append(f"{name} {render_text(value, indent + 2)}\n")
        elif isinstance(value, Mapping):
            inner = render_mapping(value, indent + 2)
            written.append(f"{name}\n{inner}" if inner else f"{name} {{}}\n")
        elif isinstance(value, list):
            inner = "".join(_render_item(key, item, indent + 2) for item in value)
            written.append(f"{name}\n{inner}" if inner else f"{name} []\n")
        else:
            raise TypeError(f"{key}: only texts, lists and mappings can be written, not {value!r}")
    return "".join(written)


def _render_item(key: str, item: object, indent: int) -> str:
    mark = " " * indent + "- "
    if isinstance(item, str):
        return f"{mark}{render_text(item, indent + 2)}\n"
    if isinstance(item, Mapping) and item:
        return mark + render_mapping(item, indent + 2)[indent + 2 :]
    raise TypeError(f"{key}: only texts and filled mappings can stand in a list, not {item!r}")
