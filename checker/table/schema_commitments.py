"""Relations of commitments without a number: what is promised, and where it is spoken of again."""

from __future__ import annotations

from checker.table.schema_types import BOOL, INT, TEXT, Columns

COMMITMENT: Columns = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "doc_kind": TEXT,
    "plan_year": INT,
    "report_year": INT,
    "seq": INT,  # order within its document
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "sentence": INT,  # ordinal of the sentence within the document
    "quote": TEXT,
    "region": TEXT,
    "region_path": TEXT,
    "own_region": BOOL,  # speaks of the document's own region
    "object": TEXT,  # as written, without quotation marks
    "core": TEXT,  # the name without what may be added or left off (地块, 项目, 改造); '' of a generic name
    "phases": TEXT,  # 一期, 东段 …: what of it, '' where none is said
    "rank": TEXT,  # 国家, 省, 市 …: of a title, '' where none is said
    "kind": TEXT,  # project land works housing title reform policy
    "ladder": TEXT,  # site title reform policy: stages of one ladder are in a known order
    "stage": TEXT,
    "action": TEXT,  # the words that say the stage
    "low": INT,  # the rungs the stage covers, 0 to 100
    "high": INT,
    "done": BOOL,  # nothing is left to promise but upkeep
    "improves": BOOL,  # work on what is there already (改造): not the same deed as building it
    "modality": TEXT,
    "is_promise": BOOL,  # target or assigned
    "is_report": BOOL,  # actual or estimate
    "year": INT,  # the last year of the period, 0 unknown
    "annual": BOOL,  # of one year, or of a part of it
    "dated": BOOL,  # of a part of a year: what follows later in the year is no other stage at once
    "denied": BOOL,  # said not to be reached yet (尚未开工)
    "thing": TEXT,  # the same for all that speak of one thing; for eyes and for counting
}

COMMITMENT_PAIR: Columns = {
    "earlier": TEXT,  # commitment ids; both speak of one thing
    "later": TEXT,
    # again: promised for a year, last promised before for an earlier one; done: promised, reported complete
    # before; beside: two stages in one document
    "how": TEXT,
    "reason": TEXT,  # why both are taken for one thing: 名称相同, 一个包含另一个 …
    "sure": BOOL,  # the names are the same but for what may be added or left off
    "first_year": INT,  # of again: the first year it was promised for
    "times": INT,  # of again: years it was promised for, up to and with the later one
}

COMMITMENT_REPORT: Columns = {
    "promise": TEXT,  # commitment id, of a year that a report at hand tells of
    "report": TEXT,  # doc_id of the main report of that year
    "how": TEXT,  # told (a commitment of the report) named (its name stands there) none
}
