"""A short run of the fuzzer with a fixed seed, and every crash that a long one has found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.fuzz import fuzz, seeds, targets
from tests.fuzz.mutate import mutated

CASES = sorted((Path(__file__).parent / "cases").glob("*.bin"))
TARGETS = targets.all_targets()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case_found_by_fuzzing(case: Path) -> None:
    TARGETS[case.stem.split("-", 1)[0]](case.read_bytes())


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "reader.pdf"])
def test_short_run(name: str) -> None:
    """Nearly right inputs are refused as promised, or read. PDF is fuzzed in a process of its own."""
    chance = random.Random(20250101)
    corpus = fuzz.seeds_of(name)
    for _ in range({"rule": 12, "settings": 12, "several": 4}.get(name, 40)):
        TARGETS[name](mutated(chance.choice(corpus), chance.choice(corpus), chance))


@pytest.mark.parametrize("name", list(TARGETS))
def test_seeds_themselves_are_read(name: str) -> None:
    for seed in fuzz.seeds_of(name)[: 3 if name == "several" else 20]:
        TARGETS[name](seed)


def test_a_fault_is_found_kept_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        if len(data) % 2:
            raise ZeroDivisionError

    monkeypatch.setattr(targets, "all_targets", lambda: {"phrase": broken})
    counted = fuzz.run(0.3, 1, tmp_path)
    assert counted["fault phrase"] > 0
    assert len(list(tmp_path.glob("phrase-*.bin"))) == 1


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(
        alphabet=st.characters(codec=None, categories=None)
        | st.sampled_from("增长减少%亿元0123五左右、，。（）一"),
        max_size=60,
    )
)
def test_any_text_is_parsed(text: str) -> None:
    """No text whatever, lone surrogates included, ends the parser; every quote is its slice."""
    from checker.model import Context
    from checker.parse import parse_phrase

    lines = text.split("\n")
    for statement in parse_phrase(text, Context(region="白石区", period="2025")):
        assert lines[statement.line - 1][statement.start : statement.end] == statement.quote


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@hypothesis_settings(max_examples=100, deadline=None)
@given(
    _VALUES
    | st.fixed_dictionaries({"findings": _VALUES})
    | st.fixed_dictionaries({"baseline": _VALUES, "findings": st.lists(_VALUES, max_size=3)})
)
def test_any_json_is_a_baseline_or_refused(value: object) -> None:
    import json

    targets.baseline(json.dumps(value).encode())


@hypothesis_settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["region", "document", "tolerance", "limits", "severity", "accept", "rules", "cache"]),
    st.sampled_from(["name", "path", "growth", "seconds", "PC101", "finding", "x"]),
    st.sampled_from(
        ['"x"', "1", "-1", "0", "1.5", "true", "2024-01-01", "[]", "{}", "[[1]]", '"../.."', '"[*"', "inf"]
    ),
)
def test_any_value_in_the_settings_is_taken_or_refused(table: str, key: str, value: str) -> None:
    for text in (f"{table} = {value}", f"[{table}]\n{key} = {value}", f"[[{table}]]\n{key} = {value}"):
        targets.settings(text.encode())


def test_seeds_are_the_same_every_time() -> None:
    before = seeds.documents()
    seeds.documents.cache_clear()
    again = seeds.documents()
    assert before == again


def test_the_guided_fuzzer_names_its_targets_or_what_it_needs() -> None:
    import subprocess
    import sys

    script = Path(__file__).with_name("guided.py")
    done = subprocess.run(
        [sys.executable, str(script), "nothing"], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2
    assert "pip install atheris" in done.stderr or "reader.docx" in done.stderr
