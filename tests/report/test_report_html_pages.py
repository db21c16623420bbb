"""Beyond 30 documents each has a page of its own; every link between the pages leads somewhere."""

from __future__ import annotations

import json
import posixpath
from functools import cache
from pathlib import Path

import audit_sample as sample
import pytest
from lxml import html as parser

from checker.model import Audit
from checker.report import html_source, write
from checker.report.html import files

MANY = html_source.MOST_INLINE + 1


def audit(documents: int) -> Audit:
    made = sample.audit()
    for number in range(documents - len(made.readings)):
        made.readings.append(sample.reading(f"甲{number:03}.txt", "白石区", {1: f"第{number}份"}))
    return made


@cache
def pages() -> dict[str, parser.HtmlElement]:
    made = files(audit(MANY))
    return {name: parser.document_fromstring(content.decode()) for name, content in made.items()}


def test_thirty_documents_stand_in_the_report() -> None:
    assert list(files(audit(html_source.MOST_INLINE))) == ["audit.html"]


def test_more_stand_on_pages_numbered_alike() -> None:
    assert list(pages())[:3] == ["audit.html", "audit-sources/01.html", "audit-sources/02.html"]
    assert len(pages()) == MANY + 1
    assert not pages()["audit.html"].xpath("//article[@class='text']")
    assert all(len(page.xpath("//article[@class='text']")) == 1 for page in list(pages().values())[1:])


def test_every_link_leads_somewhere() -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in pages().items()}
    followed = 0
    for name, page in pages().items():
        for link in page.xpath("//a/@href"):
            path, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in pages(), link
            assert not fragment or fragment in ids[target], (name, link)
            followed += bool(path)
    assert followed > 3 * MANY


def test_a_finding_and_its_words_lead_to_each_other() -> None:
    (card,) = pages()["audit.html"].xpath("//article[@data-rule='PC201']")
    assert card.xpath(".//p[@class='quote-at']/a/@href") == [
        "audit-sources/03.html#m2",
        "audit-sources/02.html#d2-1",
    ]
    (reference,) = pages()["audit-sources/03.html"].xpath("//*[@id='m2']")
    assert reference.get("href") == "../audit.html#f2"


def test_no_script_runs_in_a_page_of_text() -> None:
    page = pages()["audit-sources/03.html"]
    assert not page.xpath("//script | //*[@src] | //link")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy


@pytest.mark.parametrize("language", ["zh", "en"])
def test_they_are_written_and_named_in_the_listing(language: str, tmp_path: Path) -> None:
    written = write(audit(MANY), tmp_path, ["html"], language)
    named = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))["files"]
    assert written[-1].name == "audit.json"
    assert {path.relative_to(tmp_path).as_posix() for path in written[:-1]} == set(named)
    assert f"audit-sources/{MANY}.html" in named
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".tmp")]
