"""Which place a clause speaks of: scope words (全市, 我区) and places named at its head."""

from __future__ import annotations

from checker.model import Context, Identity
from checker.parse.scanner import Token
from checker.parse.shape import Shape
from checker.read.places import Divisions, Place

Where = tuple[str, str]  # name, path

_SCOPE_LEVELS = {
    "省": ("province",), "市": ("city", "province"), "区": ("district",), "县": ("district",),
    "旗": ("district",), "州": ("city",), "盟": ("city",),
}  # fmt: skip
_SUFFIXES = tuple("省市区县旗州盟")


class Regions:
    """The places a document's clauses may speak of, seen from the document's own region."""

    def __init__(self, identity: Identity, divisions: Divisions) -> None:
        self.identity, self.divisions = identity, divisions
        self.path = identity.region_path
        own = divisions.by_path(self.path) if self.path else None
        self.level = own.level if own else identity.level
        self.chain: list[Place] = [own] if own else []
        if self.path:
            self.chain += [p for p in (divisions.by_path(a) for a in divisions.ancestors(self.path)) if p]

    def of_scope(self, word: str, context: Context) -> Where | None:
        """全市 in a district's plan is the city above it; the document's own scope is its own region."""
        if word == "全国":
            return ("全国", "全国")
        levels = _SCOPE_LEVELS.get(word[-1])
        if levels is None or self.level is None:
            return None
        if self.level in levels:
            return None
        # 全市 said by a province is nobody's; only what stands above can be meant from below.
        for place in self.chain[1:]:
            if place.level in levels:
                return place.name, place.path
        return None

    def leading(self, shape: Shape) -> list[Where]:
        """Return the places a clause's first noun phrase begins with, and take them off the phrase."""
        first = next((item for item in shape.items if item.type == "N"), None)
        if first is None or first is not shape.items[0]:
            return []
        text = first.text
        if not any(mark in text[:12] for mark in _SUFFIXES):
            return []
        found: list[Where] = []
        position = 0
        for mention in self.divisions.find(text, within=self.path):
            place = mention.place
            if mention.start != position or place is None or not mention.name.endswith(_SUFFIXES):
                break
            found.append((place.name, place.path))
            position = mention.end
            if text[position : position + 1] in ("、", "和", "与", "及"):
                position += 1
            else:
                break
        if not found or self._part_of_name(text[position:]):
            return []
        first.tokens = _drop(first.tokens, position)
        first.start += position
        return found

    @staticmethod
    def _part_of_name(rest: str) -> bool:
        """河西区发改委, 天津市分行: the place belongs to an institution's name."""
        return rest[:2] in ("人民", "政府", "发改", "委员", "分行", "分公", "区委", "中心", "医院", "大学", "第一", "第二", "第三")


def _drop(tokens: list[Token], length: int) -> list[Token]:
    """Cut the first ``length`` characters off a run of tokens."""
    kept: list[Token] = []
    for token in tokens:
        size = len(token.text)
        if length >= size:
            length -= size
            continue
        if length:
            token = Token("T", token.start + length, token.end, token.text[length:])
            length = 0
        kept.append(token)
    return kept
