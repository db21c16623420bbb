"""The findings as JUnit XML, for every build server: ``audit.junit.xml``.

A document is a test suite, a finding a test case in it. What makes the run fail is a failure; what does
not (beneath ``--fail-on``, accepted, in the baseline) is skipped; a document that cannot be read is an
error. A document without findings is one case that passes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree

from checker.model import Audit
from checker.report.located import gates, repository_path
from checker.report.messages import Messages, messages
from checker.report.summary import summarize
from checker.report.told import Told, safe, tell

_UNREADABLE = "PC901"


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.junit.xml``."""
    say, summary = messages(language), summarize(audit)
    by_document: dict[str, list[Told]] = defaultdict(list)
    for told in tell(audit, summary, say):
        by_document[told.finding.document].append(told)
    names = [d.reading.document.path for d in summary.documents if not d.context]
    names += sorted(set(by_document) - set(names))
    suites = [_suite(name, by_document[name], audit, say) for name in names]
    root = etree.Element("testsuites", name="checker", time="0")
    for attribute in ("tests", "failures", "errors"):
        root.set(attribute, str(sum(int(suite.get(attribute)) for suite in suites)))
    root.extend(suites)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return {"audit.junit.xml": text}


def _suite(document: str, found: list[Told], audit: Audit, say: Messages) -> Any:
    name = safe(repository_path(document))
    suite = etree.Element("testsuite", name=name)
    for told in found:
        suite.append(_case(told, name, audit, say))
    if not found:
        etree.SubElement(suite, "testcase", classname=name, name=say("report.clean"), time="0")
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    for attribute, tag in {"tests": "testcase", **kinds}.items():
        suite.set(attribute, str(sum(1 for _ in suite.iter(tag))))
    suite.set("time", "0")
    return suite


def _case(told: Told, name: str, audit: Audit, say: Messages) -> Any:
    finding = told.finding
    case = etree.Element(
        "testcase",
        classname=name,
        # Servers tell cases apart by their names, and follow them from run to run.
        name=f"{finding.rule} {finding.name} {finding.fingerprint.partition(':')[2]}".rstrip(),
        time="0",
    )
    first = told.message.split("\n", 1)[0]
    if finding.rule == _UNREADABLE and finding.status == "new":
        etree.SubElement(case, "error", message=first, type=finding.rule).text = _text(told, say)
    elif gates(finding, audit.fail_on):
        etree.SubElement(case, "failure", message=first, type=finding.severity).text = _text(told, say)
    else:
        etree.SubElement(case, "skipped", message=f"{told.severity}{say('report.colon')}{first}")
    return case


def _text(told: Told, say: Messages) -> str:
    colon, own = say("report.colon"), told.own
    lines = [told.message]
    for label, item in ((say("report.quote"), own), *((item.role, item) for item in told.others)):
        where = say("report.in_brackets", text=f"{item.document} {item.place}")
        lines.append(f"{label}{colon}{item.quote}{where}")
    lines += [f"{label}{colon}{text}" for label, text in told.why(say)]
    lines.append(f"{say('report.fingerprint')}{colon}{told.finding.fingerprint}")
    return "\n".join(lines)
