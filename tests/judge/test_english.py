"""Findings in English: nothing of them is Chinese but quotes, and names and words of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from checker.judge import cases, judge, rulefile, shipped_rules
from checker.judge.rulefile import TEMPLATES, Rule
from checker.judge.text import fields
from checker.model import Finding
from checker.table import build
from checker.translate import translator

HAN = re.compile("[\u3400-\u9fff]+")
QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”")
RULES = {rule.code: rule for rule in shipped_rules()}
# Words that the program puts together itself; a document may well use them too.
OWN = re.compile(
    "目标|实际|左右|以上|以内|合计|无法|全文|等[0-9]+[项个]|另有|亿元|万人|万元|个百分点|[0-9](?:元|人|户)"
)


def texts(finding: Finding) -> Iterator[str]:
    for name in TEMPLATES:
        yield getattr(finding, name) or ""


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_template_has_its_english(code: str) -> None:
    rule = RULES[code]
    assert rule.english.get("about", {}).get(""), (
        "the header says in English what the rule is for (about_en:)"
    )
    for name in TEMPLATES:
        chinese, english = getattr(rule, name), rule.english.get(name, {})
        assert chinese.keys() == english.keys(), f"{name} has other variants than {name}_en"
        for variant, template in chinese.items():
            told = english[variant]
            # A field may be left out where English says it otherwise, but none can be made up.
            assert fields(told) <= fields(template), f"{name}_en[{variant}]"
            assert bool(told) == bool(template), f"{name}_en[{variant}]"
            assert not HAN.search(QUOTED.sub("", told)), f"{name}_en[{variant}]"


def test_every_rule_has_a_title_of_its_own() -> None:
    titles = [rule.title for rule in RULES.values()]
    assert [title for title in titles if not 0 < len(title) <= 12] == []
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_cases_in_english(code: str) -> None:
    rule = RULES[code]
    given = cases.load(rule)
    for case in [case for case in given if case.expect][:2] or given[:1]:
        chinese, english = findings(rule, case)
        assert [f.fingerprint for f in chinese] == [f.fingerprint for f in english]
        text = "\n".join([*case.documents, *case.documents.values()])
        for finding in english:
            for told in texts(finding):
                left = HAN.findall(QUOTED.sub("", told))
                made_up = [words for words in left if not set(words) <= set(text)]
                assert not made_up, f"{case.name}: {told}"
                assert not OWN.search(QUOTED.sub("", told)), f"{case.name}: {told}"


def findings(rule: Rule, case: cases.Case) -> tuple[list[Finding], list[Finding]]:
    """Return a case's findings and agreements, in Chinese and in English."""
    settings, readings = cases.read(case, rule)
    ran = [RULES[name] for name in (rule.code, *case.also)]
    relations = build(readings, settings)

    def said(language: str) -> list[Finding]:
        both = judge(relations, settings, rules=ran, show_passed=True, language=language)
        return [finding for some in both for finding in some]

    return said("zh"), said("en")


def test_a_rule_without_english_speaks_chinese(tmp_path) -> None:
    """An office's own rule need not know English."""
    text = RULES["PC109"].path.read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.split("\n") if not re.match(r"\w+_en[:\[]", line))
    path = tmp_path / "BS109-range-reversed-here.sql"
    path.write_text(bare.replace("PC109", "BS109").replace("range-reversed", "range-reversed-here"), "utf-8")
    own = rulefile.read(path)
    case = next(case for case in cases.load(RULES["PC109"]) if case.expect)
    settings, readings = cases.read(case, own)
    relations = build(readings, settings)
    assert not own.english
    assert [f.message for f in judge(relations, settings, rules=[own], language="en")[0]] == [
        f.message for f in judge(relations, settings, rules=[own])[0]
    ]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("57.18亿元", "5.718 billion yuan"),
        ("1.2万人", "12,000 people"),
        ("1.2万亿元", "1.2 trillion yuan"),
        ("5%—6%", "5%—6%"),
        ("地区生产总值目标5%、实际4.2%", "GDP target 5%, outcome 4.2%"),
        ("云阜市5%→白石区5.5%（+0.5）", "云阜市 5% → 白石区 5.5% (+0.5)"),
        ("白石区5%（持平）", "白石区 5% (unchanged)"),
        ("白石区32万吨以上、青川县24万吨左右", "白石区 at least 320,000 t, 青川县 about 240,000 t"),
        ("写作“增长5%左右”", "written “增长5%左右”"),
        ("没有下级白石区等4个的计划，下级合计与本级目标",
         "no plans of 白石区 and other divisions, 4 in all: no check of the divisions' total"),
    ],
)  # fmt: skip
def test_composed_texts(text: str, english: str) -> None:
    assert translator("en")(text) == english
    assert translator("zh")(text) == text
