"""Whose document it is: the region, found from where a document names its own place.

Strong evidence first: the title, the session, the body that issues or reports, the speaker. Only where
these name no place does the text itself decide: which level speaks (我区, 区人民代表大会), and which place
of that level it names most, beneath the parent it names (天津市…, 市委).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from checker.read.datelines import squeeze
from checker.read.places import Divisions, Place, is_within, suffix_level
from checker.read.region_names import Clue, Finding, places_named, short, shown
from checker.read.region_text import complete, from_headline, from_text, self_level
from checker.read.region_units import of_town, of_unit, of_zone

# ---------------------------------------------------------------- the region


def find_region(
    clues: Sequence[Clue], body: Sequence[tuple[int, str]], divisions: Divisions, *, year: int | None
) -> Finding:
    """Return the region of a document.

    Args:
        clues: Stretches that may name it, the strongest first.
        body: Line numbers and texts of headings and paragraphs.
        divisions: All known places, those of the settings included.
        year: The document's year, for the names valid then.
    """
    beneath = of_unit(clues, body) or of_zone(clues, body, divisions, year)
    if beneath is not None:
        return beneath
    votes: Counter[str] = Counter()
    places: dict[str, Place] = {}
    why: dict[str, list[tuple[int, Clue, str]]] = {}
    counted: set[tuple[str, str]] = set()
    for clue in clues:
        seen: set[str] = set()
        for place, words in places_named(clue.text, divisions, year=year):
            if place.path in seen:
                continue
            seen.add(place.path)
            # Ten mentions of the parent's congress in the text weigh no more than one.
            votes[place.path] += clue.weight if (clue.name, place.path) not in counted else 0
            counted.add((clue.name, place.path))
            places[place.path] = place
            why.setdefault(place.path, []).append((clue.weight, clue, words))
    if not votes:
        own = of_town(clues) or from_headline(body, divisions, year)
        return own or from_text(clues, body, divisions, year)
    _merge_partial_paths(votes, places, why)
    _merge_namesakes(votes, places, why, divisions)
    _merge_usual_forms(votes, places, why)
    best = _best_path(votes, places)
    finding = Finding(complete(places[best], body, divisions, year))
    _explain(finding, best, why)
    _contradictions(finding, best, votes, places, why)
    return finding


def region_of_file_name(
    path: str, body: Sequence[tuple[int, str]], divisions: Divisions, *, year: int | None
) -> Finding | None:
    """Return the place a file's name begins with, where the text says it is of that level (全县)."""
    stem = squeeze(PurePath(path).stem)
    named = places_named(stem, divisions, year=year)
    level, words = self_level("\n".join(text for _, text in body))
    if len(named) != 1 or named[0][0].level != level or not stem.startswith(named[0][1]):
        return None
    above = {place.level for place in divisions.by_name(named[0][1][:-1])}
    if divisions.by_path(named[0][0].path) is None and above & {"province", "city"}:
        return None  # 甘肃县财政: a county of Gansu, not one of that name
    place = complete(named[0][0], body, divisions, year)
    said = f"文件名“{PurePath(path).name}”以“{named[0][1]}”开头，正文以“{words}”自称"
    return Finding(place, [f"地区为{shown(place)}：{said}"])


def _merge_partial_paths(
    votes: Counter[str], places: dict[str, Place], why: dict[str, list[tuple[int, Clue, str]]]
) -> None:
    """Let 白石区 stand for 云阜市/白石区 where both are named."""
    for path in sorted(votes):
        fuller = [other for other in votes if other != path and other.endswith("/" + path)]
        if "/" not in path and fuller and suffix_level(path) == places[fuller[0]].level:
            target = min(fuller)
            votes[target] += votes.pop(path)
            why[target] += why.pop(path)


def _merge_namesakes(
    votes: Counter[str],
    places: dict[str, Place],
    why: dict[str, list[tuple[int, Clue, str]]],
    divisions: Divisions,
) -> None:
    """Let 望江区 alone stand for 云汀市望江区 of the title, though a listed place has its name."""
    for path in sorted(p for p in votes if "/" in p and divisions.by_path(p) is None):
        for other in sorted(votes):
            if other != path and {words for _, _, words in why[other]} == {places[path].name}:
                votes[path] += votes.pop(other)
                why[path] += why.pop(other)


def _merge_usual_forms(
    votes: Counter[str], places: dict[str, Place], why: dict[str, list[tuple[int, Clue, str]]]
) -> None:
    """Let 麻鞍州 stand for 麻鞍布依族苗族自治州 where both are named."""
    for path in sorted(votes):
        name = places[path].name
        full = [p for p in sorted(votes) if p != path and _is_usual_form(name, places[p].name)]
        if full and places[full[0]].level == places[path].level:
            votes[full[0]] += votes.pop(path)
            why[full[0]] += why.pop(path)


def _is_usual_form(name: str, full: str) -> bool:
    """Say whether a name is what is usually said for that of an autonomous place.

    >>> _is_usual_form("麻鞍州", "麻鞍布依族苗族自治州"), _is_usual_form("麻州", "麻鞍布依族自治州")
    (True, False)
    """
    return (
        len(name) > 2
        and "族" in full
        and full.endswith("自治" + name[-1])
        and full.startswith(name[:-1])
        and not name.endswith("自治" + name[-1])
    )


def _best_path(votes: Counter[str], places: dict[str, Place]) -> str:
    """Return the path with most weight; a place beneath it wins where it is named about as strongly."""
    top = max(votes, key=lambda path: (votes[path], path.count("/"), path))
    below = [p for p in votes if p != top and is_within(p, top) and 2 * votes[p] >= votes[top]]
    return (
        max(below, key=lambda path: (votes[path], path)) if below and places[top].level != "national" else top
    )


def _explain(finding: Finding, best: str, why: dict[str, list[tuple[int, Clue, str]]]) -> None:
    place = finding.place
    if place is None:
        return
    told: set[int] = set()
    for _, clue, words in sorted(why[best], key=lambda item: (-item[0], item[1].line)):
        if clue.line not in told and len(told) < 2:
            told.add(clue.line)
            finding.reasons.append(
                f"地区为{shown(place)}：第{clue.line}行{clue.name}写明“{words}”（“{short(clue.text)}”）"
            )


def _contradictions(
    finding: Finding,
    best: str,
    votes: Counter[str],
    places: dict[str, Place],
    why: dict[str, list[tuple[int, Clue, str]]],
) -> None:
    for path in sorted(votes):
        strong = max(weight for weight, _, _ in why[path])
        related = is_within(path, best) or is_within(best, path)
        if related or strong < 8 or places[path].level != places[best].level:
            continue
        _, clue, words = max(why[path], key=lambda item: item[0])
        if words in {own for _, _, own in why[best]}:
            continue  # one name, read as the place of old in one line and as the present one in another
        finding.unclear.append(
            f"地区自相矛盾：按{places[best].name}读取，但第{clue.line}行{clue.name}写“{words}”"
        )
