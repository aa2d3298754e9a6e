"""What a command did or found: a module for each, with its data, its lines for people and its JSON.

``words``, ``problems`` and ``drift`` hold what several of them say.
"""
