"""What on an HTML page is content, what is furniture, and which tables only lay it out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

BLOCK_TAGS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main",
        "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody",
        "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
    }
)  # fmt: skip
DROPPED_TAGS = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet",
        "audio", "video", "canvas", "map", "link", "meta", "base", "noframes", "datalist",
    }
)  # fmt: skip
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "select", "button", "title", "menu", "search"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "toolbar", "menu", "menubar", "dialog"}
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|submenu|footer|foot|bottom|bread|bread-?crumbs?|crumbs?|dqwz|weizhi"
    r"|sidebar|aside|share|bdshare\w*|toolbar|copyright|friend-?links?|yqlj|related|relation|xgxx|xgwz|recommend"
    r"|pager|pagination|paging|search|login|qrcode|ewm|popup|modal|banner|logo|ads?|advert\w*|skip|accessib\w*|wza)"
    r"(?:$|[\s_-]|\d)",
    re.I,
)
# These hold a site's navigation on one page and a document's title on another: links decide.
_HEADER_NAME = re.compile(
    r"(?:^|[\s_-])(?:header|head|top|topbar|location|position|links?|print|tools?)(?:$|[\s_-]|\d)", re.I
)
# Names run together, as in "leftnav" or "footerbox", that mean nothing else.
_FURNITURE_PART = re.compile(
    r"breadcrumb|navbar|navigation|sidebar|copyright|footer|pagination|bdshare|friendlink", re.I
)
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SENTENCE_END = re.compile("[。；]")
_CONTAINERS = frozenset({"ul", "ol", "dl", "div", "table", "section", "td", "p", "center", "li"})


@dataclass(slots=True)
class Page:
    """The elements of one page that are more, or less, than they seem."""

    furniture: set[etree._Element] = field(default_factory=set)
    layout: set[etree._Element] = field(default_factory=set)  # tables that only lay out the page


@dataclass(slots=True)
class _Weight:
    """What an element holds, its descendants included."""

    text: int = 0
    linked: int = 0
    links: int = 0
    sentences: int = 0
    tables: int = 0
    headings: int = 0

    def add(self, other: _Weight) -> None:
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.sentences += other.sentences
        self.tables += other.tables
        self.headings += other.headings


def is_hidden(element: etree._Element) -> bool:
    """Tell whether an element is not shown: ``hidden``, ``display: none`` and the like."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style)) or (
        element.tag == "input" or element.get("type") == "hidden"
    )


def survey(root: etree._Element) -> Page:
    """Find the furniture and the layout tables of a page.

    An element is furniture by its tag, its role or its class and id, or because it is little but
    links. A name alone does not condemn what holds the page's sentences: whole pages stand inside
    elements called ``header`` or inside one ``form``.
    """
    page = Page()
    weights: dict[etree._Element, _Weight] = {}
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        if not isinstance(element.tag, str) or element.tag in DROPPED_TAGS:
            continue
        if not done:
            stack.append((element, True))
            stack.extend((child, False) for child in element)
            continue
        weight = _weigh(element, weights)
        weights[element] = weight
        if element.tag in BLOCK_TAGS and _is_furniture(element, weight):
            page.furniture.add(element)
        if element.tag == "table":
            _judge_table(page, element, weight)
            weight.tables += 1
    return page


def _weigh(element: etree._Element, weights: dict[etree._Element, _Weight]) -> _Weight:
    weight = _Weight()
    _add_text(weight, element.text)
    for child in element:
        inner = weights.pop(child, None)
        if inner is not None:
            weight.add(inner)
        _add_text(weight, child.tail)
    if element.tag == "a" and element.get("href") is not None:
        weight.linked, weight.links = weight.text, weight.links + 1
    if element.tag in ("h1", "h2", "h3"):
        weight.headings += 1
    return weight


def _add_text(weight: _Weight, text: str | None) -> None:
    if text and not text.isspace():
        weight.text += len(text.strip())
        weight.sentences += len(_SENTENCE_END.findall(text))


def _is_furniture(element: etree._Element, weight: _Weight) -> bool:
    tag = str(element.tag)
    if tag in ("html", "body", "main", "article", "h1"):
        return False
    if tag in _FURNITURE_TAGS:
        return tag != "aside" or weight.sentences < 5
    if weight.sentences >= 3 or weight.text > 2_000:
        # Sentences are content, unless they are the captions of a list of links.
        return _is_link_list(element, weight) and weight.text < 5_000
    if (element.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    if tag in ("header", "form"):
        return not weight.headings and weight.text < 300
    return (_is_named_furniture(element, weight) and not weight.headings) or _is_link_list(element, weight)


def _is_named_furniture(element: etree._Element, weight: _Weight) -> bool:
    if element.tag in ("td", "tr", "table", "p", "tbody", "th", "thead"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    if not names:
        return False
    if weight.links >= 2 and _HEADER_NAME.search(names):
        return True
    return bool(_FURNITURE_NAME.search(names) or _FURNITURE_PART.search(names))


def _is_link_list(element: etree._Element, weight: _Weight) -> bool:
    if element.tag not in _CONTAINERS or weight.links < 3:
        return False
    return weight.linked * 10 >= weight.text * 8


def _judge_table(page: Page, table: etree._Element, weight: _Weight) -> None:
    """A table that holds tables, headings or much prose lays out a page."""
    role = (table.get("role") or "").lower()
    if role in ("presentation", "none") or weight.tables or weight.headings:
        page.layout.add(table)
