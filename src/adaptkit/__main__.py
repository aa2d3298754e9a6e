"""``python -m adaptkit`` is ``adaptkit``."""

from adaptkit.cli import main

main()
