"""The HTML report in a real browser: no error, no request, filters, jumps, paper, keyboard, many findings."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import audit_sample as sample
import pytest
from audit_sample import growth, planned

from checker.model import Audit, Document, Identity, Reading
from checker.report.html import files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.outside

AXE = "axe-core@4"
MANY = 10_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install '.[browser]'")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs chromium")
    with api.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@dataclass
class Opened:
    """A page, and what it told its console and asked of anyone."""

    page: Page
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def wait_for(self, count: int, selector: str) -> None:
        """Wait until so many elements of a kind are not hidden."""
        from playwright.sync_api import expect

        expect(self.page.locator(f"{selector}:not([hidden])")).to_have_count(count, timeout=60_000)

    def shown(self, selector: str) -> int:
        """Return how many elements of a kind are not hidden."""
        return int(self.page.locator(f"{selector}:not([hidden])").count())

    def in_view(self, selector: str) -> bool:
        """Return whether an element stands in the window, beneath the bar of links."""
        script = """e => { const r = e.getBoundingClientRect();
            return r.height > 0 && r.top >= 0 && r.top < innerHeight; }"""
        return bool(self.page.locator(selector).evaluate(script))


def open_(browser: Browser, path: Path, fragment: str = "", **options: Any) -> Opened:
    page = browser.new_page(**{"viewport": {"width": 1200, "height": 900}, **options})
    opened = Opened(page)
    page.on("console", lambda message: opened.told.append(message.text))
    page.on("pageerror", lambda error: opened.told.append(str(error)))
    page.on("request", lambda request: opened.asked.append(request.url))
    page.goto(path.as_uri() + fragment)
    return opened


def placed(audit: Audit, folder: Path) -> Path:
    """Write a report and return its first page."""
    for name, content in files(audit).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder / "audit.html"


def audit(more: int = 0) -> Audit:
    """The sample with hostile words in it, two years of targets, and some more documents."""
    notes = [
        sample.weaker(severity="note", rule="PC305", name="lowered", region="云阜市", fingerprint=f"n{n}")
        for n in range(20)
    ]
    made = sample.audit(sample.weaker(message=sample.HOSTILE, fingerprint="h"), *notes)
    made.readings += [
        planned(2023, growth(2023, "target", "6"), growth(2022, "actual", "5.1")),
        planned(2024, growth(2024, "target", "5"), growth(2023, "actual", "4.7")),
        planned(
            2024,
            growth(2024, "target", "5", "临溪区"),
            growth(2023, "actual", "7", "临溪区"),
            region="临溪区",
        ),
    ]
    made.readings += [sample.reading(f"甲{n:03}.txt", "白石区", {1: f"第{n}份"}) for n in range(more)]
    return made


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return placed(audit(), tmp_path_factory.mktemp("审核 报告（一）"))


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Opened]:
    made = open_(browser, report)
    yield made
    made.page.close()


def test_it_tells_no_error_and_asks_for_nothing(opened: Opened, report: Path) -> None:
    opened.page.wait_for_timeout(200)
    assert opened.told == []
    assert opened.asked == [report.as_uri()]


def test_the_policy_refuses_any_other_script(browser: Browser, report: Path, tmp_path: Path) -> None:
    """The guard of the test before: a foreign script and a picture are refused, and that is seen."""
    bad = tmp_path / "bad.html"
    foreign = '<script>document.title="foreign"</script><img src="http://localhost:9/a.png"></main>'
    bad.write_text(report.read_text(encoding="utf-8").replace("</main>", foreign), encoding="utf-8")
    opened = open_(browser, bad)
    assert opened.page.title() != "foreign"
    assert "Content Security Policy" in "".join(opened.told)
    opened.page.close()


class TestFilters:
    def test_all_is_shown_at_first(self, opened: Opened) -> None:
        assert opened.page.locator("#findings output").inner_text() == "显示 24 / 24 条"
        assert opened.shown("#findings .card") == 24

    def test_severity_rule_and_search_narrow_together(self, opened: Opened) -> None:
        page = opened.page
        page.uncheck("#findings input[value=note]")
        opened.wait_for(3, "#findings .card")
        page.select_option("#findings select[name=rule]", "PC201")
        opened.wait_for(2, "#findings .card")
        page.fill("#findings input[type=search]", "HYPERLINK  script")
        opened.wait_for(1, "#findings .card")
        assert page.locator("#findings output").inner_text() == "显示 1 / 24 条"

    def test_what_is_folded_in_opens_when_it_fits(self, opened: Opened) -> None:
        page = opened.page
        assert not page.locator("#findings details.fold").evaluate("e => e.open")
        page.select_option("#findings select[name=region]", "云阜市")
        opened.wait_for(1, "#findings details.fold[open]")
        assert opened.shown("#findings .card") == 20

    def test_reset_shows_all_again(self, opened: Opened) -> None:
        page = opened.page
        page.fill("#findings input[type=search]", "没有这样的字")
        opened.wait_for(0, "#findings .card")
        page.click("#findings button[type=reset]")
        opened.wait_for(24, "#findings .card")

    def test_the_matrix_narrows_by_region_and_status(self, opened: Opened) -> None:
        page = opened.page
        assert opened.shown("#targets tbody tr") == 2
        page.select_option("#targets select[name=status]", "missed")
        opened.wait_for(1, "#targets tbody tr")
        assert "白石区" in page.locator("#targets tbody tr:not([hidden])").inner_text()
        page.select_option("#targets select[name=region]", "云阜市/临溪区")
        opened.wait_for(0, "#targets tbody tr")
        assert opened.shown("#findings .card") == 24

    def test_a_rule_of_the_verdict_shows_its_findings(self, opened: Opened) -> None:
        page = opened.page
        page.fill("#findings input[type=search]", "没有这样的字")
        opened.wait_for(0, "#findings .card")
        page.click(".rules-found a[data-value=PC305]")
        opened.wait_for(20, "#findings .card")
        assert page.locator("#findings select[name=rule]").input_value() == "PC305"
        assert page.url.endswith("#findings")

    def test_the_counts_of_a_document_show_its_findings(self, opened: Opened) -> None:
        opened.page.locator(f"td.error a[data-value='{sample.BROKEN}']").click()
        opened.wait_for(1, "#findings .card")
        assert opened.page.locator("#findings .card:not([hidden])").get_attribute("data-rule") == "PC901"


class TestOrder:
    RULES = "cards => cards.map(card => card.dataset.rule)"
    NUMBERS = "cards => cards.map(card => card.id)"

    def test_findings_are_sorted_and_put_back(self, opened: Opened) -> None:
        cards = opened.page.locator("#findings > .sorted .card")
        before = cards.evaluate_all(self.NUMBERS)
        assert cards.evaluate_all(self.RULES) == ["PC901", "PC201", "PC201"]
        opened.page.select_option("#findings select[name=sort]", "rule")
        assert cards.evaluate_all(self.RULES) == ["PC201", "PC201", "PC901"]
        assert opened.page.locator("#findings output").inner_text() == "显示 24 / 24 条"
        opened.page.click("#findings button[type=reset]")
        opened.page.wait_for_timeout(100)
        assert cards.evaluate_all(self.NUMBERS) == before

    def test_groups_stay_of_one_size(self, opened: Opened) -> None:
        sizes = "groups => groups.map(group => group.children.length)"
        groups = opened.page.locator("#findings .group")
        before = groups.evaluate_all(sizes)
        opened.page.select_option("#findings select[name=sort]", "document")
        assert groups.evaluate_all(sizes) == before


class TestJumps:
    def test_a_quote_leads_to_its_words_and_back(self, opened: Opened) -> None:
        page = opened.page
        page.click("#f2 .quote-at a")
        assert page.url.endswith("#m2")
        assert opened.in_view("#m2")
        page.click("#m2")
        assert page.url.endswith("#f2")
        assert opened.in_view("#f2")

    def test_a_finding_folded_in_is_opened_by_its_link(self, browser: Browser, report: Path) -> None:
        opened = open_(browser, report, "#f20")
        opened.page.wait_for_timeout(100)
        assert opened.in_view("#f20")
        opened.page.close()

    def test_a_finding_filtered_away_is_shown_by_its_link(self, opened: Opened) -> None:
        page = opened.page
        page.fill("#findings input[type=search]", "HYPERLINK")
        opened.wait_for(0, "#f2")
        page.evaluate("location.hash = 'f2'")
        opened.wait_for(1, "#f2")

    def test_an_indicator_leads_to_its_charts_and_a_figure_to_its_words(self, opened: Opened) -> None:
        page = opened.page
        page.click("#targets tbody th a >> nth=0")
        assert opened.in_view("#i1")
        page.click("#targets tbody td a >> nth=0")
        assert re.search(r"#d\d+-1$", page.url)

    def test_pages_of_text_and_the_report_lead_to_each_other(self, browser: Browser, tmp_path: Path) -> None:
        opened = open_(browser, placed(audit(more=30), tmp_path))
        page = opened.page
        page.click("#f2 .quote-at a")
        page.wait_for_url("**/audit-sources/03.html#m2")
        assert opened.in_view("#m2")
        page.click("#m2")
        page.wait_for_url("**/audit.html#f2")
        assert opened.told == []
        page.close()


class TestPaper:
    def test_it_prints(self, opened: Opened, tmp_path: Path) -> None:
        target = tmp_path / "a.pdf"
        opened.page.pdf(path=target, prefer_css_page_size=True, print_background=True)
        raw = target.read_bytes()
        assert raw.startswith(b"%PDF")
        boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", raw)
        shapes = {(round(float(width)), round(float(height))) for width, height in boxes}
        # A4 upright, and lying for the matrix.
        assert {(595, 842), (842, 595)} <= shapes, shapes

    def test_notes_are_printed_and_buttons_are_not(self, opened: Opened) -> None:
        page = opened.page
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#f20").is_visible()
        assert not page.locator(".toc").is_visible()
        assert not page.locator("#findings .filters").is_visible()


def test_without_script_all_is_there(browser: Browser, report: Path) -> None:
    opened = open_(browser, report, java_script_enabled=False)
    page = opened.page
    assert not page.locator(".filters").first.is_visible()
    assert page.locator("#f1").is_visible()
    page.click("#findings details.fold > summary")
    assert page.locator("#f20").is_visible()
    page.close()


def test_the_first_tab_leads_past_the_head(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert opened.in_view("#findings h2")


@pytest.mark.parametrize("width", [600, 320])
def test_enlarged_the_page_does_not_scroll_sideways(browser: Browser, report: Path, width: int) -> None:
    """A window of 1200 points at 200 % is 600 wide; tables scroll in a frame of their own."""
    opened = open_(browser, report, viewport={"width": width, "height": 800})
    assert opened.page.evaluate("document.scrollingElement.scrollWidth") <= width
    opened.page.close()


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("axe")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm, which fetches axe-core")
    done = subprocess.run(
        [npm, "pack", "--silent", AXE], cwd=folder, capture_output=True, check=False, timeout=120
    )
    if done.returncode:
        pytest.skip(f"npm has no {AXE}")
    (packed,) = folder.glob("*.tgz")
    shutil.unpack_archive(packed, folder, filter="data")
    return (folder / "package/axe.min.js").read_text(encoding="utf-8")


_AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(
    v => [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')]))"""


@pytest.mark.parametrize(
    "shown", [("zh", 0, "light"), ("en", 0, "dark"), ("zh", 30, "dark")], ids=["light", "dark", "pages"]
)
def test_axe_finds_no_serious_fault(
    browser: Browser, axe: str, tmp_path: Path, shown: tuple[str, int, str]
) -> None:
    language, more, scheme = shown
    for name, content in files(audit(more), language).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for name in ["audit.html", "audit-sources/03.html"][: 2 if more else 1]:
        opened = open_(browser, tmp_path / name, color_scheme=scheme)
        # All is opened: what is folded in is held to the same.
        opened.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        opened.page.evaluate(axe)
        found = opened.page.evaluate(_AXE)
        assert [fault for fault in found if fault[0] in ("serious", "critical")] == [], name
        opened.page.close()


def test_axe_sees_a_fault(browser: Browser, axe: str, report: Path) -> None:
    """The guard of the test before."""
    opened = open_(browser, report)
    opened.page.evaluate("document.querySelector('#findings select').parentNode.firstChild.remove()")
    opened.page.evaluate(axe)
    assert "select-name" in [fault[1] for fault in opened.page.evaluate(_AXE)]
    opened.page.close()


def test_ten_thousand_findings_load_scroll_and_filter(browser: Browser, tmp_path: Path) -> None:
    sentence = "地区生产总值增长4%以上，新增就业1.2万人，固定资产投资增长5.5%，社会消费品零售总额增长7%。"
    lines = dict.fromkeys(range(1, MANY // 4 + 1), sentence)
    who = Identity("白石区", "云阜市/白石区", "district", "plan", 2024)
    found = [
        sample.weaker(document="大.txt", line=line, start=at, end=at + 8, fingerprint=f"{line}-{at}")
        for line in lines
        for at in (0, 13, 21, 32)
    ]
    made = Audit(
        [Reading(Document("大.txt", who, lines)), sample.city()], found, version="0.1.0", run="0" * 16
    )
    began = time.process_time()
    report = placed(made, tmp_path)
    assert time.process_time() - began < 10
    began = time.monotonic()
    opened = open_(browser, report)
    page = opened.page
    assert page.locator("#findings output").inner_text() == f"显示 {MANY} / {MANY} 条"
    assert time.monotonic() - began < 20
    # Steps of a turned wheel; the middle one, as other tests keep the machine busy.
    steps = page.evaluate("""async () => {
        const steps = [];
        for (let step = 0; step < 40; step += 1) {
            const began = performance.now();
            window.scrollTo(0, 100000 + 300 * step);
            await new Promise(requestAnimationFrame);
            steps.push(performance.now() - began);
        }
        return steps.sort((one, other) => one - other);
    }""")
    assert steps[20] < 100, steps
    # What the page says of itself: to count 10,000 elements from outside takes longer than to filter them.
    told = "document.querySelector('#findings output').textContent"
    took = page.evaluate(f"""async () => {{
        const box = document.querySelector("#findings input[type=search]");
        const before = {told}, began = performance.now();
        box.value = "第9999条没有";
        box.dispatchEvent(new Event("input", {{bubbles: true}}));
        while ({told} === before) {{ await new Promise(done => setTimeout(done, 5)); }}
        return performance.now() - began;
    }}""")
    assert took < 2000
    assert page.evaluate(told) == f"显示 0 / {MANY} 条"
    page.click("#findings button[type=reset]")
    # A place far down is reached though all above it is laid out only when it is drawn.
    page.click(".toc a[href='#source']")
    page.wait_for_timeout(800)
    assert 0 <= page.locator("#source").evaluate("e => e.getBoundingClientRect().top") < 120
    page.click("#d1-2000 .ref >> nth=0")
    page.wait_for_timeout(800)
    assert opened.in_view(page.url[page.url.index("#") :])
    assert opened.told == []
    page.close()
