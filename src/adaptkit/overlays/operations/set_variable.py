"""``set_variable``: what ``{name}`` stands for here, such as the emergency number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.overlays.edits import Edit, Site, VariableChange
from adaptkit.overlays.operations import operation
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Fields


def _arguments(fields: Fields) -> Mapping[str, str]:
    read = {
        "value": shared.variable_value(fields),
        "kind": fields.choice("kind", shared.VARIABLE_KINDS),
        "note": fields.text("note"),
    }
    return {name: text for name, text in read.items() if text or name == "value"}


@operation("set_variable", variable=True, arguments=_arguments)
def set_variable(site: Site) -> Iterator[Edit]:
    yield VariableChange(site.operation, site.variable())
