"""What Python compiled in earlier runs is taken from the table, and does the same as if compiled anew."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from checker import kept, recalled
from checker.expressions import needs_of, starts_of
from checker.read import period
from checker.table import announced

EXPRESSIONS = (
    (r"(?P<whole>\d{1,3}(?:,\d{3})*)(?P<part>\.\d+)?(?=亿|万|%)", 0),
    (r"[一-龥]{2,9}?(?:增长|下降)(?<!不)\s*([0-9.]+)", 0),
    (r"^\s*(?:gdp|地区生产总值)\b", re.IGNORECASE | re.MULTILINE),
    (r"""(?P<a> 增 ) | (?P<b> 减 )  # blanks do not count""", re.VERBOSE),
)
TEXT = "GDP 增长 5.5%，地区生产总值1,234.5亿元\n地区生产总值下降3%，共增 12 万户，减少 7%"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A way to make tables that share a folder, as runs that follow each other do."""
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path))
    kept._folder.cache_clear()
    yield lambda: recalled._Table(import_module("re._compiler"))
    kept._folder.cache_clear()


def test_recalled_expressions_match_as_compiled_ones(table: Any) -> None:
    first = table()
    for text, flags in EXPRESSIONS:
        first.expression(text, flags)
    first.keep()
    second = table()
    for text, flags in EXPRESSIONS:
        plain, recalled_ = re.compile(text, flags), second.expression(text, flags)
        assert recalled_ == plain
        assert recalled_.groupindex == plain.groupindex
        assert [m.groups() for m in recalled_.finditer(TEXT)] == [m.groups() for m in plain.finditer(TEXT)]
        assert recalled_.sub("·", TEXT) == plain.sub("·", TEXT)
    assert not second._fresh, "nothing had to be compiled again"


@pytest.mark.parametrize("module", [announced, period])
def test_the_program_s_own_expressions(table: Any, module: Any) -> None:
    patterns = [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    assert patterns
    first = table()
    for pattern in patterns:
        assert first.expression(pattern.pattern, pattern.flags & ~re.UNICODE) == pattern


def test_an_expression_that_is_none_is_refused_as_ever(table: Any) -> None:
    with pytest.raises(re.error, match="unterminated subpattern"):
        table().expression("(没有右括号的一个表达式")


def test_names_met_in_documents_do_not_fill_the_table(table: Any) -> None:
    first = table()
    first.expression("白石区")
    first.expression(b"bytes are compiled as ever")
    assert not first._used


def test_where_the_table_is_full_only_what_was_used_stays(
    table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalled, "_MOST", 3)
    first = table()
    for number in range(3):
        first.expression(f"一个表达式第{number}个")
    first.keep()
    second = table()
    second.expression("一个新的表达式[0-9]")
    second.keep()
    assert list(table()._known) == [("一个新的表达式[0-9]", 0)]


def test_methods_of_data_classes(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> Any:
        @dataclasses.dataclass(frozen=True, slots=True, order=True)
        class Place:
            name: str
            parts: tuple[str, ...] = ()
            level: int = dataclasses.field(default=3, compare=False)

        return Place

    first = table()
    monkeypatch.setattr(dataclasses, "exec", first.run, raising=False)
    made()
    first.keep()
    second = table()
    monkeypatch.setattr(dataclasses, "exec", second.run)
    place = made()
    assert second._used
    assert not second._fresh, "nothing had to be compiled again"
    monkeypatch.delattr(dataclasses, "exec")
    plain = made()
    assert repr(place("白石区", ("云阜市",))) == repr(plain("白石区", ("云阜市",)))
    assert place("白石区") == place("白石区", level=1) < place("白石区", ("a",))
    assert hash(place("白石区")) == hash(plain("白石区"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        place("白石区").name = "a"


def test_what_is_said_of_a_text_is_said_once(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text, asked = EXPRESSIONS[1][0], []
    plain = starts_of(text), needs_of(text)
    monkeypatch.setattr(recalled, "_table", first := table())
    assert (starts_of(text), needs_of(text)) == plain
    first.keep()
    monkeypatch.setattr(recalled, "_table", second := table())
    assert (starts_of(text), needs_of(text)) == plain
    assert not second._fresh
    assert recalled.said(text, -1_000, asked.append) is None
    assert recalled.said(text, -1_000, asked.append) is None
    assert asked == [text], "None is an answer too"


def test_a_spoilt_table_is_made_anew(table: Any, tmp_path: Path) -> None:
    first = table()
    kept.keep(recalled._KIND, first._name, b"no table")
    second = table()
    second.expression("一个表达式[0-9]+")
    second.keep()
    assert ("一个表达式[0-9]+", 0) in table()._known


def test_nothing_changes_where_nothing_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE", "off")
    kept._folder.cache_clear()
    compiler = import_module("re._compiler")
    before = compiler.compile
    recalled.recall()
    assert compiler.compile is before
    assert not hasattr(dataclasses, "exec")
    kept._folder.cache_clear()
