"""Markdown text ⇄ block tree: the only door to markdown-it-py."""
