"""Types of the columns of relations, and the bounds that stand for an open end."""

from __future__ import annotations

from decimal import Decimal

TEXT, BOOL, INT = "VARCHAR", "BOOLEAN", "INTEGER"
LEVEL, RATE = "DECIMAL(24,4)", "DECIMAL(12,4)"

# One level times two such rates stays inside DECIMAL(38,12), the widest both engines hold.
UNBOUNDED = Decimal("9000000000000000")
UNBOUNDED_RATE = Decimal("99999")

Column = str
Columns = dict[str, Column]
