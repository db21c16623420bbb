"""Relations as Arrow tables: every value comes back as it went in."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judge.columns import arrow
from checker.table.schema import SCHEMA, empty

_VALUES = {
    "VARCHAR": st.text(max_size=20),
    "INTEGER": st.integers(-(2**31), 2**31 - 1),
    "BOOLEAN": st.booleans(),
    "DECIMAL(24,4)": st.decimals(-(10**16), 10**16, places=4),
    "DECIMAL(12,4)": st.decimals(-(10**7), 10**7, places=4),
}


@settings(deadline=None)  # a busy machine is no fault of the code
@given(st.data(), st.integers(0, 20))
def test_round_trip(data: st.DataObject, length: int) -> None:
    table = empty("statement")
    for column, kind in SCHEMA["statement"].items():
        if column in ("id", "line", "certain", "low", "rate"):
            table[column] = data.draw(st.lists(_VALUES[kind], min_size=length, max_size=length))
        else:
            blank = {"VARCHAR": "", "INTEGER": 0, "BOOLEAN": False}.get(kind, Decimal(0))
            table[column] = [blank] * length
    back = arrow("statement", table)
    for column in ("id", "line", "certain", "low", "rate"):
        assert back[column].to_pylist() == table[column]


def test_wrong_type_is_refused() -> None:
    table = empty("unclear")
    for column in table:
        table[column] = ["x"]
    with pytest.raises(TypeError):
        arrow("unclear", table)


def test_pandas_stays_out() -> None:
    code = (
        "import sys; from checker.judge.columns import arrow; from checker.table.schema import empty;"
        "t = empty('unclear'); t['doc_id'], t['document'], t['seq'], t['what'] = ['a'], ['a'], [1], ['b'];"
        "arrow('unclear', t); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
