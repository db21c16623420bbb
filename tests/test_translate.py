"""Every message that the program composes in Chinese has its English in reports/phrases.en.toml."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import checker
from checker.parse import lexicon
from checker.report.messages import messages
from checker.resources import folder
from checker.translate import translator

HAN = re.compile("[\u3400-\u9fff]")
QUOTED = re.compile("“[^“”]*”|\"[^\"]*\"|'[^']*'")
SOURCES = Path(checker.__file__).parent
# Where problems of documents, faults of the operator and reasons of an identity are said.
SAYS = re.compile("Error$|^Problem$|^Unreadable$|^_fault$|^Clue$")
NAMED = re.compile("(?<!suf)(?<!pre)fix|problem|reason|remark|unclear", re.IGNORECASE)


def said() -> Iterator[tuple[str, str]]:
    """Yield place and text of every message, an ``{expression}`` standing as ``7``."""
    for path in sorted(SOURCES.rglob("*.py")):
        if path.relative_to(SOURCES).parts[0] in ("maintain", "parse"):
            continue
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        for node in ast.walk(tree) if HAN.search(text) else ():
            for value in _values(node):
                yield from ((f"{path.name}:{value.lineno}", text) for text in _texts(value))
            for value in _named(node) if isinstance(node, ast.FunctionDef) else ():
                yield from ((f"{path.name}:{value.lineno}", text) for text in _texts(value))


def _named(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Yield what a function gives a name first and says then: ``text = f"…"; Problem(path, text)``."""
    nodes = list(ast.walk(function))
    calls = [node for node in nodes if isinstance(node, ast.Call) and SAYS.search(_called(node))]
    names = {arg.id for call in calls for arg in call.args if isinstance(arg, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in names for target in node.targets
        ):
            yield node.value


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _values(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        called, name = node.func, _called(node)
        owner = called.value if isinstance(called, ast.Attribute) and name in ("append", "add") else None
        if SAYS.search(name) or (owner is not None and NAMED.search(ast.unparse(owner))):
            return [*node.args, *(keyword.value for keyword in node.keywords)]
    # What is Chinese is looked for first: to write a piece of code out takes longest.
    if (
        isinstance(node, ast.Assign)
        and HAN.search("".join(_texts(node.value)))
        and any(NAMED.search(ast.unparse(target)) for target in node.targets)
    ):
        return [] if "compile" in ast.unparse(node.value) else [node.value]
    return []


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in value.values)
    elif isinstance(value, ast.IfExp):
        yield from (text for part in (value.body, value.orelse) for text in _texts(part))
    elif isinstance(value, ast.List | ast.Tuple):
        yield from (text for part in value.elts for text in _texts(part))
    elif isinstance(value, ast.BinOp):
        # "可用：" + names
        left = "".join(_texts(value.left))
        yield left + "7" if left else left


SAID = sorted({pair for pair in said() if HAN.search(pair[1])})


def test_the_messages_are_found() -> None:
    assert len(SAID) > 100
    assert any("文件不存在" in text for _, text in SAID)


@pytest.mark.parametrize(("place", "text"), SAID, ids=[f"{place} {text[:20]}" for place, text in SAID])
def test_every_message_has_its_english(place: str, text: str) -> None:
    told = translator("en")(text)
    left = HAN.findall(QUOTED.sub("", told))
    assert not left, f"{place}: add “{text}” to reports/phrases.en.toml (now: {told})"


def test_every_indicator_has_its_english() -> None:
    put = translator("en")
    names = [entry.name for entry in lexicon.load().indicators.values()]
    missing = [name for name in names if put.indicator(name) == name]
    assert not missing, "add them to reports/indicators.en.tsv"
    assert len({put.indicator(name) for name in names}) == len(names), "two indicators share a name"


def test_the_tables_know_no_other_indicator() -> None:
    lines = (folder("reports") / "indicators.en.tsv").read_text(encoding="utf-8").splitlines()
    ids = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert set(ids) == set(lexicon.load().indicators)
    assert len(ids) == len(set(ids))


def test_the_english_catalogue_is_english() -> None:
    say = messages("en")
    # Examples of commands and phrases hold names of files and words of documents.
    examples = re.compile(r"(examples|help)$")
    chinese = [
        key for key in say.known() if HAN.search(QUOTED.sub("", say(key))) and not examples.search(key)
    ]
    assert not chinese


def test_quotes_stay_as_written() -> None:
    quote = "“全文未见目标，增长5%左右；完成”"
    assert quote in translator("en")(f"白石区{quote}→云阜市“持平”")
    assert translator("en")(f"写作{quote}") == f"written {quote}"


@pytest.mark.parametrize("piece", ["甲", "地区为：第1行", "“", "5%、", "；", "（“", "1亿"])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    """Found in a document, repeated without end."""
    put, began = translator("en"), time.process_time()
    for length in (100, 599, 100_000):
        put((piece * length)[:length])
    assert time.process_time() - began < 6  # a tenth of a second; tracing takes its time


def test_a_text_without_chinese_stays_as_it_is() -> None:
    assert translator("en")("audit.html: 5%") == "audit.html: 5%"
