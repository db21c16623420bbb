"""The part of SQL a rule may use: what DuckDB and Spark read alike, and what can do no harm.

Exactly one SELECT over the relations of ``checker.table.schema``, with functions from a list.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from checker.errors import RuleFileError
from checker.judge.rulefile import Rule
from checker.table.schema import SCHEMA

DIALECTS = ("duckdb", "spark")
FUNCTIONS = frozenset({
    "abs", "cast", "coalesce", "concat", "count", "dense_rank", "greatest", "if", "least", "length",
    "lower", "max", "min", "nullif", "rank", "replace", "row_number", "strposition", "str_position",
    "substring", "sum", "trim", "upper", "startswith", "starts_with", "case", "and", "or", "xor",
    "exists", "try_cast",
})  # fmt: skip
_FORBIDDEN = {
    "Div": "division (cross-multiply instead)",
    "IntDiv": "division (cross-multiply instead)",
    "Mod": "the remainder of a division",
    "Order": "ORDER BY (the engine sorts)",
    "Star": "* (name the columns)",
    "Array": "arrays",
    "Bracket": "arrays",
    "Lambda": "lambdas",
    "Unnest": "arrays",
    "Lateral": "LATERAL",
    "Parameter": "parameters",
    "Placeholder": "parameters",
    "Limit": "LIMIT",
    "Offset": "OFFSET",
    "Into": "SELECT INTO",
    "TableSample": "sampling",
    "JSONExtract": "JSON",
}
_ALLOWED_ORDER_PARENT = "Window"


def check(rule: Rule) -> None:
    """Make sure a rule stays inside the subset, in both dialects.

    Raises:
        RuleFileError: naming what is not allowed and what to do instead.
    """
    if "{" in rule.sql or "}" in rule.sql:
        raise _fault(rule, "templating in SQL", "thresholds come from the relation setting")
    for dialect in DIALECTS:
        _check_tree(rule, _parse(rule, dialect))


def _parse(rule: Rule, dialect: str) -> Any:
    import sqlglot  # noqa: PLC0415 — only needed for rules that are not known to be good

    try:
        trees = sqlglot.parse(rule.sql, read=dialect)
    except sqlglot.errors.SqlglotError as error:
        first = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).split("\n")[0]
        raise _fault(rule, f"not valid in {dialect}: {first}", "see rules/README.md") from None
    if len(trees) != 1 or trees[0] is None:
        raise _fault(rule, f"{len(trees)} statements", "write exactly one SELECT")
    return trees[0]


def _check_tree(rule: Rule, tree: Any) -> None:
    from sqlglot import exp  # noqa: PLC0415

    if not isinstance(tree, exp.Select | exp.Union):
        raise _fault(rule, f"{tree.key.upper()} instead of SELECT", "write exactly one SELECT")
    named = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    for node in tree.walk():
        kind = type(node).__name__
        if kind in _FORBIDDEN and not _excused(node, exp):
            raise _fault(rule, f"uses {_FORBIDDEN[kind]}", "see the portable subset in rules/README.md")
        if isinstance(node, exp.Table):
            _check_table(rule, node, named)
        if isinstance(node, exp.Func):
            _check_function(rule, node, exp)
        if isinstance(node, exp.Command | exp.DDL) and not isinstance(node, exp.Select | exp.Union):
            raise _fault(rule, f"uses {kind}", "write exactly one SELECT")


def _excused(node: Any, exp: Any) -> bool:
    if isinstance(node, exp.Order):
        return isinstance(node.parent, exp.Window)
    if isinstance(node, exp.Star):
        return isinstance(node.parent, exp.Count)
    return False


def _check_table(rule: Rule, node: Any, named: set[str]) -> None:
    name = node.name.lower()
    if not name or node.db or node.catalog or not (name in SCHEMA or name in named):
        shown = node.sql(dialect="duckdb")
        raise _fault(rule, f"reads “{shown}”", "relations: " + ", ".join(sorted(SCHEMA)))


def _check_function(rule: Rule, node: Any, exp: Any) -> None:
    name = node.name.lower() if isinstance(node, exp.Anonymous) else node.sql_name().lower()
    if name not in FUNCTIONS:
        raise _fault(rule, f"calls {name}()", "functions: " + ", ".join(sorted(_shown())))


@cache
def _shown() -> frozenset[str]:
    return FUNCTIONS - {"case", "and", "or", "xor", "exists", "try_cast", "str_position", "strposition"}


def _fault(rule: Rule, problem: str, fix: str) -> RuleFileError:
    return RuleFileError(f"{rule.path}:{rule.sql_line}", problem, fix=fix)
