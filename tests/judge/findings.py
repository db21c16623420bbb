"""What the rules say of their cases and of the demo corpus, all of it: ``findings.jsonl``.

A case says where a finding stands and asks for a piece of its message; this holds the rest still: the
other words, arithmetic, what the verdict rests on, suggestion and witnesses, and of the demo corpus the
comparisons that agree. A change that is meant is written with

    python tests/judge/findings.py

and its difference read before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import checker
from checker.judge import cases, shipped_rules
from checker.model import Audit, Finding

HERE = Path(__file__).resolve().parent
WRITTEN = HERE / "findings.jsonl"
DEMO = HERE.parent / "demo"


def demo() -> Audit:
    """Return the audit of the demo corpus, with what agrees."""
    return checker.check([DEMO / "corpus"], settings=DEMO / "checker.toml", show_passed=True)


def of_demo(audit: Audit) -> list[str]:
    """Return what is said of the demo corpus, a line a finding; where the corpus lies is left out."""
    said = [*map(told, audit.findings), *map(agreed, audit.passed)]
    return [one.replace(f"{DEMO / 'corpus'}/", "") for one in said]


def told(finding: Finding) -> str:
    """Return a finding in a line."""
    places = [f"{one.role} {_named(one.document)}#{one.line} {one.quote}" for one in finding.evidence]
    head = f"{finding.rule} {finding.severity}"
    what = f"{finding.region or ''} {finding.indicator or ''} {finding.period or ''}".strip()
    said = (finding.message, finding.computation, finding.slack, finding.suggestion)
    return "｜".join([head, what, *(text or "" for text in said), *places])


def agreed(finding: Finding) -> str:
    """Return a comparison that agrees in a line."""
    return f"✓ {finding.rule}｜{finding.message}｜{finding.computation or ''}｜{finding.slack}"


def _named(document: str) -> str:
    return Path(document).name if Path(document).is_absolute() else document


def written() -> dict[str, list[str]]:
    """Return what was written, by case: ``PC201 区低于市``, ``demo``."""
    found: dict[str, list[str]] = {}
    for line in WRITTEN.read_text("utf-8").splitlines():
        name, *said = json.loads(line)
        found.setdefault(name, []).extend(said)
    return found


def _now() -> Iterator[tuple[str, Iterable[str]]]:
    rules = list(shipped_rules())
    for rule in rules:
        for case in cases.load(rule):
            yield f"{rule.code} {case.name}", map(told, cases.check(rule, case, rules).findings)
    yield from (("demo", [said]) for said in of_demo(demo()))


def difference(before: Sequence[str], now: Sequence[str]) -> str:
    """Say in what two lists of findings differ; nothing where they do not."""
    if list(before) == list(now):
        return ""
    others = [f"now    {one}" for one in now if one not in before]
    others += [f"before {one}" for one in before if one not in now]
    return "\n".join([*others[:6], "if this is meant: python tests/judge/findings.py"])


def main() -> None:
    """Write what is said now."""
    lines = [json.dumps([name, *said], ensure_ascii=False) for name, said in _now()]
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
