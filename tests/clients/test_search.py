"""Search within an edition and among all editions, in Chromium, from file://.

Needs node, Chromium, and a folder with the npm packages axe-core and playwright-core, named by
ADAPTKIT_NODE_MODULES.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.writers.builders import edition, finished, sibling, write

from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.writers.html import write_index

HOSTILE = (
    '</script><script>alert(1)</script> <img src=x onerror=alert(1)> "]] ${alert(1)} \\u003cb> '
    "\u2028 hostile"
)
TEXTS = {
    "es_MX": (
        "# La rehabilitación\n\nUn texto.\n\n## Ñandú y pingüino {#n}\n\n"
        "Le llama al 0800 032 38 39.\n",
        {"rehabilitacion": "La rehabilitación", "NANDU pinguino": "Ñandú y pingüino"},
    ),
    "ar_LB": (
        "# إعادة التَّأهيل\n\nنصّ.\n\n## ألم في القدم {#n}\n\nالمستشفى قريبة ٣٤.\n\n"
        "@en Still English.\n",
        {
            "اعادة التاهيل": "إعادة التَّأهيل",
            "مستشفي قريبه 34": "ألم في القدم",
            "الم": "ألم في القدم",
        },
    ),
    "zh_Hans_MY": (
        "# 复健治疗\n\n您的团队包括物理治疗师。\n\n## 疲劳 {#n}\n\n休息不一定能消除。\n",
        {"治疗师": "复健治疗", "疲劳": "疲劳", "消除休息": "疲劳"},
    ),
    "ta_MY": (
        "# மறுவாழ்வு\n\nஉங்கள் குழு.\n\n## சோர்வு {#n}\n\nஓய்வு போதாது.\n",
        {"சோர்வு": "சோர்வு", "குழு": "மறுவாழ்வு"},
    ),
    "th": (
        "# การฟื้นฟูสมรรถภาพ\n\nทีมของคุณ\n\n## ความเหนื่อยล้า {#n}\n\nพักผ่อนไม่พอ\n",
        {"ฟื้นฟู": "การฟื้นฟูสมรรถภาพ", "พักผ่อน": "ความเหนื่อยล้า"},
    ),
}


def reading(folder: Path) -> Path:
    """A long page of three sections, of an edition with two chapters."""
    long = "".join(f"## {name}\n\n" + "Text.\n\n" * 40 for name in ("First", "Second", "Third"))
    made = edition(finished(f"# One\n\n{long}"), finished("# Two\n", "two.md"))
    for path, content in write(made).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "one.html"


@pytest.fixture(scope="module")
def seen(
    tmp_path_factory: pytest.TempPathFactory, node_modules: Path, program: Callable[[str], str]
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("search")
    pages, siblings = [], []
    for name, (text, queries) in TEXTS.items():
        other = finished(f"# Other\n\n{HOSTILE.replace('<', chr(92) + '<')}\n", "other.md")
        made = edition(finished(text), other, locale=Locale.parse(name))
        siblings.append(sibling(made))
        for path, content in write(made).items():
            there = folder / name / "html" / path
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(content)
        asked = [*queries, "hostile", "qqqq"]
        pages.append({"page": str(folder / name / "html" / "search.html"), "queries": asked})
    (folder / "index.html").write_bytes(write_index(siblings, title=Said("The guide")))
    plan = {
        "pages": pages,
        "index": str(folder / "index.html"),
        "wanted": "espanol",
        "reading": str(reading(folder / "reading")),
    }
    (folder / "plan.json").write_text(json.dumps(plan), "utf-8")
    done = subprocess.run(
        [program("node"), str(Path(__file__).with_name("search.mjs")), str(folder / "plan.json")],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_people_type_is_found_in_five_scripts(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        name = Path(page["page"]).parents[1].name
        for query, title in TEXTS[name][1].items():
            answer = page["answers"][query]
            assert answer["titles"][0] == title, (name, query)
            assert answer["said"].startswith("Results: ")
            assert answer["marks"], (name, query)
        assert page["answers"]["qqqq"]["titles"] == []
        assert page["answers"]["qqqq"]["said"].startswith("Nothing was found.")


def test_what_is_in_another_language_says_so_where_it_is_shown(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        name = Path(page["page"]).parents[1].name
        spoken = [one for query in TEXTS[name][1] for one in page["answers"][query]["spoken"]]
        english = ["en", "auto", "Still English."]
        assert spoken == ([english] * 2 if name == "ar_LB" else []), name


def test_every_word_of_a_page_finds_it(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        assert page["words"]["lost"] == [], page["page"]
        assert page["words"]["count"] > 30


def test_keys_alone_lead_to_the_place_and_back(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        assert page["focused"] == "words"
        assert page["arrived"], page["page"]
        assert page["back"], page["page"]


def test_a_hostile_text_is_shown_and_does_nothing(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        answer = page["answers"]["hostile"]
        assert answer["titles"] == ["Other"]
        assert set(answer["elements"]) <= {"a", "li", "mark", "p", "span"}


def test_without_a_script_there_is_no_field_and_all_sections_are_there(
    seen: dict[str, Any],
) -> None:
    assert seen["without"] == {"field": False, "links": 3}


def test_the_page_of_all_editions_shows_those_that_are_looked_for(seen: dict[str, Any]) -> None:
    assert len(seen["all"]) == 5
    assert seen["filtered"] == ["español (México)"]
    assert seen["said"] == "Results: 1"


def test_folding_twice_is_folding_once(tmp_path: Path, program: Callable[[str], str]) -> None:
    """Every character there is, alone and in capitals."""
    own = files("adaptkit.writers.html").joinpath("scripts", "fold.js").read_text("utf-8")
    asked = """
    const wrong = [];
    for (let code = 0; code < 0x110000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const one = String.fromCodePoint(code), once = fold(`a${one}b`);
      if (fold(once) !== once || fold(`A${one}B`) !== once) wrong.push(code.toString(16));
      const [upper, lower] = [fold(one.toUpperCase()), fold(one.toLowerCase())];
      if (![upper, lower].includes(fold(one))) wrong.push(`${code.toString(16)} case`);
    }
    console.log(wrong.slice(0, 9).join(" "));
    """
    script = tmp_path / "fold.js"
    script.write_text(own + asked, "utf-8")
    done = subprocess.run([program("node"), str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_the_section_that_is_read_is_marked_and_escape_closes_menus(seen: dict[str, Any]) -> None:
    assert seen["reading"]["at"] == ["", "Second", "Third"]
    assert seen["reading"]["menus"] == [1, 0, "summary"]
