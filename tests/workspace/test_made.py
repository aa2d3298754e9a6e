"""What was made from a file is made again when that file has been forgotten, and nothing else."""

from __future__ import annotations

import pytest

from adaptkit.workspace.made import Made


class Maker:
    """Makes a value of each name from some paths, and counts how often."""

    def __init__(self, paths: dict[str, tuple[str, ...]], asks: dict[str, str]) -> None:
        self.made, self.paths, self.asks = Made(), paths, asks
        self.count = dict.fromkeys(paths, 0)

    def get(self, name: str) -> str:
        def make() -> str:
            self.count[name] += 1
            self.made.look(*self.paths[name])
            below = self.get(self.asks[name]) if name in self.asks else ""
            return f"{name}({below})"

        return self.made.once(name, make)


@pytest.mark.parametrize(
    ("path", "again"),
    [
        ("source_guide/one.md", {"guide"}),
        ("source_guide/new.md", {"guide"}),
        ("source_guide", {"guide"}),
        ("source_guided/one.md", set()),
        ("locales/guide.pot", {"guide", "template"}),
        ("locales/guide.po", set()),
        ("locales", {"guide", "template"}),
        ("locales/es/guide.po", set()),
    ],
)
def test_only_what_was_made_from_it(path: str, again: set[str]) -> None:
    maker = Maker(
        {"guide": ("source_guide/", "source_guide/one.md"), "template": ("locales/guide.pot",)},
        {"guide": "template"},
    )
    for _ in range(2):
        assert maker.get("guide") == "guide(template())"
    assert maker.count == {"guide": 1, "template": 1}
    maker.made.forget(path)
    maker.get("guide")
    assert {name for name, count in maker.count.items() if count == 2} == again


def test_what_was_there_already_counts_for_whoever_asks_for_it() -> None:
    maker = Maker({"guide": (), "template": ("locales/guide.pot",)}, {"guide": "template"})
    maker.get("template")
    maker.get("guide")
    maker.made.forget("locales/guide.pot")
    maker.get("guide")
    assert maker.count == {"guide": 2, "template": 2}


def test_what_could_not_be_made_is_tried_again_and_counts_too() -> None:
    made = Made()
    tried: list[str] = []

    def broken() -> str:
        tried.append("broken")
        made.look("a.yaml")
        raise ValueError("broken")

    def whole() -> str:
        tried.append("whole")
        with pytest.raises(ValueError, match="broken"):
            made.once("broken", broken)
        return "whole"

    assert made.once("whole", whole) == made.once("whole", whole)
    assert tried == ["whole", "broken"]
    made.forget("a.yaml")
    made.once("whole", whole)
    assert tried == ["whole", "broken"] * 2
