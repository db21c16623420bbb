"""A line of a document with its statements, numbers and findings marked, as HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from checker.report.text import visible


@dataclass(frozen=True, slots=True)
class Span:
    """Something to mark between two offsets of a line."""

    start: int
    end: int
    css: str  # class of the stretch
    title: str = ""  # shown when pointing at it
    number: int = 0  # of a finding: referred to behind the stretch
    anchor: str = ""  # id of that reference, for links to this place


@dataclass(slots=True)
class _Edges:
    begins: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def mark(text: str, spans: Iterable[Span], *, home: str = "") -> Markup:
    """Return a line as HTML; spans may overlap in any way, and may reach beyond the line.

    Findings are referred to in the file ``home``, '' for the one the line stands in.

    >>> print(mark("增长5%", [Span(2, 4, "n", "增长 = 5%")]))
    增长<span class="n" title="增长 = 5%">5%</span>
    """
    kept = sorted((span for span in spans if _inside(span, len(text))), key=lambda s: (s.start, s.end))
    if not kept:
        return escape(visible(text))
    return Markup("").join(_pieces(text, kept, home))


def _inside(span: Span, length: int) -> bool:
    return 0 <= span.start < min(span.end, length)


def _pieces(text: str, spans: list[Span], home: str) -> Iterator[Markup]:
    """Yield stretches over which the set of spans is the same; the cost grows with the spans open at once."""
    edges = _Edges()
    for index, span in enumerate(spans):
        edges.begins[span.start].append(index)
        edges.ends[min(span.end, len(text))].append(index)
    bounds = sorted({0, len(text), *edges.begins, *edges.ends})
    active: dict[int, Span] = {}
    for bound, following in zip(bounds, [*bounds[1:], len(text)], strict=True):
        for index in edges.ends[bound]:
            span = active.pop(index)
            if span.number:
                yield _reference(span, home)
        active.update((index, spans[index]) for index in edges.begins[bound])
        if bound < following:
            yield _piece(text[bound:following], active.values())


def _piece(text: str, spans: Iterable[Span]) -> Markup:
    css = " ".join(dict.fromkeys(span.css for span in spans if span.css))
    titles = "\n".join(dict.fromkeys(span.title for span in spans if span.title))
    shown = escape(visible(text))
    if not css:
        return shown
    # Put together as text, as Markup.format takes four times as long; what is not escaped is our own.
    title = f' title="{escape(visible(titles))}"' if titles else ""
    return Markup(f'<span class="{css}"{title}>{shown}</span>')  # noqa: S704


def _reference(span: Span, home: str) -> Markup:
    anchor = f' id="{span.anchor}"' if span.anchor else ""
    number = span.number
    return Markup(f'<a class="ref {span.css}" href="{escape(home)}#f{number}"{anchor}>{number}</a>')  # noqa: S704
