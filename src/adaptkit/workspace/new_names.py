"""Names of new overlays and editions: which may be given, and what to write instead."""

from __future__ import annotations

import re

from adaptkit.model.naming import is_device
from adaptkit.workspace.called import country_called, country_of_three_letters
from adaptkit.workspace.problems import usage_error

_NAME = re.compile(r"[A-Za-z0-9]+(?:[-_@][A-Za-z0-9]+)*\Z")


def check_name(name: str, what: str, example: str) -> None:
    """Raises ProblemsFound where no overlay or edition (``what``) can be called so."""
    if not _NAME.match(name):
        message = f'"{name}" cannot be the name of an {what}'
        hint = f"use letters, digits, - and _, such as {example}"
        raise usage_error("use-name", "", message, hint)
    if is_device(name):
        message = f'"{name}" cannot be the name of an {what}: Windows keeps it for itself'
        raise usage_error("use-name", "", message, "choose another name")
    if what == "overlay" and len(name) == 2 and not name.isupper():
        message = f'a country is written in capitals: "{name.upper()}", not "{name}"'
        raise usage_error("use-name", "", message, f"adaptkit add overlay {name.upper()}")


def check_no_country(name: str) -> None:
    """Raises ProblemsFound for ``Kenya`` and ``KEN``: of an overlay of that name nobody knew the
    country."""
    if country := country_of_three_letters(name):
        said = f'"{name}" is a country in three letters; an overlay has its code of two'
        hint = f"adaptkit add overlay {country}; an organisation may be called {name.lower()}"
        raise usage_error("use-name", "", said, hint)
    if len(name) > 2 and (country := country_called(name)):
        said = f'"{name}" is the name of a country; an overlay has its code'
        raise usage_error("use-name", "", said, f"adaptkit add overlay {country}")


def is_country_code(name: str) -> bool:
    """Whether it is written as one: ``MX``."""
    return bool(re.fullmatch(r"[A-Z]{2}", name))
