"""YAML text with positions: the only door to ruamel.yaml.

A small part of YAML 1.2 is enough here: mappings, lists and text. What makes YAML surprising
(anchors, aliases, merge keys, tags, directives, several documents, text that silently becomes
a number) is refused, and every problem of a file is reported at once::

    reader = Reader(text, path="locales/editions/es_MX.yaml")
    top = reader.top()
    name = top.text("edition", required=True)
    formats = top.texts("formats")
    reader.finish()          # raises ProblemsFound: unknown keys and all that was noted before

The fields that a function asks for *are* the schema: a key that nobody asked for is unknown.
"""

from __future__ import annotations

from adaptkit.yaml_text.fields import Fields, Reader, Value
from adaptkit.yaml_text.nodes import MappingNode, Node, Scalar, Sequence
from adaptkit.yaml_text.parse import parse_yaml
from adaptkit.yaml_text.render import quote, render_key, render_mapping, render_text

__all__ = [
    "Fields",
    "MappingNode",
    "Node",
    "Reader",
    "Scalar",
    "Sequence",
    "Value",
    "parse_yaml",
    "quote",
    "render_key",
    "render_mapping",
    "render_text",
]
