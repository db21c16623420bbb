"""Relations in typed columns: every value comes back as it went in, from Python and from Arrow."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.table.columns import column, from_arrow, to_arrow
from checker.table.schema import SCHEMA, add, empty
from checker.table.table import Table

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "VARCHAR": st.text(max_size=20),
    "INTEGER": st.integers(-(2**31), 2**31 - 1),
    "BOOLEAN": st.booleans(),
    "DECIMAL(24,4)": st.decimals(-(10**16), 10**16, places=4),
    "DECIMAL(12,4)": st.decimals(-(10**7), 10**7, places=4),
}
_KINDS = {f"c{number}": kind for number, kind in enumerate(_VALUES)}


def test_every_type_of_the_schema_is_tried() -> None:
    assert {kind for columns in SCHEMA.values() for kind in columns.values()} == set(_VALUES)


@settings(deadline=None)  # a busy machine is no fault of the code
@given(st.lists(st.tuples(*_VALUES.values()), max_size=20), st.integers(0, 20))
def test_round_trip(rows: list[tuple[Any, ...]], cut: int) -> None:
    """What is put in comes out: as rows, through Arrow, and in more rows behind what Arrow gave."""
    first = [dict(zip(_KINDS, row, strict=True)) for row in rows[:cut]]
    rest = [dict(zip(_KINDS, row, strict=True)) for row in rows[cut:]]
    table = Table(_KINDS)
    table.extend(first)
    table = Table(_KINDS, table.arrow())
    table.extend(rest)
    for _ in range(2):
        assert table.rows == len(rows)
        for at, name in enumerate(_KINDS):
            assert list(table[name]) == [row[at] for row in rows]
            assert table.arrow()[name].to_pylist() == [row[at] for row in rows]
        table = Table(_KINDS, table.arrow())


def test_a_value_can_be_changed() -> None:
    table = Table({"word": "VARCHAR", "flag": "BOOLEAN", "number": "INTEGER"})
    table.extend({"word": word, "flag": False, "number": 0} for word in ("市", "区", "市"))
    table["word"][0], table["flag"][1], table["number"][2] = "县", True, 7
    assert list(table["word"]) == ["县", "区", "市"]
    assert list(table["flag"]) == [False, True, False]
    assert table.arrow()["number"].to_pylist() == [0, 0, 7]


def test_a_table_from_arrow_is_handed_on_untouched() -> None:
    table = Table({"word": "VARCHAR", "flag": "BOOLEAN"})
    table.extend([{"word": "市", "flag": True}])
    arrow = table.arrow()
    again = Table({"word": "VARCHAR", "flag": "BOOLEAN"}, arrow)
    assert again.arrow().equals(arrow)
    assert again.arrow(["flag"]).column_names == ["flag"]


def test_packed_values_are_the_same() -> None:
    table = Table({"word": "VARCHAR", "number": "INTEGER"})
    table.extend({"word": word, "number": 5} for word in ("市", "区", "市"))
    table.pack()
    assert table.cells("word", [2, 1, 2]) == ["市", "区", "市"]
    assert (table.rows, list(table["word"]), table.cells("word", [1])) == (3, ["市", "区", "市"], ["区"])
    assert table["word"].find("区") == 1


@pytest.mark.parametrize("values", [["a", "b"], ["a", "a", "b"]])
def test_find(values: list[str]) -> None:
    made = column("VARCHAR")
    made.extend(values)
    assert made.find("b") == values.index("b")
    assert made.find("c") == -1
    assert list(made) == values, "asking for a value adds none"


def test_find_of_flags() -> None:
    made = column("BOOLEAN")
    made.extend([True, True])
    assert (made.find(True), made.find(False)) == (0, -1)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("VARCHAR", 1), ("INTEGER", "x"), ("INTEGER", 1.5), ("BOOLEAN", "x"), ("DECIMAL(12,4)", 1.5)],
)
def test_wrong_type_is_refused(kind: str, value: object) -> None:
    with pytest.raises(TypeError):
        Table({"one": kind}).extend([{"one": value}])


@pytest.mark.parametrize("kind", ["VARCHAR", "BOOLEAN", "DECIMAL(12,4)"])
def test_no_value_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="one"):
        Table({"one": kind}).extend([{"one": None}])


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(OverflowError):
        Table({"one": "INTEGER"}).extend([{"one": 2**31}])


@pytest.mark.parametrize("row", [{"doc_id": "a"}, {"doc_id": "a", "document": "a", "seq": 1, "who": "x"}])
def test_a_row_with_other_columns_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        add(empty("unclear"), row)


def test_decimals_are_exact_and_of_one_scale() -> None:
    made = column("DECIMAL(24,4)")
    made.extend([Decimal("126058000000000.0001"), Decimal(5), Decimal("5.0")])
    assert [str(value) for value in made] == ["126058000000000.0001", "5.0000", "5.0000"]


def test_pandas_stays_out() -> None:
    code = (
        "import sys; from decimal import Decimal; from checker.table.table import Table;"
        "t = Table({'a': 'VARCHAR', 'b': 'BOOLEAN', 'c': 'INTEGER', 'd': 'DECIMAL(24,4)'});"
        "t.extend([{'a': 'x', 'b': True, 'c': 1, 'd': Decimal(1)}] * 2);"
        "Table(t._kinds, t.arrow())['b']; sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_value_put_elsewhere_is_there_in_arrow_too() -> None:
    """As many values as rows do not make each value that of its row."""
    made = column("VARCHAR")
    made.extend(["甲", "乙", "丙"])
    made[2] = "甲"
    assert list(made) == to_arrow(made).to_pylist() == ["甲", "乙", "甲"]
    assert (made.find("乙"), made.find("丙")) == (1, -1)


def test_a_dictionary_in_another_order_is_read_as_it_stands() -> None:
    import pyarrow as pa

    given = pa.DictionaryArray.from_arrays(pa.array([1, 0], pa.int32()), pa.array(["甲", "乙"]))
    made = from_arrow("VARCHAR", given)
    assert list(made) == to_arrow(made).to_pylist() == ["乙", "甲"]
    assert made.find("甲") == 1
