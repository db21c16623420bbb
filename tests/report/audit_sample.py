"""A hand-made audit about invented places: what the reports are tested with."""

from __future__ import annotations

from decimal import Decimal

from checker.model import (
    Audit,
    Context,
    Document,
    Evidence,
    Finding,
    Identity,
    NumberUse,
    Problem,
    Reading,
    Segment,
    Statement,
)

DISTRICT, CITY, BROKEN = "白石区2024年计划.docx", "云阜市2024年计划.txt", "临溪区2024年计划.docx"
OWN = "地区生产总值增长4%以上，新增就业1.2万人。"
PARENT = "全市生产总值增长4.5%以上。"
TASK = "1.扩岗位。办好招聘会。"
HOSTILE = "<script>alert(1)</script>]]>&amp;\x1b[31m\u202e=HYPERLINK(1)"


def statement(line: int, quote: str, start: int, **more: object) -> Statement:
    values = {"id": f"s{line}-{start}", "line": line, "quote": quote, "start": start, **more}
    values.setdefault("end", start + len(quote))
    return Statement(**values)  # type: ignore[arg-type]


def reading(path: str, region: str, lines: dict[int, str], **identity: object) -> Reading:
    document = Document(
        path=path,
        identity=Identity(region=region, region_path=region, kind="plan", plan_year=2024, **identity),  # type: ignore[arg-type]
        lines=lines,
    )
    return Reading(document)


def district() -> Reading:
    made = reading(
        DISTRICT, "白石区", {1: "一、主要目标", 2: OWN, 3: "871工程投入3个亿"}, reasons=("标题写明",)
    )
    made.document.lines[4] = TASK
    made.document.segments = [
        Segment(1, "一、主要目标", 0, 6, "heading", Context(), depth=1),
        Segment(2, OWN, 0, len(OWN), "paragraph", Context()),
        Segment(4, TASK, 0, 5, "heading", Context(), depth=3),
        Segment(4, TASK, 5, len(TASK), "paragraph", Context()),
    ]
    made.statements = [
        statement(
            2, "地区生产总值增长4%以上", 0, document=DISTRICT, region="白石区", period="2024",
            indicator="地区生产总值", measure="growth", comparator="ge", value="4", unit="%",
        ),
        statement(
            2, "新增就业1.2万人", 13, document=DISTRICT, region="白石区", period="2024",
            indicator="城镇新增就业", measure="increment", comparator="eq", value="1.2", unit="万人",
        ),
    ]  # fmt: skip
    made.numbers = [
        NumberUse(2, 8, 10, "4%", "statement"),
        NumberUse(2, 17, 20, "1.2", "statement"),
        NumberUse(3, 0, 3, "871", "set_aside", "name"),
        NumberUse(3, 7, 8, "3", "not_understood"),
    ]
    return made


def city() -> Reading:
    made = reading(CITY, "云阜市", {1: PARENT})
    made.statements = [
        statement(
            1, "生产总值增长4.5%以上", 1, document=CITY, region="云阜市", period="2024",
            indicator="地区生产总值", measure="growth", comparator="ge", value="4.5", unit="%",
        )
    ]  # fmt: skip
    made.numbers = [NumberUse(1, 7, 11, "4.5%", "statement")]
    return made


def broken() -> Reading:
    problem = Problem(BROKEN, "不是 Word 文件，或已损坏")
    return Reading(Document(path=BROKEN, problems=[problem]))


def weaker(**more: object) -> Finding:
    own = Evidence("s2-0", DISTRICT, 2, 0, 12, OWN[:12], "finding")
    parent = Evidence("s1-1", CITY, 1, 1, 13, PARENT[1:13], "parent")
    values: dict[str, object] = {
        "rule": "PC201",
        "name": "weaker-than-parent",
        "severity": "error",
        "message": "白石区2024年地区生产总值目标“增长4%以上”低于云阜市的“增长4.5%以上”",
        "document": DISTRICT,
        "line": 2,
        "start": 0,
        "end": 12,
        "quote": OWN[:12],
        "region": "白石区",
        "indicator": "地区生产总值",
        "period": "2024",
        "evidence": [own, parent],
        "computation": "4 < 4.5，相差 0.5 个百分点",
        "slack": "与修约无关",
        "suggestion": "≥ 4.5%",
        "fingerprint": "PC201:0011aabb",
        **more,
    }
    return Finding(**values)  # type: ignore[arg-type]


def unread() -> Finding:
    quote = "871工程投入3个亿"
    return Finding(
        "PC902", "not-understood", "note", "1 处数字没有读懂：3", DISTRICT, 3, 7, 8, quote,
        evidence=[Evidence(None, DISTRICT, 3, 7, 8, quote, "finding")], fingerprint="PC902:1",
    )  # fmt: skip


def unreadable() -> Finding:
    return Finding(
        "PC901", "unreadable", "error", "读不出：不是 Word 文件，或已损坏", BROKEN, 0, 0, 0, "",
        fingerprint="PC901:1",
    )  # fmt: skip


def growth(year: int, modality: str, value: str, region: str = "白石区", **more: object) -> Statement:
    """What a plan or report says of growth; ``modality`` is target or actual."""
    low = Decimal(value) - Decimal("0.05") if modality == "actual" else Decimal(value)
    high = Decimal(value) + Decimal("0.05") if modality == "actual" else Decimal(value)
    values: dict[str, object] = {
        "id": f"{region}{year}{modality}", "document": f"{region}{year}.txt", "line": 1,
        "quote": f"{year}年地区生产总值增长{value}%", "end": 16,
        "region": region, "region_path": f"云阜市/{region}", "modality": modality,
        "indicator": "地区生产总值", "indicator_id": "gdp", "measure": "growth",
        "period": str(year), "period_kind": "year", "value": value, "unit": "%",
        "low": str(low), "high": str(high), "low_closed": True, "high_closed": modality != "actual",
        "base_unit": "%", "dimension": "percent", **more,
    }  # fmt: skip
    return Statement(**values)  # type: ignore[arg-type]


def planned(year: int, *statements: Statement, region: str = "白石区") -> Reading:
    """A district's report that sets targets for a year and tells the outcomes of the one before."""
    made = reading(f"{region}{year}.txt", region, {1: f"{year}年地区生产总值增长5%，及其他。"})
    identity = made.document.identity
    made.document.identity = type(identity)(
        region=region, region_path=f"云阜市/{region}", level="district", kind="plan_report",
        plan_year=year, report_year=year - 1,
    )  # fmt: skip
    made.statements = list(statements)
    return made


def audit(*more: Finding) -> Audit:
    """Two documents and one that cannot be read; an error, a note and PC901, and what is given."""
    readings = [broken(), city(), district()]
    return Audit(
        readings=readings,
        findings=[unreadable(), weaker(), unread(), *more],
        passed=[],
        problems=[problem for item in readings for problem in item.document.problems],
        skipped=2,
        folded={"PC902": 1},
        version="0.1.0",
        run="0123456789abcdef",
    )


def clean() -> Audit:
    """One document in which nothing was found."""
    return Audit(readings=[city()], findings=[], version="0.1.0", run="0" * 16)
