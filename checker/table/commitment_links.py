"""Which commitments speak of one thing: compared inside a region, and only where names share rare characters.

A name is compared with those that share one of its rarest pairs of characters, so the work grows with the
number of names, not with its square; equal names are one node from the start.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.model import Reading
from checker.parse.commitment_names import OWNERS, head_of, own_runs
from checker.table.commitment_names import CONTAINED, SAME, Core, core_from, sure, verdict
from checker.table.schema import Table

_RARE = 12  # names of a region; a pair of characters that more of them share tells nothing
_RAREST = 4  # pairs of characters of one name that are looked up
_SHORTEST = 2
_SPAN_YEARS = 5
_DETAILED = 12  # outcomes with a figure
_TELLING = 4  # characters of a name that need no proper name to tell it
_BLANKS = re.compile("[\\s“”‘’《》（）()\"']")

_DIRECTION = re.compile("[城县市区]?[东南西北中]{1,2}[部区片]{0,2}|[老新旧主]城区?")

_PAPER = "[^，。；！]{0,20}(?:方案|规划|办法|意见|计划|条例|措施|政策|细则|导则|标准)"
_ISSUED = "(?:出台|印发|编制|制定|发布)[^，。；！]{0,8}"
_SPAN = re.compile("[一二三四五六七八九十]+年")

_COLUMNS = (
    "id", "document", "doc_kind", "plan_year", "report_year", "region_path", "own_region", "core", "phases",
    "rank", "ladder", "low", "high", "done", "improves", "is_promise", "is_report", "year", "annual",
    "dated", "denied", "sentence", "seq",
)  # fmt: skip


@dataclass(slots=True)
class _Node:
    """One name of a region, with the rows that bear it and the other nodes that mean the same thing."""

    core: Core
    rows: list[int] = field(default_factory=list)
    near: list[tuple[_Node, str]] = field(default_factory=list)
    thing: _Node | None = None  # the node that stands for all that mean this thing
    phases: set[str] = field(default_factory=set)


class Linked:
    """The commitments of all documents, linked; ``thing`` is set in the relation."""

    def __init__(self, commitment: Table) -> None:
        self._table = commitment
        self._of = {name: list(commitment[name]) for name in _COLUMNS}
        self._blocks = self._nodes()
        for nodes in self._blocks.values():
            _link(nodes)
        self._name_things()

    def _nodes(self) -> dict[tuple[str, str], list[_Node]]:
        of, found = self._of, dict[tuple[str, str], dict[tuple[str, ...], _Node]]()
        columns = zip(
            of["region_path"], of["document"], of["ladder"], of["core"], of["phases"], of["rank"], strict=True
        )
        for row, (path, document, ladder, *key) in enumerate(columns):
            block = found.setdefault((path or document, ladder), {})
            node = block.get(tuple(key))
            if node is None:
                node = block[tuple(key)] = _Node(core_from(*key))
            node.rows.append(row)
        return {key: list(block.values()) for key, block in found.items()}

    def _name_things(self) -> None:
        things, ids = self._table["thing"], self._of["id"]
        for nodes in self._blocks.values():
            for node in nodes:
                name = ids[_root(node).rows[0]]
                for row in node.rows:
                    things[row] = name

    def pairs(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``commitment_pair``."""
        for nodes in self._blocks.values():
            for node in nodes:
                if len(node.rows) > 1 or node.near:
                    yield from self._again(node)
                    yield from self._done(node)
            yield from self._beside(nodes)

    def _around(self, node: _Node) -> list[tuple[int, str]]:
        """Return the rows that speak of a node's thing, with the reason."""
        around = [(row, SAME) for row in node.rows]
        around += [(row, reason) for other, reason in node.near for row in other.rows]
        return around

    def _promises(self, rows: Iterable[int]) -> list[int]:
        of = self._of
        return [
            r
            for r in rows
            if of["is_promise"][r] and of["annual"][r] and of["own_region"][r] and of["year"][r]
        ]

    def _again(self, node: _Node) -> Iterator[dict[str, Any]]:
        """Each year's furthest promise beside the least of those that documents made for the year before."""
        of = self._of
        before: dict[int, list[tuple[int, str]]] = defaultdict(list)
        reasons = dict(self._around(node))
        for row in self._promises(reasons):
            before[of["year"][row]].append((row, reasons[row]))
        mine: dict[int, list[int]] = defaultdict(list)
        for row in self._promises(node.rows):
            mine[of["year"][row]].append(row)
        for year, rows in mine.items():
            earlier = sorted(known for known in before if known < year)
            if not earlier:
                continue
            later = max(rows, key=lambda row: (of["high"][row], -row))
            last, reason = min(
                self._furthest(before[earlier[-1]]), key=lambda found: (of["low"][found[0]], found[0])
            )
            if (
                of["document"][last] == of["document"][later]
                or of["plan_year"][last] >= of["plan_year"][later]
            ):
                continue
            yield self._pair("again", last, later, reason, first=earlier[0], times=len(earlier) + 1)

    def _furthest(self, rows: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str]]:
        """Return of each document the furthest stage: what it promises beside it is on the way there."""
        of, found = self._of, dict[str, tuple[int, str]]()
        for row, reason in rows:
            known = found.setdefault(of["document"][row], (row, reason))
            if (of["high"][row], of["low"][row]) > (of["high"][known[0]], of["low"][known[0]]):
                found[of["document"][row]] = row, reason
        return found.values()

    def _done(self, node: _Node) -> Iterator[dict[str, Any]]:
        of = self._of
        done = [
            (row, reason)
            for row, reason in self._around(node)
            if of["is_report"][row] and of["done"][row] and of["own_region"][row] and of["year"][row]
        ]
        if not done:
            return
        by_document: dict[str, list[int]] = defaultdict(list)
        for row in node.rows:
            if of["is_promise"][row] and of["own_region"][row]:
                by_document[of["document"][row]].append(row)
        for rows in by_document.values():
            later = max(rows, key=lambda row: (of["high"][row], -row))
            known = [
                found
                for found in done
                if of["year"][found[0]] < self._made(later) and self._same_deed(found[0], later)
            ]
            if known:
                earlier, reason = max(
                    known, key=lambda found: (sure(found[1]), of["year"][found[0]], -found[0])
                )
                yield self._pair("done", earlier, later, reason)

    def _made(self, row: int) -> int:
        """Return the first year a promise can be meant for: a five-year plan comes before all of its span."""
        year = int(self._of["year"][row])
        if self._of["doc_kind"][row] != "five_year_plan":
            return year
        return min(year, int(self._of["plan_year"][row]) - _SPAN_YEARS + 1)

    def _same_deed(self, one: int, other: int) -> bool:
        return bool(self._of["improves"][one] == self._of["improves"][other])

    def _beside(self, nodes: Sequence[_Node]) -> Iterator[dict[str, Any]]:
        """Of each thing the earliest and the furthest stage that one document tells of one year."""
        of = self._of
        seen: set[tuple[str, int]] = set()
        for node in nodes:
            around = self._around(node)
            if len(around) < _SHORTEST:
                continue
            by_document: dict[tuple[str, int, bool], list[tuple[int, str]]] = defaultdict(list)
            for row, reason in around:
                promise = of["is_promise"][row]
                if (promise or of["is_report"][row]) and of["annual"][row]:
                    by_document[of["document"][row], of["year"][row], promise].append((row, reason))
            for key, rows in by_document.items():
                # 3月完成立项 is followed by other stages in the year.
                behind = [found for found in rows if not of["dated"][found[0]] or of["denied"][found[0]]]
                if len(rows) < _SHORTEST or not behind:
                    continue
                low, why = min(
                    behind, key=lambda found: (not of["denied"][found[0]], of["high"][found[0]], found[0])
                )
                high, other = max(rows, key=lambda found: (of["low"][found[0]], -found[0]))
                apart = of["high"][low] < of["low"][high] and of["sentence"][low] != of["sentence"][high]
                if apart and self._same_deed(low, high) and (key[0], low) not in seen:
                    seen.add((key[0], low))
                    yield self._pair("beside", low, high, why if why != SAME else other)

    def _pair(
        self, how: str, earlier: int, later: int, reason: str, *, first: int = 0, times: int = 0
    ) -> dict[str, Any]:
        ids = self._of["id"]
        return {
            "earlier": ids[earlier],
            "later": ids[later],
            "how": how,
            "reason": reason,
            "sure": sure(reason),
            "first_year": first,
            "times": times,
        }

    def reports(self, document: Table, readings: Sequence[Reading]) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``commitment_report``: what a year's main report makes of the year's promises."""
        of = self._of
        main = {
            (path, year): (seq_id, name)
            for path, year, seq_id, name, is_main in zip(
                document["region_path"], document["report_year"], document["id"], document["document"],
                document["main_report"], strict=True,
            )
            if is_main and year
        }  # fmt: skip
        if not main:
            return
        texts = _Texts(readings)
        telling = {
            of["document"][row] for row, told in enumerate(of["is_report"]) if told and of["own_region"][row]
        }
        telling.update(r.document.path for r in readings if _tells_of_work(r))
        for (path, _), nodes in self._blocks.items():
            for node in nodes:
                for row in self._promises(node.rows):
                    report = main.get((path, of["year"][row]))
                    if report is None or report[1] == of["document"][row] or report[1] not in telling:
                        continue
                    yield {
                        "promise": of["id"][row],
                        "report": report[0],
                        "how": self._told(node, report[1], texts),
                    }

    def _told(self, node: _Node, report: str, texts: _Texts) -> str:
        of = self._of
        if any(of["document"][row] == report and of["is_report"][row] for row, _ in self._around(node)):
            return "told"
        text = texts.of(report)
        # The place's own name stands in every line of its report.
        place = of["region_path"][node.rows[0]]
        if of["ladder"][node.rows[0]] == "policy":
            return "named" if _issued(node.core.text, text, place) else "none"
        names = [node.core.text, *(run for run in own_runs(node.core.text) if run not in place)]
        shorter = node.core.text.removeprefix(place.rpartition("/")[2][:-1])
        if len(shorter) >= _TELLING:
            names.append(shorter)  # 柳溪职教中心 need not be called by the place's name there
        if node.core.text.startswith(OWNERS) and not node.core.own:
            names.append(node.core.text[1:])  # 县图书馆 is 图书馆 where its own county reports
        return "named" if any(_speaks_of(name, node.core.text, text) for name in names) else "none"


def _speaks_of(name: str, whole: str, text: str) -> bool:
    """Whether a text holds a name; where that is only a direction, with what it is the direction of.

    城东片区雨水管网 says nothing of 城东污水处理厂, 城东、城西两座污水处理厂 does.
    """
    name = _BLANKS.sub("", name)
    _, told, of = whole.partition(name)
    if not (told and of and _DIRECTION.fullmatch(name)):
        return name in text
    return re.search(f"{name}[^，。；]{{0,8}}?{re.escape(of[:_SHORTEST])}", text) is not None


def _tells_of_work(reading: Reading) -> bool:
    """Whether a report goes into what was done, so that what it leaves out is left out."""
    return sum(one.modality == "actual" for one in reading.statements) >= _DETAILED


def _issued(name: str, text: str, place: str) -> bool:
    """Whether a text speaks of a policy: by its name, or by what it is about beside a word for papers."""
    if name in text:
        return True
    runs = own_runs(name)
    of_place = [run for run in runs if run.rstrip("".join(OWNERS)) in place]
    about = [run for run in runs if run not in of_place and not _SPAN.fullmatch(run)]
    if not about:
        # Nothing but everyday words: what stands before the span of years and the word for papers.
        bare = name.removesuffix(head_of(name)[0])
        for run in of_place:
            bare = bare.replace(run, "")
        about = [part for part in _SPAN.split(bare) if len(part) >= _TELLING]
    any_of = "|".join(map(re.escape, about))
    return bool(about) and re.search(f"{_ISSUED}(?:{any_of})|(?:{any_of}){_PAPER}", text) is not None


class _Texts:
    """The text of documents without blanks and quotes, made when asked for."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.document.path: reading for reading in readings}
        self._made: dict[str, str] = {}

    def of(self, path: str) -> str:
        text = self._made.get(path)
        if text is None:
            lines = self._readings[path].document.lines
            text = self._made[path] = _BLANKS.sub("", "".join(lines[number] for number in sorted(lines)))
        return text


def _link(nodes: Sequence[_Node]) -> None:
    """Compare the names of a block that share rare pairs of characters."""
    if len(nodes) < _SHORTEST:
        return
    bearing: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for pair in _pairs_of(node.core.text):
            bearing[pair].append(at)
    for at, node in enumerate(nodes):
        shared = [pair for pair in _pairs_of(node.core.text) if 1 < len(bearing[pair]) <= _RARE]
        shared.sort(key=lambda pair: (len(bearing[pair]), pair))
        others = {other for pair in shared[:_RAREST] for other in bearing[pair] if other != at}
        for other in sorted(others):
            # Each of two names looks for the other; the pair is judged once.
            if other > at or node not in (near for near, _ in nodes[other].near):
                _judge(node, nodes[other])
    for node in nodes:
        node.near.sort(key=lambda found: (not sure(found[1]), found[0].rows[0]))
    _join(nodes)


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def _judge(one: _Node, other: _Node) -> None:
    if any(near is other for near, _ in one.near):
        return
    reason = verdict(one.core, other.core)
    if reason is not None:
        one.near.append((other, reason))
        other.near.append((one, reason))


def _join(nodes: Sequence[_Node]) -> None:
    """Give linked nodes one thing; never two phases of it, whatever lies between them."""
    edges = [
        (not sure(reason), reason == CONTAINED, node.rows[0], other.rows[0], node, other)
        for node in nodes
        for other, reason in node.near
        if node.rows[0] < other.rows[0]
    ]
    for node in nodes:
        node.phases = set(node.core.phases)
    for *_, one, other in sorted(edges, key=lambda edge: edge[:4]):
        a, b = _root(one), _root(other)
        if a is b or (a.phases and b.phases and a.phases != b.phases):
            continue
        if b.rows[0] < a.rows[0]:
            a, b = b, a
        b.thing = a
        a.phases |= b.phases


def _root(node: _Node) -> _Node:
    while node.thing is not None:
        node = node.thing
    return node
