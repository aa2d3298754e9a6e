"""The table of plural rules that ships."""

from __future__ import annotations

import gettext
import sys

import pytest

from adaptkit.catalogues.plurals import _table, fewest_forms, form_count, is_wrong, plural_rule
from adaptkit.model.locale import Locale


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("es", "nplurals=2; plural=(n != 1);"),
        ("es-MX", "nplurals=2; plural=(n != 1);"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("pt", "nplurals=2; plural=(n != 1);"),
        ("pt-PT", "nplurals=2; plural=(n != 1);"),
        ("pt-BR", "nplurals=2; plural=(n > 1);"),
        ("sr-Latn", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
         "(n%100<10 || n%100>=20) ? 1 : 2);"),
        ("zh-Hant", "nplurals=1; plural=0;"),
        ("ms", "nplurals=1; plural=0;"),
        ("hi", "nplurals=2; plural=(n > 1);"),
        ("qzz", "nplurals=1; plural=0;"),
    ],
)  # fmt: skip
def test_rules_that_people_get(tag: str, rule: str) -> None:
    assert plural_rule(Locale.parse(tag)) == rule


def test_every_rule_can_be_read_and_keeps_to_its_forms() -> None:
    table = _table()
    assert len(table) > 600
    for rule in {rule for rule, _ in table.values()}:
        form = gettext.c2py(rule.partition("plural=")[2].rstrip(";"))
        assert {form(n) for n in range(1500)} <= set(range(form_count(rule))), rule
    for code, (rule, fewest) in table.items():
        count = form_count(rule)
        assert 1 <= fewest <= count == int(rule[9]), code
        assert not is_wrong(rule, Locale.parse(code)), code


def test_fewest_forms_is_a_place_where_publishers_agree() -> None:
    expected = {"es": 2, "fr": 2, "ar": 6, "tr": 1, "cy": 2, "sl": 4, "hi": 1, "tet": 1, "qzz": 1}
    assert {code: fewest_forms(Locale(code)) for code in expected} == expected


def test_no_other_package_decides_on_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    _table.cache_clear()
    for name in [n for n in sys.modules if n.partition(".")[0] == "babel"] or ["babel"]:
        monkeypatch.setitem(sys.modules, name, None)
    assert plural_rule(Locale("lv")).startswith("nplurals=3; plural=(n%10==1")
    assert plural_rule(Locale("tet")) == "nplurals=2; plural=(n != 1);"
