"""A rule not run for want of rows would have found nothing: told from the text, proved on the tree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from checker.judge import engine as engine_module
from checker.judge import rulefile, shipped_rules
from checker.judge.engine import Engine
from checker.judge.needs import needed
from checker.table.schema import SCHEMA, empty


def proved(query: exp.Expression, known: Mapping[str, set[str]]) -> set[str]:
    """Return the relations that a query, parsed, has no rows without."""
    if isinstance(query, exp.Subquery):
        return proved(query.this, known)
    if not isinstance(query, exp.Select):
        return set()
    named = dict(known)
    for each in query.ctes:
        named[each.alias.lower()] = proved(each.this, named)
    aggregates = [found for one in query.expressions for found in one.find_all(exp.AggFunc)]
    joins = query.args.get("joins") or []
    if (aggregates and not query.args.get("group")) or any(join.side in ("RIGHT", "FULL") for join in joins):
        return set()
    read = [query.find(exp.From), *(join for join in joins if join.side != "LEFT")]
    sources = [one.this for one in read if one is not None]
    return set().union(
        *(
            named.get(source.name.lower(), {source.name.lower()})
            if isinstance(source, exp.Table)
            else proved(source, named)
            for source in sources
        )
    )


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.code)
def test_nothing_is_said_to_be_needed_that_is_not(rule: rulefile.Rule) -> None:
    assert needed(rule.sql) <= proved(sqlglot.parse_one(rule.sql, read="duckdb"), {})


def test_much_of_what_is_needed_is_told() -> None:
    told = {rule.code: needed(rule.sql) for rule in shipped_rules()}
    assert {"outcome", "statement"} <= told["PC301"], "through a common table expression"
    assert len([code for code, names in told.items() if names]) > len(told) * 3 / 4


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        (
            "SELECT s.id AS anchor FROM statement AS s LEFT OUTER JOIN claim AS c ON c.id = s.id",
            {"statement"},
        ),
        ("SELECT s.id AS anchor FROM statement AS s FULL JOIN claim AS c ON c.id = s.id", set()),
        ("SELECT s.id AS anchor FROM statement AS s UNION ALL SELECT c.id FROM claim AS c", set()),
        ("SELECT COUNT(s.id) AS anchor FROM statement AS s", set()),
        ("SELECT s.id AS anchor FROM statement AS s WHERE s.id IS DISTINCT FROM claim", {"statement"}),
        ("SELECT s.id AS anchor FROM statement AS s WHERE s.id = ' FROM claim'", {"statement"}),
        ("SELECT s.id AS anchor FROM statement AS s -- JOIN claim\n", {"statement"}),
        ("SELECT s.id AS anchor FROM (SELECT c.id AS id FROM claim AS c) AS s", set()),
        (
            "SELECT s.id AS anchor FROM statement AS s WHERE NOT EXISTS (SELECT 1 FROM claim)",
            {"statement"},
        ),
        (
            "WITH claim AS (SELECT COUNT(d.id) AS id FROM document AS d), "
            "b AS (SELECT c.id AS id FROM claim AS c) "
            "SELECT b.id AS anchor FROM b JOIN statement AS s ON s.id = b.id",
            {"statement"},
        ),
    ],
)
def test_needed(sql: str, names: set[str]) -> None:
    assert needed(sql) == names


def test_a_rule_without_rows_is_not_even_planned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (rule,) = (rule for rule in shipped_rules() if rule.code == "PC901")
    with Engine({name: empty(name) for name in SCHEMA}) as engine:
        monkeypatch.setattr(engine_module, "_select", lambda *_, **__: pytest.fail("planned"))
        assert engine.run(rule) == []
