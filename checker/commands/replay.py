"""checker explain FINGERPRINT: a finding's arithmetic done again, from the figures it quotes."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.commands import base, checking
from checker.errors import UsageError
from checker.given import read_json
from checker.model import Context, Document, Evidence, Finding, Reading, Statement
from checker.report.messages import Messages
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.replay import Replay

AUDIT = "audit/audit.json"


def explain(
    fingerprint: str,
    paths: Sequence[str],
    against: Sequence[str],
    audit: str | None,
    settings: str | None,
) -> int:
    """Print the replay of one finding; return 0 where it agrees with the finding, 1 where it does not."""
    from checker.replay import replay
    from checker.table import build

    say = base.say()
    if paths:
        chosen = checking.settings_of((*paths, *against), settings)
        result = checking.audited(paths, chosen, jobs=None, quiet=True, against=against)
        found, readings, anew = list(result.findings), list(result.readings), True
    else:
        found, documents = _told(Path(audit or AUDIT), say)
        chosen = checking.settings_of(documents, settings)
        anew = bool(documents) and all(Path(path).is_file() for path in documents)
        readings = _read(documents, chosen) if anew else []
    finding = _one(found, fingerprint, say)
    if not anew:
        readings = from_quotes(finding)
    texts = {(r.document.path, n): line for r in readings for n, line in r.document.lines.items()}
    told = replay(finding, build(readings, chosen).tables, texts)
    base.show("\n".join(lines(told, say, anew=anew)))
    return checking.FOUND if told.agrees is False else checking.PASSED


def _told(path: Path, say: Messages) -> tuple[list[Finding], list[str]]:
    """Return the findings and the documents of a JSON report.

    Raises:
        UsageError: it cannot be read, or is none.
    """
    try:
        report = read_json(path)
        return [_finding(entry) for entry in report["findings"]], [d["path"] for d in report["documents"]]
    except OSError as error:
        problem = say("explain.no_audit", path=path, why=error.strerror or error)
        raise UsageError(str(path), problem, fix=say("explain.no_audit_fix")) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(str(path), say("explain.bad_audit"), fix=say("explain.no_audit_fix")) from None


def _finding(entry: dict[str, Any]) -> Finding:
    evidence = [Evidence(**item) for item in entry["evidence"]]
    return Finding(**{**entry, "evidence": evidence})


def _read(documents: Sequence[str], settings: Settings) -> list[Reading]:
    from checker.pipeline import read_all

    return read_all(documents, settings, jobs=base.processors())


def _one(found: Sequence[Finding], fingerprint: str, say: Messages) -> Finding:
    same = [one for one in found if one.fingerprint == fingerprint]
    near = same or [one for one in found if one.fingerprint.startswith(fingerprint)]
    if len(near) != 1:
        key = "explain.no_finding" if not near else "explain.many_findings"
        problem = say(key, fingerprint=fingerprint)
        raise UsageError("", problem, fix=say("explain.no_finding_fix"))
    return near[0]


def from_quotes(finding: Finding) -> list[Reading]:
    """Return readings made of nothing but a finding's quotes, where its documents are not at hand.

    Each quote is read by the grammar in the finding's own region and period; of several figures in a
    quote the last is meant, for a quote ends with its figure.
    """
    from checker.parse import parse_phrase

    made: dict[str, Reading] = {}
    for item in finding.evidence:
        reading = made.setdefault(item.document, Reading(Document(item.document)))
        reading.document.lines.setdefault(item.line, item.quote)
        modality = "target" if finding.rule.startswith("PC2") or item.role in _TARGETS else "actual"
        context = Context(finding.region, finding.region, modality, finding.period)  # type: ignore[arg-type]
        said = parse_phrase(item.quote, context)
        if item.id and said:
            reading.statements.append(_placed(said[-1], item))
    return list(made.values())


_TARGETS = frozenset({"target", "goal", "plan", "rate", "assigned", "parent"})


def _placed(said: Statement, item: Evidence) -> Statement:
    said.id, said.document, said.line = item.id or "", item.document, item.line
    said.start, said.end = item.start, item.end
    return said


def lines(told: Replay, say: Messages, *, anew: bool) -> Iterator[str]:
    """Yield the lines of a replay: the finding, its figures, each step, and whether it agrees."""
    from checker.replay.figures import shown

    finding, colon = told.finding, say("report.colon")
    yield f"{finding.rule} {finding.name}　{say.name('severity', finding.severity)}　{finding.fingerprint}"
    yield finding.message
    yield ""
    yield say("explain.figures" if anew else "explain.from_quotes")
    by_id = {figure.evidence.id: figure for figure in told.figures}
    for item in finding.evidence:
        figure = by_id.get(item.id)
        role = say.name("role", item.role)
        place = f"{Path(item.document).name}:{item.line}"
        admits = ""
        if figure is not None and figure.is_number:
            admits = f"　{say('explain.admits')}{colon}{say.put(shown(figure.fits, figure.unit))}"
        yield f"  {role}{colon}“{item.quote}”（{place}）{admits}"
    yield ""
    yield say("explain.steps")
    for count, step in enumerate(told.steps, 1):
        yield f"  {count}. {say.put(step.text)}"
    if not told.steps:
        yield f"  {say('explain.no_steps')}"
        if finding.computation:
            yield f"  {say('explain.told')}{colon}{finding.computation}"
    yield ""
    verdict = {True: "agrees", False: "disagrees", None: "undecided"}[told.agrees]
    yield say(f"explain.{verdict}")
