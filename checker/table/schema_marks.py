"""What stands in a document besides statements; each row is a place a finding can stand at."""

from __future__ import annotations

from checker.table.schema_types import BOOL, INT, TEXT, Columns

MARK: Columns = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
}

HEADING: Columns = MARK | {
    "style": TEXT,  # 一、 （一） 1. (1) 第X章 …
    "number": INT,
    "previous": INT,  # of the heading before it in its list, 0 for the first
    "excused": BOOL,  # the missing numbers stand in the text between, or no numbering is proven
}

COUNTED: Columns = MARK | {
    "announced": INT,
    "found": INT,  # items that follow
    "how": TEXT,  # headings bullets inline names
}

PAIRED: Columns = MARK | {  # 分别 lists
    "values_found": INT,
    "fewest": INT,  # names, at the coarsest and the finest split
    "most": INT,
    "possible": BOOL,  # some split gives the number of values
}

CALENDAR_DATE: Columns = MARK | {
    "year": INT,
    "month": INT,
    "possible": BOOL,
    "weekday_written": TEXT,
    "weekday_true": TEXT,
    "in_dateline": BOOL,
}

ANNIVERSARY: Columns = MARK | {
    "region_path": TEXT,
    "year": INT,
    "stated": INT,
    "true_value": INT,  # 0 where the text does not say since when
    "base_year": INT,  # the year that the text counts from
    "what": TEXT,
}

YEAR_MARK: Columns = MARK | {
    "year": INT,
    "fits_from": INT,
    "fits_to": INT,
    "stands_in": TEXT,  # 标题 日期
}

SESSION: Columns = MARK | {
    "region_path": TEXT,
    "term": INT,
    "number": INT,
    "own": BOOL,  # the session the document belongs to
    "held": INT,  # the year in which an earlier one was held, 0 where the text does not tell
    "plan_year": INT,
}
