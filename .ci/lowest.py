"""Prints the lowest versions that pyproject.toml allows, one ``name==version`` a line, for pip.

    python .ci/lowest.py > lowest.txt
    PIP_CONSTRAINT=$PWD/lowest.txt pip install '.[test]'

They are read from the bounds themselves, so that what is tested is what is promised. Every
dependency, and every tool of the tests, must therefore say ``name>=version``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
EXTRAS = ("docx", "office", "test")
_BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*>=\s*(?P<version>[0-9][0-9A-Za-z.]*)\s*(?:,|\Z)")


def lowest(requirements: Iterable[str]) -> list[str]:
    """``["click>=8.1.7,<9"]`` gives ``["click==8.1.7"]``. Raises ValueError without a bound."""
    pins: dict[str, str] = {}
    for requirement in requirements:
        found = _BOUND.match(requirement)
        if not found:
            raise ValueError(f"{requirement!r} has no lower bound; write name>=version")
        name, version = found["name"].lower(), found["version"]
        if pins.setdefault(name, version) != version:
            raise ValueError(f"{name} has two lower bounds, {pins[name]} and {version}")
    return [f"{name}=={version}" for name, version in sorted(pins.items())]


def main() -> int:
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    try:
        pins = lowest([*project["dependencies"], *(r for extra in EXTRAS for r in extras[extra])])
    except ValueError as problem:
        print(f"pyproject.toml: {problem}", file=sys.stderr)
        return 1
    print("\n".join(pins))
    return 0


if __name__ == "__main__":
    sys.exit(main())
