"""Patterns that several dialects share. All of them take linear time."""

from __future__ import annotations

import re

# Liquid, Jinja, Nunjucks: {{ value }} and {% tag %}, on one line.
LIQUID = r"\{\{[^{}\n]*\}\}|\{%(?:[^%{}\n]|%(?!\}))*%\}"
# Python-Markdown's and kramdown's attributes: {: .class #id key="value" }
ATTRIBUTES = r"\{:[^{}\n]*\}"
# *[MS]: Multiple sclerosis
ABBREVIATION = re.compile(r"\*\[[^\[\]\n]+\]:[ \t]*(?P<words>[^\n]*\S)[ \t]*$")


def line(*patterns: str) -> re.Pattern[str]:
    """A line that holds these and blanks, and nothing else."""
    return re.compile(rf"(?:(?:{'|'.join(patterns)})[ \t]*)+$")
