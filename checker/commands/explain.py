"""checker explain: why a rule is there, what it does not check, and what it looks like."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.commands import base
from checker.errors import RuleFileError, UsageError
from checker.given import read_text
from checker.judge.rulefile import Rule
from checker.report.messages import Messages


def explain(
    code: str, paths: tuple[str, ...], against: tuple[str, ...], audit: str | None, settings: str | None
) -> int:
    """Explain a rule, or do a finding's arithmetic again; return the exit code."""
    from checker.judge import all_rules
    from checker.settings import load

    say = base.say()
    if ":" in code.replace("：", ":"):
        from checker.commands import replay

        return replay.explain(code.replace("：", ":").strip(), paths, against, audit, settings)
    found = all_rules(load(base.existing_settings(settings), Path.cwd()))
    wanted = code.strip()
    for rule in found:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            base.show("\n".join(page(rule, say)))
            return 0
    names = [name for rule in found for name in (rule.code, rule.name)]
    near = get_close_matches(wanted, names, n=3)
    more = say("explain.near", names=" ".join(near)) if near else ""
    raise UsageError("", say("explain.unknown", code=code), fix=say("explain.unknown_fix", near=more))


def page(rule: Rule, say: Messages) -> Iterator[str]:
    """Yield the lines that explain a rule."""
    preview = f"（{say('rules.preview')}）" if rule.status == "preview" else ""
    yield f"{rule.code} {rule.name}　{say.name('severity', rule.severity)}{preview}"
    if say.language == "en" and "about" in rule.english:
        yield f"\n{rule.english['about']['']}"
    for key, text in rule.doc.items():
        yield f"\n{key}\n  {text}"
    cases = _cases(rule)
    failing = next((case for case in cases if case.get("expect")), None)
    passing = _twin(cases, failing)
    for key, case in (("failing", failing), ("passing", passing)):
        if case:
            yield f"\n{say(f'explain.{key}')}{say('report.colon')}{case.get('name', '')}"
            yield from _shown(case, say)


def _cases(rule: Rule) -> list[dict[str, Any]]:
    import yaml

    try:
        loaded = yaml.safe_load(read_text(rule.cases))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        raise RuleFileError(str(rule.cases), f"cases cannot be read ({error})", fix="mend the YAML") from None
    return [case for case in loaded or [] if isinstance(case, dict)]


def _twin(cases: list[dict[str, Any]], failing: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the passing case that follows the failing one: its twin by the rules of the house."""
    after = cases[cases.index(failing) + 1 :] if failing else cases
    return next((case for case in (*after, *cases) if not case.get("expect")), None)


def _shown(case: dict[str, Any], say: Messages) -> Iterator[str]:
    for name, text in (case.get("documents") or {}).items():
        yield f"  {name}"
        yield from (f"    {line}" for line in str(text).strip().split("\n"))
    for expected in case.get("expect") or []:
        if isinstance(expected, dict) and expected.get("says"):
            yield f"  → {say('explain.says')}{say('report.colon')}{expected['says']}"


command = base.Command(
    "explain",
    callback=explain,
    params=[
        base.Argument(["code"], text="explain.code", metavar="CODE"),
        base.Argument(["paths"], text="explain.paths", nargs=-1, metavar="[PATH...]"),
        base.Option(["--audit"], text="explain.audit", metavar="FILE"),
        base.Option(["--against"], text="run.against", multiple=True, metavar="PATH"),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
    ],
)
