"""checker rules: the catalogue; checker rules test: the cases beside rules of one's own."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import json
import sys

import click

from checker.commands import base
from checker.judge.rulefile import Rule
from checker.report.messages import Messages
from checker.report.summary import family
from checker.report.text import inert, shorten

_TITLE_LIMIT = 60


def rules(
    *,
    action: str | None,
    folders: tuple[str, ...],
    format_: str,
    rules: tuple[str, ...],
    settings: str | None,
) -> int:
    """Print all rules, the user's own included, or run cases; return the exit code."""
    from checker.commands.checking import settings_of
    from checker.judge import all_rules

    say = base.say()
    chosen = settings_of((), settings, rules=(*rules, *folders))
    if action == "test":
        from checker.commands.rules_test import test

        return test(chosen.rules, say)
    found = all_rules(chosen)
    if format_ == "json":
        print(json.dumps([_plain(rule) for rule in found], ensure_ascii=False, indent=1))
    elif format_ == "markdown":
        base.show(markdown(found, say))
    else:
        _table(found, say)
    return 0


def markdown(found: list[Rule], say: Messages) -> str:
    """Return the whole catalogue as Markdown: per family a table, per rule its documentation."""
    parts = [f"# {say('rules.heading')}"]
    for name in dict.fromkeys(_family(rule, say) for rule in found):
        members = [rule for rule in found if _family(rule, say) == name]
        parts.append(f"## {name}")
        for rule in members:
            severity = say.name("severity", rule.severity)
            trial = f"，{say('rules.preview')}" if rule.status == "preview" else ""
            parts.append(f"### {rule.code} {rule.name}（{severity}{trial}）")
            if say.language == "en":
                parts.append(about(rule, say))
            parts += [f"**{key}**　{text}" for key, text in rule.doc.items()]
    return "\n\n".join(parts)


def about(rule: Rule, say: Messages) -> str:
    """Return what a rule checks; in English where its header says it."""
    english = rule.english.get("about", {}).get("", "") if say.language == "en" else ""
    return english or rule.doc.get("查什么", "")


def _table(found: list[Rule], say: Messages) -> None:
    from rich import box
    from rich.table import Table

    from checker.report.screen import Screen

    console = Screen(sys.stdout)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for key in ("code", "severity", "name", "title"):
        table.add_column(say(f"rules.{key}"), no_wrap=key in ("code", "severity"), overflow="fold")
    for rule in found:
        title = shorten(about(rule, say), _TITLE_LIMIT)
        table.add_row(rule.code, say.name("severity", rule.severity), inert(rule.name), inert(title))
    console.print(table)
    console.print("\n" + say("rules.count", count=len(found)))


def _family(rule: Rule, say: Messages) -> str:
    return say.name("family", family(rule.code) or "other")


def _plain(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "status": rule.status,
        "since": rule.since,
        "message": rule.message.get("", ""),
        "doc": rule.doc,
    }


command = base.Command(
    "rules",
    callback=rules,
    params=[
        base.Argument(
            ["action"], text="rules.action", required=False, type=click.Choice(["test"]), metavar="[test]"
        ),
        base.Argument(["folders"], text="rules.folders", nargs=-1, metavar="[DIR...]"),
        base.Option(
            ["--format", "-f", "format_"],
            text="rules.format",
            type=click.Choice(["text", "markdown", "json"]),
            default="text",
        ),
        base.Option(["--rules"], text="run.rules", multiple=True, metavar="DIR"),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
    ],
)
