"""Relations about documents and regions, and what stands in a document unread."""

from __future__ import annotations

from checker.table.schema_types import BOOL, INT, RATE, TEXT, Columns

DOCUMENT: Columns = {
    "id": TEXT,  # 'doc:' and the path; an anchor for findings about the whole document
    "document": TEXT,  # the path as given
    "seq": INT,  # order of documents by path
    "region": TEXT,
    "region_path": TEXT,
    "parent_path": TEXT,  # '' where unknown or the nation
    "level": TEXT,
    "level_rank": INT,  # 0 national … 3 district, 9 unknown
    "kind": TEXT,
    "plan_year": INT,  # 0 unknown
    "report_year": INT,  # 0: the document reports no year
    "has_targets": BOOL,  # of a kind that sets targets for plan_year
    "adjusts": BOOL,  # changes targets that were set before, in mid-year
    "has_outcomes": BOOL,  # of a kind that reports report_year
    "title": TEXT,
    "main_report": BOOL,  # the fullest of the documents that report this region's report_year
    "readable": BOOL,
    "numbers": INT,  # number expressions seen
    "line": INT,  # of its title, else of its first line with text; likewise the next three
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
}

REGION: Columns = {
    "region_path": TEXT,
    "region": TEXT,
    "parent_path": TEXT,
    "level": TEXT,
    "child_count": INT,  # regions with this parent in the divisions table or settings, 0 unknown
}

MENTION: Columns = {
    "doc_id": TEXT,
    "document": TEXT,
    "key": TEXT,  # of a statement of the same region in any document, whose name stands in this one
    "in_review": BOOL,  # it stands where the document tells what was, not only among its targets
    "head_in_review": BOOL,  # at least the kind of thing does: 草房 of 农村泥草房; the name itself may not
}

DISCLOSURE: Columns = {
    "document": TEXT,
    "line": INT,
    "sentence": INT,
    "start_at": INT,  # of the part of the line that owns up: one item between semicolons, or the sentence
    "end_at": INT,
    "key": TEXT,  # the indicator that part names, '' where it names none
    "generic": BOOL,  # names none, but says that some targets were not reached
    "text": TEXT,
}

UMBRELLA: Columns = {
    "indicator_id": TEXT,
    "umbrella_id": TEXT,  # covers it: a target for the umbrella is one for the indicator
}

NUMBER_USE: Columns = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "text": TEXT,
    "used_as": TEXT,  # statement set_aside not_understood
    "reason": TEXT,
}

# Of number_use those that were not understood: few among many, and all that PC902 asks for.
UNREAD: Columns = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "text": TEXT,
}

PROBLEM: Columns = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
    "problem": TEXT,
    "fatal": BOOL,
}

UNCLEAR: Columns = {"doc_id": TEXT, "document": TEXT, "seq": INT, "what": TEXT}

# Judged after all other rules, for it says what became of their findings; empty until then.
ACCEPTANCE: Columns = {
    "id": TEXT,
    "document": TEXT,  # the settings file
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
    "finding": TEXT,  # a fingerprint
    "rule": TEXT,  # the code in it
    "reason": TEXT,
    "until": TEXT,  # '' without end
    "expired": BOOL,
    "found": BOOL,  # the run has that finding
    "known_rule": BOOL,  # there is a rule of that code
    "covered": BOOL,  # its rule ran, over all documents it rests on
}

SETTING: Columns = {
    "growth": RATE,
    "growth_met": RATE,
    "growth_from": RATE,
    "growth_low": RATE,
    "price": RATE,
    "share": RATE,
    "share_from": RATE,
    "share_low": RATE,
    "level": RATE,
    "sync": RATE,
}
