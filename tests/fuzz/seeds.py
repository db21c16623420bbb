"""What fuzzing starts from: a small document of each format, settings, rules, baselines, phrases, sets."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path

from tests.read import builders as b
from tests.read import makers as m

ROOT = Path(__file__).resolve().parents[2]
TABLE: m.Table = [
    ["指标", "单位", "2024年完成", "2025年目标"],
    ["生产总值", "亿元", "1200.5", "1270"],
    ["增速", "%", "5.2", "5.5左右"],
]
PLAN: list[str | m.Table] = [
    "白石区2025年国民经济和社会发展计划",
    "一、2025年主要预期目标",
    "地区生产总值增长5.5%左右，一般公共预算收入增长6%以上，城镇新增就业1.75万人，居民消费价格涨幅2%左右。",
    "二、重点任务",
    "（一）推动产业升级。新增规模以上工业企业8家，其中制造业5家；税收占一般公共预算收入比重达到85%。",
    TABLE,
    "以上目标由区人民政府组织实施。",
]
_NUMBERING = b.numbering(b.level(0, "chineseCounting", "%1、"))


def _word() -> bytes:
    paragraphs = "".join(b.paragraph(item) for item in PLAN if isinstance(item, str))
    tracked = (
        '<w:ins w:id="1"><w:r><w:t>增长5%</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>6%</w:delText></w:r></w:del>'
    )
    body = paragraphs + b.listed("主要目标", 1) + b.table(*TABLE) + b.paragraph(tracked)
    return m.repacked(b.package(body, numbering=_NUMBERING, styles=b.style("H", "heading 1")))


@lru_cache(maxsize=1)
def documents() -> dict[str, bytes]:
    """Return a small document of each format, by its ending."""
    pages = m.set_pages(PLAN, head="白石区")
    text = "\n".join(
        item if isinstance(item, str) else "\n".join("，".join(r) for r in item) for item in PLAN
    )
    rows = "\n".join(",".join(row) for row in TABLE)
    markdown = "# " + "\n\n".join(item for item in PLAN if isinstance(item, str))
    table = "\n".join("|" + "|".join(row) + "|" for row in [TABLE[0], ["-"] * 4, *TABLE[1:]])
    cells = [[_typed(cell) for cell in row] for row in TABLE]
    return {
        ".txt": text.encode(),
        ".md": f"{markdown}\n\n{table}\n".encode(),
        ".html": m.page(PLAN).encode(),
        ".csv": rows.encode(),
        ".docx": _word(),
        ".xlsx": m.workbook(
            {"目标": [["2025年主要指标"], *cells], "说明": [["单位：亿元"], *cells]}, {(1, 1): "0.0%"}
        ),
        ".ofd": m.ofd(pages),
        ".pdf": m.pdf(pages),
    }


def _typed(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


def settings() -> list[str]:
    """Return settings files that say everything that can be said."""
    shipped = [
        (ROOT / "reports" / f"settings.{language}.toml").read_text("utf-8") for language in ("zh", "en")
    ]
    return [
        *shipped,
        (ROOT / "tests/demo/checker.toml").read_text("utf-8"),
        '[[region]]\nname = "白石区"\nparent = "云阜市"\nlevel = "district"\n[[document]]\npath = "*.txt"\n'
        'kind = "plan"\nplan_year = 2025\n[tolerance]\ngrowth = "0.5"\nlevel = "5%"\n[limits]\nseconds = 9\n'
        '[severity]\nPC3 = "note"\n[[accept]]\nfinding = "PC305:1a2b3c4d5e6f"\nreason = "x"\n'
        "until = 2026-06-30\n",
    ]


def rules() -> list[str]:
    """Return the text of some of the rules."""
    found = sorted((ROOT / "rules").glob("*/PC*.sql"))
    return [path.read_text("utf-8") for path in found[::7]]


def baselines() -> list[str]:
    """Return baseline files."""
    return [
        '{"version": "0.1.0", "run": "1", "files": [], "documents": [], "skipped": 0, "findings": '
        '[{"rule": "PC101", "fingerprint": "PC101:1a2b3c4d5e6f", "message": "x", "document": "a.txt"}]}',
        '{"baseline": 1, "findings": [{"fingerprint": "PC101:1a2b3c4d5e6f", "rule": "PC101", '
        '"documents": ["a.txt"]}]}',
    ]


def archives() -> list[bytes]:
    """Return zip archives of documents, with folders and names of other encodings."""
    made = documents()
    held = {f"计划/甲{ending}": made[ending] for ending in (".txt", ".docx", ".csv")}
    return [m.zipped(held), m.zipped({"a.txt": made[".txt"], "b/": b"", "../c.txt": b"x", "d.zip": b"PK"})]


@lru_cache(maxsize=1)
def phrases() -> list[str]:
    """Return phrases of the corpus of the grammar."""
    found: list[str] = []
    for path in sorted((ROOT / "grammar/corpus").rglob("*")):
        if path.is_file():
            found += [line.split("\t")[0][:200] for line in path.read_text("utf-8").splitlines()[::5] if line]
    return found or [item for item in PLAN if isinstance(item, str)]


KINDS = ("计划", "报告", "工作报告", "公报", "半年", "规划", "预算", "决议", "其他")
_WRITTEN = (
    "十几",
    "三成",
    "数十",
    "近200",
    "200余",
    "3—5",
    "1:2:3",
    "0",
    "-1",
    "百分之五",
    "1.2万",
    "翻一番",
)


@lru_cache(maxsize=1)
def several() -> list[str]:
    """Return sets of documents, parted by form feeds: clauses of the cases of rules, put together anew.

    What a clause says is rarely wrong by itself; relations and rules meet what no one would write.
    """
    chance = random.Random(1)
    found: list[str] = []
    for path in sorted((ROOT / "rules").glob("*/PC*.yaml")):
        found += re.findall(r"[^。；;\n]{6,160}[。；]", path.read_text("utf-8"))
    clauses = [clause for sentence in found for clause in re.split("(?<=[，、：])", sentence) if clause]

    def sentence() -> str:
        way = chance.random()
        if way < 0.4:
            return chance.choice(found)
        if way < 0.7:
            return re.sub(r"\d+(?:\.\d+)?", lambda _: chance.choice(_WRITTEN), chance.choice(found), count=1)
        return "".join(chance.choice(clauses) for _ in range(chance.randint(2, 5))) + "。"

    def document() -> str:
        place = chance.choice(("云阜市", "云阜市/白石区"))
        head = f"{place}/{chance.choice(KINDS)}/{chance.randint(2023, 2025)}"
        lines = ["一、2024年计划执行情况", "二、2025年主要预期目标"]
        told = ["".join(sentence() for _ in range(chance.randint(2, 5))) for _ in lines]
        return "\n".join([head, lines[0], told[0], lines[1], told[1]])

    return ["\f".join(document() for _ in range(chance.randint(2, 4))) for _ in range(60)]
