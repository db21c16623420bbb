"""What is fuzzed: each target takes bytes and may refuse them only in the way its users are promised."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from checker.errors import CheckerError, RuleFileError, SettingsError, Unreadable, UsageError
from checker.limits import Limits
from checker.model import Context
from checker.settings import Settings
from tests.fuzz.seeds import KINDS

LIMITS = Limits(size=8, text=8, unpacked=24, part=8, pages=50, cells=50_000)
SETTINGS = Settings(limits=LIMITS)
_FOLDER = Path(tempfile.gettempdir())
_KEY = re.compile(rf"云阜市(?:/白石区)?/(?:{'|'.join(KINDS)})/20\d\d")


def reader(ending: str) -> Callable[[bytes], None]:
    """Return the target that reads a document of this ending, and parses what was read."""
    from checker.read import formats

    name = formats.format_of("x" + ending)

    def target(data: bytes) -> None:
        from checker.model import Document
        from checker.parse import parse_document
        from checker.read.context import segments
        from checker.read.identity import identify
        from checker.read.lines import separate
        from checker.read.places import with_regions
        from checker.read.structure import structure

        try:
            blocks = formats._READERS[name](data, "x" + ending, ending, LIMITS, [])
        except Unreadable as error:
            _says_why(error)
            return
        for block in blocks:
            for cell in block.cells:
                assert block.text[cell.start : cell.end] == cell.text
        if sum(len(block.text) for block in blocks) > 20_000:
            return
        divisions = with_regions(())
        parts, shared = separate(blocks)
        built = structure(parts)
        identity = identify(built, "x" + ending, SETTINGS.document("x"), divisions)
        document = Document(
            "x", identity, shared.texts, shared.restore(segments(built.parts, identity, divisions))
        )
        _contract(parse_document(document, SETTINGS))

    return target


def _says_why(error: Exception) -> None:
    if not str(error):
        raise AssertionError("a refusal says why")


def _contract(reading: object) -> None:
    """The quote of every statement is exactly the slice of its line."""
    lines = reading.document.lines  # type: ignore[attr-defined]
    for statement in reading.statements:  # type: ignore[attr-defined]
        assert lines[statement.line][statement.start : statement.end] == statement.quote
    for use in reading.numbers:  # type: ignore[attr-defined]
        assert lines[use.line][use.start : use.end] == use.text


def phrase(data: bytes) -> None:
    """Fold, scan, shape and parse a phrase."""
    from checker.parse import parse_phrase
    from checker.parse.fold import fold
    from checker.parse.scanner import scan

    text = data.decode("utf-8", "replace")[:2_000]
    folded = fold(text)
    for token in scan(folded.text):
        assert token.text in folded.text
    lines = text.split("\n")
    for statement in parse_phrase(text, Context(region="白石区", period="2025")):
        assert lines[statement.line - 1][statement.start : statement.end] == statement.quote


def settings(data: bytes) -> None:
    """Load a settings file."""
    from checker.settings import load

    _on_file(data, "checker.toml", lambda path: load(path, path.parent), SettingsError)


def rule(data: bytes) -> None:
    """Read a rule file: header, SQL, columns."""
    from checker.judge.rulefile import read

    _on_file(data, "PC999-x.sql", read, RuleFileError)


def baseline(data: bytes) -> None:
    """Read a baseline."""
    from checker.judge.baseline import read

    _on_file(data, "baseline.json", read, UsageError)


def archive(data: bytes) -> None:
    """Look into a zip archive and read every document in it."""
    from checker.read import archive as archives
    from checker.read import formats
    from checker.read.source import content

    def use(path: Path) -> None:
        found, problems, _ = archives.members(str(path), tuple(sorted(formats.known_endings())), LIMITS)
        assert all(problem.problem for problem in problems)
        for name in found[:20]:
            assert name.startswith(f"{path}/")
            content(name, LIMITS.size_bytes, LIMITS)

    _on_file(data, "x.zip", use, Unreadable)


def several(data: bytes) -> None:
    """Read documents together, make relations of them and let every rule judge."""
    from checker.judge import cases, judge, shipped_rules
    from checker.table import build

    documents: dict[str, str] = {}
    for number, text in enumerate(data.decode("utf-8", "replace")[:6_000].split("\f")[:4]):
        key, _, body = text.partition("\n")
        known = _KEY.fullmatch(key) is not None
        documents[key if known else f"云阜市/计划/{2022 + number}"] = body
    rules = list(shipped_rules())
    settings, readings = cases.read(cases.Case("fuzz", documents, ()), rules[0])
    for reading in readings:
        _contract(reading)
    faults: list[CheckerError] = []
    judge(build(readings, settings), settings, rules=rules, faults=faults)
    assert not faults, faults


def _on_file(data: bytes, name: str, use: Callable[[Path], object], allowed: type[Exception]) -> None:
    with tempfile.TemporaryDirectory(dir=_FOLDER, prefix="fuzz-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            use(path)
        except allowed as error:
            _says_why(error)


def all_targets() -> dict[str, Callable[[bytes], None]]:
    """Return every target by its name."""
    from tests.fuzz import seeds

    found: dict[str, Callable[[bytes], None]] = {
        f"reader{ending}": reader(ending) for ending in seeds.documents()
    }
    return {
        **found,
        "phrase": phrase,
        "settings": settings,
        "rule": rule,
        "baseline": baseline,
        "archive": archive,
        "several": several,
    }
