"""The part of SQL a rule may use: what DuckDB and Spark read alike, and what can do no harm.

Exactly one SELECT over the relations of ``checker.table.schema``, with functions from a list, within the
bounds of ``checker.judge.bounds``. Messages are Chinese: whoever writes a rule for an office reads them.
"""

from __future__ import annotations

import logging
import re
from difflib import get_close_matches
from functools import cache
from typing import Any

from checker.errors import RuleFileError
from checker.judge import bounds
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
    "Div": "除法（改用交叉相乘，商由模板 {a/b} 写出）",
    "IntDiv": "除法（改用交叉相乘，商由模板 {a/b} 写出）",
    "Mod": "求余",
    "Order": "ORDER BY（由引擎排序）",
    "Star": "*（逐个写出列名）",
    "Array": "数组",
    "Bracket": "数组",
    "Lambda": "lambda",
    "Unnest": "数组",
    "Lateral": "LATERAL",
    "Parameter": "参数",
    "Placeholder": "参数",
    "Limit": "LIMIT",
    "Offset": "OFFSET",
    "Into": "SELECT INTO",
    "TableSample": "抽样",
    "JSONExtract": "JSON",
    "SimilarTo": "SIMILAR TO（改用 LIKE）",
    "Pivot": "PIVOT",
    "Delete": "DELETE",
    "Update": "UPDATE",
    "Merge": "MERGE",
}
_SEE = "可移植的写法见 rules/README.md"
_ONE = "只写一条 SELECT"


def check(rule: Rule) -> None:
    """Make sure a rule stays inside the subset, in both dialects.

    Raises:
        RuleFileError: naming the line, what is not allowed and what to do instead.
    """
    excess = bounds.excess(rule.sql)
    if excess:
        raise _fault(rule, excess, _SEE)
    if "{" in rule.sql or "}" in rule.sql:
        raise _fault(rule, "SQL 里有花括号", "模板只写在文件头；界限取自关系 setting")
    try:
        for dialect in DIALECTS:
            tree = _parse(rule, dialect)
            _check_tree(rule, tree)
            excess = bounds.too_much(tree)
            if excess:
                raise _fault(rule, excess, _SEE)
    except RecursionError:
        raise _fault(rule, "语句套得太深", "分成几个 WITH 子句") from None


def _parse(rule: Rule, dialect: str) -> Any:
    import sqlglot  # noqa: PLC0415 — only needed for rules that are not known to be good

    # It warns of what it takes for a command; that is refused here anyway.
    logging.getLogger("sqlglot").setLevel(logging.ERROR)
    try:
        trees = sqlglot.parse(rule.sql, read=dialect)
    except sqlglot.errors.SqlglotError as error:
        first = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).split("\n")[0]
        told = getattr(error, "errors", None) or [{}]
        # The line is that of the file, in front; the column is counted from 1 on it.
        first = re.sub(r"\s*Line \d+, Col: (\d+)\.", r"（第 \1 个字）", first)
        problem = f"不是有效的 SQL（{dialect}）：{first}"
        raise _fault(rule, problem, _SEE, told[0].get("line")) from None
    found = [tree for tree in trees if tree is not None]
    if len(found) != 1:
        problem = f"有 {len(found)} 条语句" if found else "没有 SELECT"
        raise _fault(rule, problem, _ONE)
    return found[0]


def _check_tree(rule: Rule, tree: Any) -> None:
    from sqlglot import exp  # noqa: PLC0415

    if not isinstance(tree, exp.Select | exp.Union):
        raise _fault(rule, f"这是 {tree.key.upper()}，不是 SELECT", _ONE)
    named = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    for node in tree.walk():
        kind = type(node).__name__
        if kind in _FORBIDDEN and not _excused(node, exp):
            raise _fault(rule, f"用了{_FORBIDDEN[kind]}", _SEE, _line(node, exp))
        if isinstance(node, exp.Table):
            _check_table(rule, node, named, exp)
        if isinstance(node, exp.Func):
            _check_function(rule, node, exp)
        if isinstance(node, exp.Column) and node.name.lower() == "rowid":
            raise _fault(rule, "用了 rowid", "用关系的 id 列", _line(node, exp))
        if isinstance(node, exp.Command | exp.DDL) and not isinstance(node, exp.Select | exp.Union):
            raise _fault(rule, f"用了 {kind.upper()}", _ONE, _line(node, exp))


def _excused(node: Any, exp: Any) -> bool:
    if isinstance(node, exp.Order):
        return isinstance(node.parent, exp.Window)
    if isinstance(node, exp.Star):
        return isinstance(node.parent, exp.Count)
    return False


def _check_table(rule: Rule, node: Any, named: set[str], exp: Any) -> None:
    name = node.name.lower()
    if not name or node.db or node.catalog or not (name in SCHEMA or name in named):
        plain = isinstance(node.this, exp.Identifier) and not node.db
        near = get_close_matches(name, SCHEMA, n=1) if plain else []
        fix = f"是不是 {near[0]}？" if near else "可读的关系：" + " ".join(sorted(SCHEMA))
        shown = node.name if plain else node.sql(dialect="duckdb")
        raise _fault(rule, f"读取“{shown}”，没有这个关系", fix, _line(node, exp))


def _check_function(rule: Rule, node: Any, exp: Any) -> None:
    name = node.name.lower() if isinstance(node, exp.Anonymous) else node.sql_name().lower()
    if name not in FUNCTIONS:
        raise _fault(
            rule, f"用了函数 {name}()", "可用的函数：" + " ".join(sorted(_shown())), _line(node, exp)
        )


@cache
def _shown() -> frozenset[str]:
    return FUNCTIONS - {"case", "and", "or", "xor", "exists", "try_cast", "str_position", "strposition"}


def _line(node: Any, exp: Any) -> int | None:
    """Return the line of the SQL that a node stands on, as far as the parser remembers it."""
    for each in node.walk():
        line = each.meta.get("line")
        if line:
            return int(line)
    above = node.parent
    first = (
        next((each.meta["line"] for each in above.find_all(exp.Identifier) if "line" in each.meta), None)
        if above is not None
        else None
    )
    return int(first) if first else None


def _fault(rule: Rule, problem: str, fix: str, line: int | None = None) -> RuleFileError:
    """Return the error; ``line`` counts from the first line of the SQL."""
    return RuleFileError(f"{rule.path}:{rule.sql_line + (line or 1) - 1}", problem, fix=fix)
