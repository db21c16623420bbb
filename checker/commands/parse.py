"""checker parse: one phrase for eyes, or a stream of phrases for programs."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import json
import sys
from typing import Any

import click

from checker.commands import base
from checker.errors import CheckerError, UsageError
from checker.inputs import context_of
from checker.model import Context

FAULT = 4


def parse(text: str, format_: str, region: str | None, period: str | None, modality: str | None) -> int:
    """Show what a phrase is read as and return the exit code."""
    given = context_of({"region": region, "period": period, "modality": modality})
    if text == "-" and format_ == "jsonl":
        return _stream(given)
    from checker.parse import explain_phrase, parse_phrase

    phrase = _standard_input() if text == "-" else text
    if format_ == "jsonl":
        _put([statement.as_dict() for statement in parse_phrase(phrase, given)])
    else:
        base.show(explain_phrase(phrase, given))
    return 0


def _standard_input() -> str:
    # Text comes in UTF-8 whatever the console's encoding is.
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace").strip("\r\n")


def _stream(given: Context) -> int:
    """Read one JSON object a line, write one JSON array a line, as many as there are lines."""
    from checker.parse import parse_phrase

    say, code = base.say(), 0
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip():
            continue
        try:
            text, context = _request(raw, given)
        except UsageError as error:
            problem = say("parse.bad_line", line=number, problem=error.problem)
            raise UsageError("", problem, fix=error.fix) from None
        try:
            statements = [statement.as_dict() for statement in parse_phrase(text, context)]
        except CheckerError:  # of word lists or the program: it would be that of every line
            raise
        except Exception as error:  # one line, however odd, never ends the stream of the others
            base.tell(say("parse.bad_line", line=number, problem=repr(error)))
            statements, code = [], FAULT
        _put(statements)
    return code


def _request(raw: bytes, given: Context) -> tuple[str, Context]:
    fix = '每行写 {"text": "…", "context": {"region": "…", "period": "2024", "modality": "target"}}'
    try:
        asked: Any = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UsageError("", f"不是 JSON（{error}）", fix=fix) from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise UsageError("", "没有 text", fix=fix)
    said = asked.get("context")
    if said is None:
        return asked["text"], given
    if not isinstance(said, dict):
        raise UsageError("", "context 应为对象", fix=fix)
    return asked["text"], context_of(said)


def _put(statements: list[dict[str, Any]]) -> None:
    line = json.dumps(statements, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


command = base.Command(
    "parse",
    callback=parse,
    params=[
        base.Argument(["text"], text="parse.text", metavar="TEXT"),
        base.Option(
            ["--format", "-f", "format_"],
            text="parse.format",
            type=click.Choice(["text", "jsonl"]),
            default="text",
        ),
        base.Option(["--region"], text="parse.region", metavar="NAME"),
        base.Option(["--period"], text="parse.period", metavar="YEAR"),
        base.Option(["--modality"], text="parse.modality", metavar="NAME"),
    ],
)
