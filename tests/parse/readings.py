"""What the phrases of the corpus and the demo documents are read as, all of it: ``readings.jsonl``.

The corpus says what a phrase must give and leaves the rest open (where a quote begins, what became of a
year, names of bases). This holds the rest still: a change that is meant is written with

    python tests/parse/readings.py

and its difference read before it is committed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from phrases import Case, cases

from checker.model import Commitment, Context, Document, Identity, Reading, Segment, Statement
from checker.parse import parse_document
from checker.read import read_document
from checker.settings import Settings

HERE = Path(__file__).resolve().parent
WRITTEN = HERE / "readings.jsonl"
DEMO = HERE.parent / "demo" / "corpus"
_PLAIN = Statement().as_dict()
_PLAIN_COMMITMENT = Commitment().as_dict()
_ELSEWHERE = ("id", "document", "line", "page", "section", "end", "region")
_IN_HEAD = (
    "start", "quote", "indicator_id", "measure", "comparator", "value", "unit", "low", "high", "low_closed",
    "high_closed", "dimension", "base_unit",
)  # fmt: skip


Rows = list[list[Any]]


def sources() -> dict[str, Callable[[], Rows]]:
    """Return for each theme of the corpus and each demo document how to read it, a row a phrase or a line."""
    themes: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        themes[case.theme].append(case)
    found: dict[str, Callable[[], Rows]] = {
        theme: partial(_phrases, given) for theme, given in themes.items()
    }
    paths = sorted(path for path in DEMO.rglob("*") if path.is_file())
    return found | {path.name: partial(_document, path) for path in paths}


def _phrases(given: list[Case]) -> Rows:
    return [[case.text, *_told(parse_document(_phrase(case)))] for case in given]


def _document(path: Path) -> Rows:
    reading = parse_document(read_document(str(path), Settings()))
    lines = sorted({said.line for said in (*reading.statements, *reading.commitments)})
    return [[line, *_told(reading, line)] for line in lines]


def written() -> dict[str, Rows]:
    """Return the rows that were written, by theme or file."""
    found: dict[str, Rows] = {}
    for line in WRITTEN.read_text("utf-8").splitlines():
        source, *row = json.loads(line)
        found.setdefault(source, []).append(row)
    return found


def _phrase(case: Case) -> Document:
    region, period = case.context["region"], case.context["period"]
    kind = "year" if period.isdigit() else "by" if period.startswith("..") else "span"
    context = Context(region, f"云阜市/{region}", case.context["modality"], period, kind)  # type: ignore[arg-type]
    year = int(period[-4:])
    made = Document("x.txt", Identity(region, f"云阜市/{region}", plan_year=year, report_year=year - 1))
    made.lines = dict(enumerate(case.text.split("\n"), 1))
    made.segments = [
        Segment(line, text, 0, len(text), "paragraph", context) for line, text in made.lines.items()
    ]
    return made


def _told(reading: Reading, line: int | None = None) -> list[str]:
    context = reading.document.segments[0].context
    given = {"region_path": context.region_path}
    if line is None:
        given |= {key: getattr(context, key) for key in ("modality", "period", "period_kind")}
    statements = [_statement(s, given) for s in reading.statements if line in (None, s.line)]
    commitments = [
        _rest(c.as_dict(), _PLAIN_COMMITMENT) for c in reading.commitments if line in (None, c.line)
    ]
    aside = [f"{n.start} {n.text} {n.reason or n.use}" for n in reading.numbers if n.use != "statement"]
    return [*statements, *commitments, *([] if line else aside)]


def _statement(said: Statement, given: dict[str, Any]) -> str:
    """Return a statement in a line: where, quote, what of which indicator, and what is rare."""
    told = said.as_dict()
    low, high = ("[" if said.low_closed else "(", "]" if said.high_closed else ")")
    interval = f" {low}{said.low or ''},{said.high or ''}{high}" if said.low or said.high else ""
    value = f"{said.value or ''}{said.unit or ''}"
    name = said.indicator_id or "?"
    head = f"{said.start} {said.quote}|{name} {said.measure} {said.comparator} {value}{interval}"
    rest = {key: value for key, value in told.items() if key not in _IN_HEAD and value != given.get(key)}
    if said.indicator == said.quote[: len(said.indicator)]:
        rest.pop("indicator", None)  # 地区生产总值增长5%: the name begins the quote
    return f"{head}|{_rest(rest, _PLAIN)}"


def _rest(told: dict[str, Any], plain: dict[str, Any]) -> str:
    """Return what is said beside the plain values."""
    kept = {key: value for key, value in told.items() if value != plain[key] and key not in _ELSEWHERE}
    return " ".join(f"{key}={value}" for key, value in kept.items())


def main() -> None:
    """Write what is read now."""
    rows = [[source, *row] for source, read in sources().items() for row in read()]
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
