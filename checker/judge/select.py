"""Which rules run: by code, prefix of a code, or name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from checker.errors import UsageError
from checker.judge.rulefile import Rule


def chosen(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """Return the rules that are selected (all, where nothing is) and not ignored.

    Raises:
        UsageError: a selector that names no rule.
    """
    for selector in (*select, *ignore):
        _known(rules, selector)
    return [
        rule
        for rule in rules
        if (not select or any(names(selector, rule) for selector in select))
        and not any(names(selector, rule) for selector in ignore)
    ]


def names(selector: str, rule: Rule) -> bool:
    """Say whether a selector names a rule: ``PC201``, ``PC2``, ``weaker-than-parent``."""
    return selector == rule.name or (bool(selector) and rule.code.startswith(selector))


def _known(rules: Sequence[Rule], selector: str) -> None:
    if any(names(selector, rule) for rule in rules):
        return
    all_names = [name for rule in rules for name in (rule.code, rule.name)]
    near = get_close_matches(selector, all_names, n=1, cutoff=0.5)
    fix = f"是不是 {near[0]}？" if near else "用 checker rules 查看全部规则"
    what = "规则编号" if re.match(r"[A-Z]", selector) else "规则名"
    raise UsageError("", f"没有{what}“{selector}”", fix=fix)
