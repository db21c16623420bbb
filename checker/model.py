"""The values that flow through the pipeline. Plain data, no behaviour beyond construction.

read:  path → Document (identity, segments with context)
parse: Segment → Statement, NumberUse
table: statements → relations
judge: relations → Finding
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from checker.value import value

Level = Literal["national", "province", "city", "district"]
Kind = Literal[
    "work_report", "plan", "plan_report", "five_year_plan", "communique",
    "midyear", "resolution", "budget_report", "assignment", "other",
]  # fmt: skip
Modality = Literal["target", "actual", "estimate", "assigned", "baseline"]
PeriodKind = Literal["year", "span", "by", "average", "cumulative", "part-year"]
# What is damaged, or stands under a damaged heading, is shown and counted, and said nothing of.
SegmentKind = Literal["title", "dateline", "heading", "paragraph", "cell", "furniture", "damaged"]
SetAside = Literal[
    "date", "ordinal", "heading", "document-number", "contact", "name",
    "slogan", "threshold", "subject-count", "idiom",
]  # fmt: skip

KINDS: tuple[str, ...] = (
    "work_report", "plan", "plan_report", "five_year_plan", "communique",
    "midyear", "resolution", "budget_report", "assignment", "other",
)  # fmt: skip
LEVELS: tuple[str, ...] = ("national", "province", "city", "district")
SET_ASIDE_REASONS: tuple[str, ...] = (
    "date", "ordinal", "heading", "document-number", "contact", "name",
    "slogan", "threshold", "subject-count", "idiom",
)  # fmt: skip


# ---------------------------------------------------------------- read


@value(frozen=True, slots=True)
class Cell:
    """One cell of a table row; ``start``/``end`` are offsets in the row's text."""

    start: int
    end: int
    text: str
    row_head: str = ""  # text of the cells to the left that name the row, joined by a blank
    column_head: str = ""  # header cells above, top to bottom, joined by a blank
    unit: str = ""  # from the row's unit column, the column head, or the caption (单位：亿元)
    is_head: bool = False  # a header cell or a row head: names, not values


@value(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table row as the format gives it, before structure is known.

    ``line`` is 1-based: line of the text split at newlines; paragraph or table row for Word; the
    line where the block begins for HTML and for a text broken at one width. ``text`` is that line
    whole (a row's cells joined by tabs),
    with any automatic list number in front.
    """

    line: int
    text: str
    kind: Literal["paragraph", "heading", "row", "furniture"] = "paragraph"
    depth: int = 0  # of a heading that the format marks as such, 1 = outermost; 0 = not marked
    page: int | None = None
    cells: tuple[Cell, ...] = ()
    caption: str = ""  # of the table a row belongs to
    table: int = 0  # ordinal of that table in the document, from 1


@value(frozen=True, slots=True)
class Context:
    """What a clause inherits: nearer words override it (design: title → heading → … → clause)."""

    region: str | None = None
    region_path: str | None = None
    modality: Modality = "target"
    period: str | None = None  # "2024", "2018/2022", "../2027"
    period_kind: PeriodKind = "year"
    section: str = ""  # the nearest heading's text


@value(frozen=True, slots=True)
class Segment:
    """A stretch of one line with the context it is read in.

    ``text`` is the whole line (paragraph, row); ``start``/``end`` delimit the stretch this segment
    covers, so that offsets of what is found in it are offsets in the line.
    """

    line: int
    text: str
    start: int
    end: int
    kind: SegmentKind
    context: Context
    depth: int = 0  # of a heading: 1 一、 2 （一） 3 1. …
    page: int | None = None
    headings: tuple[str, ...] = ()  # outermost first
    cell: Cell | None = None


@value(frozen=True, slots=True)
class Identity:
    """What a document is, and why the program thinks so (reasons in Chinese, for the user)."""

    region: str | None = None
    region_path: str | None = None
    level: str | None = None
    kind: str = "other"
    plan_year: int | None = None
    report_year: int | None = None
    title: str | None = None
    reasons: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()  # what could not be determined or contradicts itself: PC903
    present_year: int | None = None  # what a report given in the year it reports calls 今年


@value(frozen=True, slots=True)
class Problem:
    """Something that could not be read: PC901."""

    document: str
    problem: str
    line: int | None = None
    fatal: bool = True  # nothing of the document could be read
    trace: str = ""  # of a fault of the program: where it arose, without the document's text


@dataclass(slots=True)
class Document:
    """One document as read: identity, its lines (for the source view) and its segments."""

    path: str
    identity: Identity = field(default_factory=Identity)
    lines: dict[int, str] = field(default_factory=dict)  # line number → text, as offsets count it
    segments: list[Segment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    format: str = "txt"


# ---------------------------------------------------------------- parse


@dataclass(slots=True)
class Statement:
    """One checkable statement; the published contract, in its order, every key always present.

    ``value``/``value_high``/``low``/``high`` are decimal strings; see ``reports/statement.schema.json``.
    """

    id: str = ""
    document: str = ""
    line: int = 0
    page: int | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    region: str | None = None
    region_path: str | None = None
    scope: str | None = None
    indicator: str = ""
    indicator_id: str | None = None
    measure: str = "level"
    modality: str = "target"
    force: str | None = None
    period: str | None = None
    period_kind: str | None = None
    instant: str | None = None
    comparator: str = "eq"
    value: str | None = None
    value_high: str | None = None
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    low_closed: bool = False
    high_closed: bool = False
    base_unit: str | None = None
    dimension: str | None = None
    price_basis: str | None = None
    basis: str | None = None
    reference: str | None = None
    group: str | None = None
    role: str | None = None
    section: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the contract's keys and values, in order."""
        return {name: getattr(self, name) for name in STATEMENT_FIELDS}


STATEMENT_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Statement))


@dataclass(slots=True)
class Commitment:
    """A named thing promised or reported without a number; the published contract, in its order.

    ``stage`` is one of ``grammar/lexicon/stages.tsv`` for the ladder of ``kind``; ``modality`` as for
    statements: a target is promised, an actual reported, and the stage tells whether done or under way.
    ``quote`` holds verb and object and is the slice ``start``–``end`` of the line.
    """

    id: str = ""
    document: str = ""
    line: int = 0
    page: int | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    region: str | None = None
    region_path: str | None = None
    object: str = ""
    kind: str = "project"  # project land works housing title reform policy
    stage: str = ""
    action: str = ""  # the words that say the stage, as written
    modality: str = "target"
    period: str | None = None
    period_kind: str | None = None
    announced: str | None = None  # how many the list says there are (等3宗)
    section: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the contract's keys and values, in order."""
        return {name: getattr(self, name) for name in COMMITMENT_FIELDS}


COMMITMENT_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Commitment))


@value(frozen=True, slots=True)
class NumberUse:
    """What became of one number expression: a statement, set aside for a reason, or not understood."""

    line: int
    start: int
    end: int
    text: str
    use: Literal["statement", "set_aside", "not_understood"]
    reason: str | None = None  # one of SET_ASIDE_REASONS where set aside


@dataclass(slots=True)
class Reading:
    """Everything the left half of the pipeline knows of one document."""

    document: Document
    statements: list[Statement] = field(default_factory=list)
    numbers: list[NumberUse] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)

    def uses(self) -> dict[tuple[str, str | None], int]:
        """Return how many number expressions were put to which use, by use and reason."""
        counted: dict[tuple[str, str | None], int] = {}
        for number in self.numbers:
            key = (number.use, number.reason)
            counted[key] = counted.get(key, 0) + 1
        return counted


# ---------------------------------------------------------------- judge


@value(frozen=True, slots=True)
class Evidence:
    """A place that a finding rests on; the finding's own place comes first."""

    id: str | None  # statement id, or None where it is a heading, date or count
    document: str
    line: int
    start: int
    end: int
    quote: str
    role: str  # "finding" for the own place, else what it is to it: parent, prior, total, part …


@dataclass(slots=True)
class Finding:
    """One defect, at one place; the published contract, in its order."""

    rule: str
    name: str
    severity: str  # error warning note
    message: str
    document: str
    line: int
    start: int
    end: int
    quote: str
    region: str | None = None
    indicator: str | None = None
    period: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
    computation: str | None = None
    slack: str | None = None
    suggestion: str | None = None
    fingerprint: str = ""
    status: str = "new"  # new baseline accepted


@value(frozen=True, slots=True)
class Known:
    """A finding as a baseline remembers it; ``documents`` are all it rests on, as paths from the baseline."""

    fingerprint: str
    rule: str = ""
    message: str = ""
    documents: tuple[str, ...] = ()


@dataclass(slots=True)
class Audit:
    """The result of a run: what was read, what was found, and what to say about the run itself."""

    readings: list[Reading]
    findings: Sequence[Finding]
    passed: Sequence[Finding] = ()  # comparisons that agreed (--show-passed)
    problems: list[Problem] = field(default_factory=list)
    skipped: int = 0  # files of unknown ending in folders
    folded: dict[str, int] = field(default_factory=dict)
    context_paths: frozenset[str] = frozenset()  # documents given by --against
    version: str = ""
    run: str = ""  # digest naming inputs, settings and rules: same input, same run
    tolerance: Any = None  # what 左右 admits (checker.settings.Tolerance); None: the defaults
    listed: int = 10_000  # findings that a report for people lists, the gravest; the others are counted
    fail_on: str = "error"  # the severity from which a new finding gates: error warning note never
    rules: tuple[Any, ...] = ()  # the rules that ran (checker.judge.rulefile.Rule)
    accepted: dict[str, str] = field(default_factory=dict)  # fingerprint of an accepted finding → reason
    stale: tuple[Known, ...] = ()  # entries of the baseline that no longer occur
