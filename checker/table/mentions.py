"""Where an indicator is spoken of without a figure, and where a document owns up to a miss."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from checker.expressions import Sparing
from checker.model import Reading
from checker.table import identity
from checker.table.sentences import Sentences
from checker.table.spots import spots

_MISS = Sparing(
    r"(?:未能?|没有?|尚未|均未|未能如期|没能)(?:如期|全面|完全|全部)?(?:达到|达|完成|实现)(?!峰)(?:年初|年度|全年|预期|计划|既定|目标|序时|进度|$|[，,、])"
    r"|未达预期|未达标|未完成|未能完成|没有完成|没有达到|未达到"
    r"|不及(?:年初)?(?:预期|目标|计划)|不如预期|(?:年初|年度|全年|预期|既定)目标[^，。；]{0,8}(?:未能?|没有)(?:完成|实现|达到)"
    r"|(?:低于|落后于?|滞后于?|慢于|少于)(?:市?人?大?)?(?:\d+(?:\.\d+)?%(?:以上|左右|以内)?的?)?(?:年初|年度|全年|预期|计划|既定|目标|时序|序时|预算)"
    r"|(?:比|较|与)(?:年初|年度|全年|预期|计划|既定)[^，。；]{0,14}(?:低|少|慢|差|缺口|差距)"
    r"|(?:离|距|距离)(?:年初|年度|全年|预期|计划|既定)[^，。；]{0,10}(?:差|尚有|仍有|还有)"
    r"|(?:与|和|同|离|距)[^，。；,;]{0,12}(?:目标|预期|计划)[^，。；,;]{0,6}(?:差距|缺口|差\d)"
    r"|[比较](?:[^，。；,;比较]{0,8})(?:目标|预期|计划)[^，。；,;]{0,4}(?:低|少|慢|差)"
    r"|缺口较大|完成(?:年度)?(?:目标|任务)(?:有|存在)(?:一定)?(?:难度|压力|差距)"
)
# What each of these holds; _MISS itself begins with words that stand in every other clause.
_AMISS = re.compile("未|没|不及|不如|低|落后|滞后|慢|少|差|缺口|离|距|难度|压力")
# A cause given beside a figure is a word of explanation for it, not for anything else.
_CAUSE = Sparing(
    r"受[^。；]{2,30}(?:影响|拖累|制约|冲击)|(?:由于|主要(?:原因)?是(?:因为|由于|受))[^。；]{2,40}"
)
# A new figure follows (调整为5%), or the words say only that there is one (作相应调整).
_CHANGED = Sparing(
    r"(?:调整|下调|上调|调低|调高|调减|调增|修订|修改)(?:为|到|至)"
    r"|(?:作|作出|做|做出|进行|予以|相应|适当|适度)了?(?:相应|适当|适度)?的?(?:调整|下调|上调|调低|调高|调减|调增)"
)
_STRETCH = re.compile(r"[^。；！？]+")
_TARGETS = re.compile(r"指标|目标|预期|计划|任务|预算")
_SENTENCE = re.compile(r"[^。！？!?]+")
_PART = re.compile(r"[^；;]+")
_OF_ALL = re.compile(
    r"(?<![人户年平])均|(?<!首)都|皆|以上|上述|等(?:主要)?(?:经济)?指标|\d项|[两二三四五六七八九十]项"
)
_BOTH = re.compile("城[镇市](?:常住)?(?:居民)?[、和与及]农村(?:常住)?居民")
_QUOTES = re.compile(r"[ \t　“”\"'‘’]")
_FORM = itemgetter(1)  # of what an automaton yields
_HEAD = 2  # characters at the end of a name that say what kind of thing it is: 农村泥草房 is 草房


class _Searched:
    """The names of a region's statements, a thousand of them, that texts are searched for all in one go."""

    def __init__(self, names: Mapping[str, set[str]]) -> None:
        """Take the forms under which each key may be named.

        Names of the open vocabulary are also known by how they end.
        """
        import ahocorasick  # noqa: PLC0415 — 16 ms

        self._keys: dict[str, list[str]] = defaultdict(list)
        self._headed: dict[str, list[str]] = defaultdict(list)
        for key, forms in names.items():
            for form in forms:
                self._keys[form].append(key)
                if key.startswith("~"):
                    self._headed[form[-_HEAD:]].append(key)
        self._automaton = ahocorasick.Automaton()
        for form in self._keys.keys() | self._headed.keys():
            self._automaton.add_word(form, form)
        self._automaton.make_automaton()

    def within(self, text: str) -> set[str]:
        """Return the forms that stand in a text, and the empty one, which stands in any."""
        found = set(map(_FORM, self._automaton.iter(_bare(text)))) if len(self._automaton) else set[str]()
        found.add("")
        return found

    def named(self, forms: set[str]) -> set[str]:
        """Return the keys that some forms name."""
        return {key for form in forms for key in self._keys.get(form, ())}

    def headed(self, forms: set[str]) -> set[str]:
        """Return the keys of the open vocabulary whose name ends as some forms do."""
        return {key for form in forms for key in self._headed.get(form, ())}


def rows(readings: Sequence[Reading]) -> Iterator[dict[str, object]]:
    """Yield which keys of a region's statements are named in the text of its other documents.

    A target whose outcome is told in words, or under a figure the parser could not tie to it, is
    then known to be spoken of.
    """
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for reading in readings:
        path = reading.document.identity.region_path
        if path:
            for key, forms in _names(reading).items():
                names[path][key] |= forms
    searched = {path: _Searched(known) for path, known in names.items()}
    for reading in readings:
        document = reading.document
        known = searched.get(document.identity.region_path or "")
        if known is None:
            continue
        text = known.within("\n".join(document.lines[line] for line in sorted(document.lines)))
        review = known.within("\n".join(spot.text for spot in spots(reading) if spot.tells))
        named, in_review, headed = known.named(text), known.named(review), known.headed(review)
        for key in sorted(named | headed):
            reviewed = key in named and key in in_review
            yield {
                "doc_id": f"doc:{document.path}",
                "document": document.path,
                "key": key,
                "in_review": reviewed,
                "head_in_review": reviewed or key in headed,
            }


def adjusted(readings: Sequence[Reading]) -> Iterator[dict[str, object]]:
    """Yield which keys of a region's statements a mid-year document names as having their target changed.

    Where the new figure could not be read, the old one must not be held against anyone.
    """
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    changing = [
        reading
        for reading in readings
        if any(_CHANGED.search(text) for text in reading.document.lines.values())
        and reading.document.identity.kind in ("resolution", "midyear", "other")
    ]
    paths = {reading.document.identity.region_path for reading in changing}
    for reading in readings:
        path = reading.document.identity.region_path
        if path and path in paths:
            for key, forms in _names(reading).items():
                names[path][key] |= forms
    for reading in changing:
        who = reading.document.identity
        known = names.get(who.region_path or "", {})
        said = [
            _bare(found)
            for text in reading.document.lines.values()
            if _CHANGED.search(text)
            for found in _STRETCH.findall(text)
            if _CHANGED.search(found)
        ]
        for key in sorted(known):
            if any(form in text for form in known[key] for text in said):
                yield {
                    "document": reading.document.path,
                    "region_path": who.region_path or "",
                    "year": who.plan_year or who.report_year or 0,
                    "key": key,
                }


def disclosures(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the sentences in which a document says that something was not reached, and what."""
    document = reading.document
    sentences = Sentences.of(document.lines)
    names: Mapping[str, set[str]] | None = None
    for line in sorted(document.lines):
        text = document.lines[line]
        amiss = _AMISS.search(text) is not None
        if not ((amiss and _MISS.search(text)) or _CAUSE.search(text)):
            continue
        names = _names(reading, figures_only=True) if names is None else names
        for match in _SENTENCE.finditer(text):
            missed = _MISS.search(match.group())
            if not missed and not _CAUSE.search(match.group()):
                continue
            ordinal = sentences.ordinal(line, match.start())
            stretches = _stretches(match, names)
            named = sorted({key for _, _, keys in stretches for key in keys})
            # A cause beside no indicator explains whatever stands in its own sentence only.
            generic = missed is not None and not named and bool(_TARGETS.search(match.group()))
            for start, end, keys in stretches:
                for key in sorted(keys) or [""]:
                    yield {
                        "document": document.path,
                        "line": line,
                        "sentence": ordinal,
                        "start_at": start,
                        "end_at": end,
                        "key": key,
                        "generic": generic,
                        "text": match.group().strip(),
                    }


def _stretches(sentence: re.Match[str], names: Mapping[str, set[str]]) -> list[tuple[int, int, set[str]]]:
    """Return what parts of a sentence own up to a miss: first and last offset, and the keys named there.

    Between semicolons a part that names what it speaks of speaks of nothing else; 均, 上述 and the last
    part may mean all of them.
    """
    first = sentence.start()
    found: list[tuple[int, int, set[str]]] = []
    for part in _PART.finditer(sentence.group()):
        text = part.group()
        said = _MISS.search(text) or _CAUSE.search(text)
        if said is None:
            continue
        keys = _named(text, names)
        last = part.end() == len(sentence.group())
        alone = not last and bool(_named(text[: said.start()], names)) and not _OF_ALL.search(text)
        if not alone:
            return [(first, sentence.end(), _named(sentence.group(), names))]
        found.append((first + part.start(), first + part.end(), keys))
    return found or [(first, sentence.end(), _named(sentence.group(), names))]


def _named(text: str, names: Mapping[str, set[str]]) -> set[str]:
    """Return the keys of the names in a text; 城乡居民收入 names the one of towns and the one of villages."""
    inside = _BOTH.sub("城乡居民", _bare(text))
    if "城乡" in inside:
        inside = "；".join((inside, inside.replace("城乡", "城镇"), inside.replace("城乡", "农村")))
    return {key for key, forms in names.items() if any(form in inside for form in forms)}


def _names(reading: Reading, *, figures_only: bool = False) -> dict[str, set[str]]:
    """Return the forms under which the indicators of a document may be named, by key.

    Args:
        reading: The document.
        figures_only: Leave out names of the open vocabulary that no number stands by.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for statement in reading.statements:
        if figures_only and not statement.indicator_id and statement.value is None:
            continue
        key = identity.key(statement)
        names[key].add(_bare(statement.indicator))
        if statement.indicator_id:
            names[key] |= identity.aliases(statement.indicator_id)
        else:
            names[key].add(identity.normalise(statement.indicator))
    return names


def _bare(text: str) -> str:
    return _QUOTES.sub("", text)
