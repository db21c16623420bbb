"""The pages are valid HTML: a strict parser finds no fault, ids are unique, what refers leads somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import audit_sample as sample
import html5lib
import pytest
from audit_sample import growth, planned
from lxml import etree

from checker.model import Audit
from checker.report import html_source
from checker.report.html import files

REFERS = ("aria-labelledby", "aria-describedby", "aria-controls", "for")


def audits() -> dict[str, Audit]:
    """Audits of every shape: hostile text, nothing found, agreements, charts, pages of their own."""
    agreed = sample.audit(sample.weaker(message=sample.HOSTILE, computation=sample.HOSTILE, fingerprint="x"))
    agreed.passed = [sample.weaker(message="不弱于上级", fingerprint="")]
    years = [
        planned(year, growth(year, "target", "5"), growth(year - 1, "actual", "4.1")) for year in (2023, 2024)
    ]
    many = sample.audit(sample.weaker(message=sample.HOSTILE, computation=sample.HOSTILE, fingerprint="x"))
    for number in range(html_source.MOST_INLINE):
        many.readings.append(
            sample.reading(f"甲{number:03}.txt", "白石区", {1: f"第{number}份 {sample.HOSTILE}"})
        )
    return {
        "hostile": agreed,
        "clean": sample.clean(),
        "empty": Audit([], []),
        "charts": Audit(years, [], version="0.1.0", run="0" * 16),
        "many": many,
    }


def pages(language: str) -> Iterator[tuple[str, bytes]]:
    for kind, audit in audits().items():
        for name, content in files(audit, language).items():
            yield f"{kind}/{name}", content


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_valid(language: str) -> None:
    seen = 0
    for name, content in pages(language):
        root = strict(content)
        ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
        assert [one for one, count in ids.items() if count > 1] == [], name
        for element in root.iter():
            for attribute in REFERS:
                for referred in (element.get(attribute) or "").split():
                    assert referred in ids, (name, attribute, referred)
        seen += 1
    assert seen > html_source.MOST_INLINE


def strict(content: bytes) -> etree._Element:
    """Parse a page; the strict parser raises at the first fault."""
    parser = html5lib.HTMLParser(
        strict=True, tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False
    )
    tree: etree._Element = parser.parse(content, transport_encoding="utf-8").getroot()
    return tree


@pytest.mark.parametrize(
    "broken",
    [b"<!DOCTYPE html><title>x</title><p><div></p></div>", b"<!DOCTYPE html><title>x</title><i a=1 a=2></i>"],
)
def test_the_parser_finds_faults(broken: bytes) -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        strict(broken)
