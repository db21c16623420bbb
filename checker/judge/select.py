"""Which rules run: by code, prefix of a code, or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from checker.errors import CheckerError, SettingsError, UsageError
from checker.judge.rulefile import Rule
from checker.settings import Settings


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


def known_severities(rules: Sequence[Rule], settings: Settings) -> None:
    """Make sure that every key of the settings' ``[severity]`` names a rule.

    Raises:
        SettingsError: one does not, with its line and the nearest name.
    """
    for key in settings.severity:
        if not any(names(key, rule) for rule in rules):
            line = settings.lines.get(key)
            place = f"{settings.source_path or 'checker.toml'}" + (f":{line}" if line else "")
            raise SettingsError(place, f"[severity] 里的“{key}”不是任何规则", fix=_near(rules, key))


def running(rules: Sequence[Rule], settings: Settings, faults: Iterable[CheckerError]) -> frozenset[str]:
    """Return the codes of the rules that ran: chosen, not switched off, without a fault of their own."""
    failed = {fault.place for fault in faults}
    on = (rule.code for rule in rules if settings.severity_of(rule.code, rule.name) != "off")
    return frozenset(code for code in on if code not in failed)


def names(selector: str, rule: Rule) -> bool:
    """Say whether a selector names a rule: ``PC201``, ``PC2``, ``weaker-than-parent``."""
    return selector == rule.name or (bool(selector) and rule.code.startswith(selector))


def _known(rules: Sequence[Rule], selector: str) -> None:
    if any(names(selector, rule) for rule in rules):
        return
    what = "规则编号" if re.match(r"[A-Z]", selector) else "规则名"
    raise UsageError("", f"没有{what}“{selector}”", fix=_near(rules, selector))


def _near(rules: Sequence[Rule], selector: str) -> str:
    all_names = [name for rule in rules for name in (rule.code, rule.name)]
    near = get_close_matches(selector, all_names, n=1, cutoff=0.5)
    return f"是不是 {near[0]}？" if near else "用 checker rules 查看全部规则"
