"""The words of time of a clause: those of the read stage, and lengths that only a clause gives a meaning."""

from __future__ import annotations

import re
from functools import cache

from checker.parse import lexicon, numerals
from checker.read.period import TimeExpression, time_expressions

# Alternatives that begin with a character each: what none begins with is skipped fast.
_SIGN = re.compile(
    f"{'|'.join('年月季期末初底来前今去上近明半周假将')}|阶段|较短|长远|未来|条件|时机|长期看|早日|尽早"
)
_CARRIED_IN = re.compile("(?:上年度?|去年)(?:末|底)?(?:专项|净)?(?:结转|结余|滚存)")
_CARRIED_ON = re.compile("结转(?:到|至)?(?:下一?年度?|次年|明年)$")
_LONGEST = 30  # a length beyond this is an age


@cache
def _length() -> re.Pattern[str]:
    return re.compile(
        f"(?<![“第])([二三四五六七八九十两]{{1,3}}|[1-9]\\d?)年(?={lexicon.either('over-years')})"
    )


def may_hold_time(text: str) -> bool:
    """The prefilter: whether a clause can hold a word of time."""
    return bool(_SIGN.search(text))


def words_of_time(text: str) -> list[TimeExpression]:
    """Return a clause's words of time in order, without overlaps.

    五年净增58亿元 and 三年翻番 name the length of the span that a review looks back on, or a plan ahead to.
    """
    if not may_hold_time(text):
        return []
    times = time_expressions(text)
    if "结" in text:
        # 上年结转, 上年结余收入, 结转下年: names of what a budget of this year takes over or leaves.
        times = [
            t for t in times if not (_CARRIED_IN.match(text, t.start) or _CARRIED_ON.search(text, 0, t.end))
        ]
    if "年" not in text:
        return times
    for match in _length().finditer(text):
        years = int(match[1]) if match[1].isdigit() else int(numerals.chinese(match[1]))
        taken = any(t.start < match.end() and match.start() < t.end for t in times)
        if not taken and years <= _LONGEST:
            start, end = match.span()
            times.append(TimeExpression(start, end, match.group(), "span", "context", years, years))
    return sorted(times, key=lambda time: time.start)
