"""Growth targets raised from level to level: 层层加码, with the step of each level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from checker.table import regions, targets
from checker.table.targets import Target

Figure = tuple[int, str, str, str, str]  # year, key, measure, unit, basis


def rows(found: Iterable[Target]) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``ladder``: a region's target that goes beyond the level above."""
    groups: dict[str, dict[Figure, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in found:
        if _climbs(target):
            groups[target.region_path][_figure(target)].append(target)
    chosen: dict[str, dict[Figure, Target]] = {
        path: {figure: best for figure, several in figures.items() if (best := targets.promised(several))}
        for path, figures in groups.items()
    }
    above = {path: next(iter(found.values())).doc_parent_path for path, found in chosen.items() if found}
    for path in sorted(chosen):
        for figure in sorted(chosen[path]):
            way = _way(path, figure, chosen, above)
            if len(way) > 1 and _step(way[-1], way[-2]) > 0:
                yield from _rows(groups[path][figure], way)


def _climbs(target: Target) -> bool:
    return (
        target.own_region
        and target.is_number
        and bool(target.indicator_id)
        and target.modality == "target"
        and target.measure == "growth"
        and target.polarity in ("more", "less")
        and not target.ceiling
    )


def _figure(target: Target) -> Figure:
    return target.year, target.key, target.measure, target.base_unit, target.basis


def _way(
    path: str, figure: Figure, chosen: Mapping[str, Mapping[Figure, Target]], above: Mapping[str, str]
) -> list[Target]:
    """Return the targets of the levels from the top down to ``path``, levels not at hand left out."""
    way: list[Target] = []
    while path:
        found = chosen.get(path, {}).get(figure)
        if found is not None:
            way.append(found)
        path = above.get(path) or regions.parent(path)
    return way[::-1]


def _step(target: Target, above: Target) -> Decimal:
    sign = -1 if targets.less_is_better(target) else 1
    return sign * (target.number - above.number)


def _rows(same: list[Target], way: list[Target]) -> Iterator[dict[str, object]]:
    steps = [_step(lower, upper) for upper, lower in pairwise(way)]
    shown = f"{way[0].region}{way[0].written}" + "".join(
        f"→{target.region}{target.written}（{_signed(step)}）"
        for target, step in zip(way[1:], steps, strict=True)
    )
    for target in same:
        # Another document of the region may promise less than this one.
        if _step(target, way[-2]) > 0:
            yield {
                "id": target.id,
                "parent": way[-2].id,
                "gap": _step(target, way[-2]),
                "levels": len(way) - 1,
                "shown": shown,
            }


def _signed(step: Decimal) -> str:
    shown = format(abs(step), "f")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "持平" if step == 0 else f"{'+' if step > 0 else '−'}{shown}"
