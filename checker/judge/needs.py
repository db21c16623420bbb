"""Which relations a rule cannot do without: while one of them is empty, the rule finds nothing.

Over one draft a third of the rules need not run, and reading and planning their SQL is what takes time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from checker.table.schema import SCHEMA

_ASIDE = re.compile(r"--[^\n]*|'[^']*'")
_NAMED = re.compile(r"(?:WITH|,)\s+(\w+) AS \(", re.IGNORECASE)  # a common table expression
_BRACKET = re.compile(r"[()]")
_NESTED = re.compile(r"\([^()]*\)")
_READ = re.compile(r"(?<!DISTINCT )(?<!LEFT )(?<!OUTER )\b(?:FROM|JOIN) (\w+)", re.IGNORECASE)
# What gives rows although a relation is empty.
_OTHERWISE = re.compile(r"\b(?:UNION|INTERSECT|EXCEPT|RIGHT|FULL|COUNT|SUM|MIN|MAX)\b", re.IGNORECASE)


@cache
def needed(sql: str) -> frozenset[str]:
    """Return relations without whose rows a rule has none of its own.

    They are told from the text: what the outermost SELECT reads and joins, and what the common table
    expressions among it read in turn. Rather too few than one too many.

    >>> sorted(needed("WITH told AS (SELECT c.id AS id FROM claim AS c) "
    ...               "SELECT s.id AS anchor FROM statement AS s JOIN told AS t ON t.id = s.id "
    ...               "LEFT JOIN document AS d ON d.id = s.doc_id"))
    ['claim', 'statement']
    """
    return frozenset(_needed(" ".join(_ASIDE.sub(" ", sql).split()), {}))


def _needed(text: str, known: Mapping[str, set[str]]) -> set[str]:
    named = dict(known)
    found = _NAMED.match(text)
    while found:
        end = _closing(text, found.end())
        named[found[1].lower()] = _needed(text[found.end() : end].strip(), named)
        text = text[end + 1 :]
        found = _NAMED.match(text)
    nested = 1
    while nested:
        text, nested = _NESTED.subn(" ", text)
    if _OTHERWISE.search(text):
        return set()
    read = {name.lower() for name in _READ.findall(text)}
    return set().union(*(named.get(name, {name} & SCHEMA.keys()) for name in read))


def _closing(text: str, at: int) -> int:
    """Return where the bracket closes that stands before a place."""
    depth = 1
    for bracket in _BRACKET.finditer(text, at):
        depth += 1 if bracket[0] == "(" else -1
        if not depth:
            return bracket.start()
    return len(text)
