"""Signs that a text is asked for before a dear expression is: what the expression finds holds its sign."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.parse import headed, lexicon
from checker.read import cues
from checker.table import announced, mentions, named_lists, naming, sessions
from checker.table.naming import Named

_SIGNS = {
    "announced within a text": (announced._INLINE, announced._LAST_NUMERAL),
    "counted behind quotation marks": (named_lists._QUOTED_BEFORE._pattern, named_lists._BEHIND_QUOTES),
    "counted behind names": (named_lists._TOLD_BEFORE._pattern, named_lists._SUMS_UP),
    "a miss": (mentions._MISS._pattern, mentions._AMISS),
    "a session": (sessions._SESSION, re.compile(sessions._OF_CONGRESS)),
    "a year looked back on": (cues._LOOKS_BACK, cues._LOOKS),
    "handed over": (headed._HANDED_OVER, headed._HANDS),
}


@pytest.mark.parametrize("name", _SIGNS)
def test_what_is_found_holds_its_sign(name: str) -> None:
    whole, sign = _SIGNS[name]

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(whole))
    def holds(text: str) -> None:
        assert sign.search(text)

    holds()


def test_a_phrase_is_found_where_its_sign_is() -> None:
    phrases = lexicon.load().phrases
    for phrase in phrases:
        for other in phrases:
            found = phrase.pattern.search(other.example), phrase.sign.search(other.example)
            assert (found[0] is None) == (found[1] is None), (phrase.type, other.example)
    assert any(phrase.sign != phrase.pattern for phrase in phrases)


class TestNames:
    """Names of indicators are looked for in clauses that hold one."""

    def test_no_word_runs_over_a_clause(self) -> None:
        ends = set(naming.CLAUSE_ENDS)
        assert not [word for word in lexicon.load().automaton.keys() if ends & set(word)]  # noqa: SIM118

    def test_the_longer_name_counts(self) -> None:
        named = Named("服务业增加值增长5%，地区生产总值要保持。", "地区生产总值要保持。")
        both = frozenset({"gdp", "service_va"})
        assert named.anywhere(both) == both
        assert named.in_targets(both) == {"gdp"}
        assert Named("人均地区生产总值更高", "").anywhere(frozenset({"gdp"})) == set()

    def test_keys_of_the_lexicon_and_open_ones(self) -> None:
        named = Named("", "推进柳溪水库建设，地区生产总值稳步增长；")
        assert named.keys({"gdp", "gdp@市区", "cpi", "~柳溪水库", "~石湾水库"}) == {
            "gdp",
            "gdp@市区",
            "~柳溪水库",
        }
