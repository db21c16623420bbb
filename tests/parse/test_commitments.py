"""Commitments: what a clause promises without a number, and what it does not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.model import COMMITMENT_FIELDS, Commitment, Context, Identity, Segment
from checker.parse import commitment_names as names
from checker.parse import commitment_words, commitments
from checker.parse.commitment_shape import shape
from checker.read import read_document
from checker.resources import folder
from checker.settings import Settings
from tests.clock import least

GRAMMAR = (folder("grammar") / "commitments.lark").read_text("utf-8")
CONTEXT = Context("白石区", "云阜市/白石区", "target", "2025")


def said(text: str, context: Context = CONTEXT) -> list[Commitment]:
    segment = Segment(1, text, 0, len(text), "paragraph", context)
    return list(commitments.of_segment(segment, Identity("白石区", "云阜市/白石区", plan_year=2025)))


def brief(text: str) -> list[str]:
    return [f"{c.object} {c.kind} {c.stage}" for c in said(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新开工建设柳溪中学、柳溪小学", "柳溪中学 project 开工 | 柳溪小学 project 开工"),
        ("推动砖窑南地块等3宗土地出让", "砖窑南地块 land 出让"),
        ("完成苇河北路、望江大街等道路施工建设", "苇河北路 project 竣工 | 望江大街 project 竣工"),
        ("加快推进苇河北路、望江大街前期工作", "苇河北路 project 前期 | 望江大街 project 前期"),
        ("推进地铁7号线、8号线前期工作", "地铁7号线 project 前期 | 地铁8号线 project 前期"),
        ("推动柳溪更新项目尽早开工建设", "柳溪更新项目 project 开工"),
        ("谋划“渡口·钟楼”、北河展馆", "“渡口·钟楼” project 谋划 | 北河展馆 project 谋划"),
        ("完成青溪公园品质提升一期工程并向市民开放", "青溪公园品质提升一期工程 project 投用"),
        ("柳溪大厦、望江科研楼竣工验收", "柳溪大厦 project 竣工 | 望江科研楼 project 竣工"),
        ("积极争创全国双拥模范城", "全国双拥模范城 title 创建"),
        ("持续巩固国家卫生区创建成果", "国家卫生区 title 巩固"),
        ("高标准通过国家卫生区复审", "国家卫生区 title 复审"),
        ("加快实施环卫一体化改革", "环卫一体化改革 reform 实施"),
        ("出台白石区营商环境建设方案", "白石区营商环境建设方案 policy 出台"),
        ("龙潭三、四期保障房项目建成交付", "龙潭三、四期保障房项目 project 竣工"),
        ("加快实施文庙保护修缮工作", "文庙保护修缮 works 改造"),
        ("动工建设城西大道二期以及柳溪公园", "城西大道二期 project 开工 | 柳溪公园 project 开工"),
        ("加快建设总投资7.5亿元的县医院迁建项目", "县医院迁建项目 project 在建"),
        ("红枫街等5条道路完成大修", "红枫街 project 改造"),
        ("全力创建国家卫生县城", "国家卫生县城 title 创建"),
        ("二是确保柳溪中学迁建项目竣工", "柳溪中学迁建项目 project 竣工"),
        ("3.建成县特殊教育学校", "县特殊教育学校 project 竣工"),
        ("加快区人民医院迁建", "区人民医院 project 在建"),
        ("柳溪体育中心正在开展可行性研究", "柳溪体育中心 project 前期"),
        ("柳溪体育中心即将竣工", "柳溪体育中心 project 在建"),
        ("完成柳溪体育中心主体工程", "柳溪体育中心 project 在建"),
        ("苇河二桥合龙", "苇河二桥 project 在建"),
        ("望江水厂扩建完工通水", "望江水厂 project 投用"),
        ("苇河二桥主桥合龙、年内具备通车条件", "苇河二桥 project 在建 | 苇河二桥 project 竣工"),
        ("望江大道完成路基工程", "望江大道 project 在建"),
        ("苇河二桥主跨顺利合龙", "苇河二桥 project 在建"),
        ("柳溪灌区改造正在进行渠道衬砌施工", "柳溪灌区 project 在建"),
        ("柳溪三幼竣工开园", "柳溪三幼 project 投用"),
        ("望江大道路面工程完工", "望江大道 project 在建"),
        ("苇河二桥年内完成下部结构施工", "苇河二桥 project 在建"),
        ("柳溪航道整治工程完成工程量的六成", "柳溪航道整治工程 project 在建"),
        ("柳溪中学教学楼完成主体工程的80%", "柳溪中学教学楼 project 在建"),
        ("确保柳溪公园提质改造工程3月底前完工", "柳溪公园提质改造工程 works 竣工"),
        ("苇河二桥于今年9月28日正式通车", "苇河二桥 project 投用"),
        ("柳溪小学：6月完成可研批复，10月动工", "柳溪小学 project 前期 | 柳溪小学 project 开工"),
        ("确保东环线全线建成通车", "东环线 project 投用"),
        ("成功创建国家农产品质量安全县", "国家农产品质量安全县 title 获评"),
        ("启动《青溪老街保护规划》编制", "《青溪老街保护规划》 policy 编制"),
        ("《青溪老街保护规划》编制完成并获市政府批复", "《青溪老街保护规划》 policy 出台"),
        ("城西110千伏输变电工程送电投运", "城西110千伏输变电工程 project 投用"),
        ("望江水库2028年下闸蓄水", "望江水库 project 投用"),
        ("望江水库2028年一季度下闸蓄水", "望江水库 project 投用"),
        ("柳溪路快速化改造工程桥梁下部结构全部完成", "柳溪路快速化改造工程 works 在建"),
        ("建成区文化馆、望江大桥", "区文化馆 project 竣工 | 望江大桥 project 竣工"),
        ("编制完成青溪新城控制性详细规划", "青溪新城控制性详细规划 policy 编成"),
        ("完成青溪新城控制性详细规划编制", "青溪新城控制性详细规划 policy 编成"),
        ("望江水厂扩建工程进入设备调试阶段", "望江水厂扩建工程 project 在建"),
        ("望江抽水蓄能电站获国家核准", "望江抽水蓄能电站 project 前期"),
        ("望江抽水蓄能电站转入大坝填筑", "望江抽水蓄能电站 project 在建"),
        ("确保柳溪中学主体封顶、苇河二桥建成通车", "柳溪中学 project 在建 | 苇河二桥 project 投用"),
    ],
)  # fmt: skip
def test_what_is_promised(text: str, expected: str) -> None:
    assert " | ".join(brief(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推动重点项目建设",
        "建成区绿地率稳步提高",
        "建成区道路提质改造",
        "推进城中村改造工程",
        "加快建设现代化产业体系",
        "推进各类园区建设",
        "提升社区治理能力",
        "建成口袋公园5个",
        "新建3所幼儿园",
        "举办第三届消费节",
        "打造一批精品街区",
        "推进一批打基础、利长远的重大项目建设",
        "持续深化国资国企改革",
        "推动城市品质不断提升",
        "全面建设社会主义现代化国家",
        "支持青江新区建设",
        "做好平等就业工作",
        "加强县人民医院管理",
        "推动人民医院建设",
        "完成路基工程",
        "柳溪中学尚未开工",  # no promise: what is not done yet is told of the present
        "推动尚未开工的项目加快前期工作",
        "重点任务：完成主体工程",
        "列入《国家级畜禽遗传资源保护名录》",
        "",
    ],
)
def test_what_is_none(text: str) -> None:
    assert brief(text) == []


class TestPlace:
    """A quote is the slice of the line that holds verb and object, in the line's own characters."""

    def test_quote_is_the_slice(self) -> None:
        text = "稳步推进土地收储，推动砖窑南地块(原建材厂)等3宗土地出让,建设住宅。"
        (found,) = said(text)
        assert text[found.start : found.end] == found.quote == "推动砖窑南地块(原建材厂)等3宗土地出让"
        assert (found.object, found.announced) == ("砖窑南地块（原建材厂）", "3")

    def test_every_key_is_there(self) -> None:
        (found,) = said("建成柳溪美术馆")
        schema = json.loads((folder("reports") / "commitment.schema.json").read_text("utf-8"))
        assert tuple(found.as_dict()) == COMMITMENT_FIELDS == tuple(schema["required"])
        assert found.kind in schema["properties"]["kind"]["enum"]


class TestTime:
    """Words of time in a sentence override what the heading says, for that sentence."""

    def test_another_year(self) -> None:
        first, second = said("到2027年，建成柳溪美术馆。建成望江图书馆。")
        assert (first.period, second.period) == ("../2027", "2025")

    def test_modality_of_the_context(self) -> None:
        (found,) = said("柳溪美术馆建成开放。", Context("白石区", "云阜市/白石区", "actual", "2024"))
        assert (found.modality, found.stage, found.period) == ("actual", "投用", "2024")


def examples() -> list[tuple[str, tuple[str, ...], bool]]:
    """Read production, item types and whether they are taken from the grammar's comments."""
    found = []
    production = ""
    for line in GRAMMAR.splitlines():
        shown = re.match(r"//\s+(?:must not parse as (\w+):)?.*?\s{2,}((?:[A-Z] ?)+)(?:\s{2,}.*)?$", line)
        head = re.match(r"// (\w+) → ", line)
        production = head[1] if head else production
        if shown and production:
            found.append((production, tuple(shown[2].split()), shown[1] is None))
    return found


ACTUAL = Context("白石区", "云阜市/白石区", "actual", "2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳溪美术馆新馆尚未动工", "柳溪美术馆新馆 未开工"),
        ("苇河二桥还没有建成，出行不便", "苇河二桥 未竣工"),
        ("苇河二桥未能如期通车", "苇河二桥 未竣工"),
        ("望江大道因征地受阻仍停留在路基施工阶段", "望江大道 在建"),
        ("苇河二桥因涉铁手续迟迟未能开工", "苇河二桥 未开工"),
        ("柳溪中学仍处于前期阶段", "柳溪中学 前期"),
        ("柳溪中学尚未完成可研批复", "柳溪中学 前期"),
    ],
)
def test_what_is_not_reached_yet(text: str, expected: str) -> None:
    assert " | ".join(f"{c.object} {c.stage}" for c in said(text, ACTUAL)) == expected


def test_there_are_examples() -> None:
    assert {production for production, _, _ in examples()} == {"acted", "reached", "left"}


@pytest.mark.parametrize(("production", "kinds", "taken"), examples(), ids=str)
def test_productions(production: str, kinds: tuple[str, ...], taken: bool) -> None:
    facts = commitments.parse(kinds)
    assert facts
    assert (production in {fact.production for fact in facts}) is taken


class TestTables:
    """The tables hold together: no row twice, every stage on a ladder, every flag explained."""

    def test_no_row_twice(self) -> None:
        rows = [tuple(line.split("\t")[:2]) for line in _lines("commitments.tsv")]
        assert len(rows) == len(set(rows))

    def test_every_type_is_explained(self) -> None:
        text = (folder("grammar") / "lexicon" / "commitments.tsv").read_text("utf-8")
        explained = set(re.findall(r"^#: (\w+)", text, re.MULTILINE))
        assert {line.split("\t")[1] for line in _lines("commitments.tsv")} == explained

    def test_rungs_are_in_order(self) -> None:
        known = commitment_words.load()
        assert all(0 <= stage.low <= stage.high <= 100 for stage in known.stages.values())
        assert set(known.ladders.values()) == {ladder for ladder, _ in known.stages}

    def test_a_broken_row_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "stages.tsv").write_text("#: project → site\n开工\tsite\t50\t50\tno\tbegun\n", "utf-8")
        (tmp_path / "commitments.tsv").write_text("开工\tVERB\t动工\n", "utf-8")
        with pytest.raises(Exception, match=r"commitments\.tsv:1"):
            commitment_words.read(tmp_path)


def _lines(name: str) -> list[str]:
    text = (folder("grammar") / "lexicon" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_generic_words_make_no_name() -> None:
    assert names.own_characters("城市更新重点项目") == 0
    assert names.own_characters("柳溪更新项目") == 2


def test_shape_of_a_long_list_takes_linear_time() -> None:
    def spent(names_: int) -> float:
        text = "加快" + "、".join(f"柳溪{n}号地块" for n in range(names_)) + "出让"
        return least(lambda: shape(text), 5)

    assert spent(1600) < 40 * max(spent(200), 0.001)


def test_annotated_documents(corpus: Path) -> None:
    """Of the annotated commitments nine in ten are found, and nine in ten found are annotated."""
    gold = corpus.parent / "gold"
    files = sorted(gold.glob("*.milestones.jsonl"))
    rows = [json.loads(row) for path in files for row in path.read_text("utf-8").splitlines()]
    if not rows:
        pytest.skip("no annotated commitments beside the documents")
    found = []
    for path in sorted(corpus.glob("*.txt")):
        if path.name[:3] in {row["doc"] for row in rows}:
            document = read_document(str(path), Settings())
            found += [(path.name[:3], c.line, c.object) for c in commitments.of_document(document)]
    hits = [row for row in rows if any(_same(row, one) for one in found)]
    assert len(hits) >= 0.9 * len(rows)
    assert sum(any(_same(row, one) for row in rows) for one in found) >= 0.9 * len(found)


def _same(row: dict[str, str | int], found: tuple[str, int, str]) -> bool:
    ours, theirs = re.sub(r"[“”（）()、]", "", found[2]), re.sub(r"[“”（）()、]", "", str(row["object"]))
    return found[:2] == (row["doc"], row["line"]) and (ours in theirs or theirs in ours)
