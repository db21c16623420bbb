"""Corpora of any size: documents at hand, told again of other places, other years and other figures.

    .venv/bin/python tests/bench/corpora.py FOLDER --documents 1000 [--characters 17000]

The same call writes the same bytes. Each place has its documents of several years, and places of one
city stand side by side, so that rules between levels and years find what to compare.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.inputs import expand
from checker.pipeline import read
from checker.read.places import load as divisions
from checker.settings import load

DEMO = Path(__file__).resolve().parent.parent / "demo" / "corpus"
_YEARS = 10
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?=\s*年)")
_FIGURE = re.compile(r"(?<![\d.])(?!20[0-3]\d(?:\s*年|[-—－]))(\d+)(\.\d+)?(?=\s*(?:%|％|亿|万|个|家|人))")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to tell again."""

    name: str
    text: str
    city: str
    district: str


def sources(folder: Path | None = None, characters: int = 0) -> list[Source]:
    """Return the documents of a folder, of CHECKER_CORPUS or of the demo; as plain text.

    Args:
        folder: Where they lie.
        characters: Join short ones until each has about so many; as they are where 0.
    """
    named = os.environ.get("CHECKER_CORPUS")
    place = folder or (Path(named) if named else DEMO)
    found = []
    for reading in read(expand([place]).paths, load(None, place)):
        lines = reading.document.lines
        text = "\n".join(lines[line] for line in sorted(lines))
        path = (reading.document.identity.region_path or "").split("/")
        if text and path[-1]:
            city = next((name for name in reversed(path[:-1]) if name.endswith("市")), "")
            found.append(Source(Path(reading.document.path).stem, text, city, path[-1]))
    return [_lengthened(source, characters) for source in found]


def _lengthened(source: Source, characters: int) -> Source:
    text = source.text
    body = "\n".join(text.split("\n")[2:])
    while len(text) < characters * 0.7:
        text += "\n" + body
    return Source(source.name, text[: int(characters * 1.3) or None], source.city, source.district)


def texts(documents: int, told: Sequence[Source], seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield name and text of so many documents."""
    places = _places()
    for number in range(documents):
        city, district = places[number // _YEARS % len(places)]
        source = told[number % len(told)]
        lot = random.Random(f"{seed}:{number}")
        yield f"{city}{district}/{number:06}.txt", _told_again(source, city, district, number % _YEARS, lot)


def write(folder: Path, documents: int, told: Sequence[Source], seed: int = 1) -> int:
    """Write so many documents; return their characters."""
    characters = 0
    for name, text in texts(documents, told, seed):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def _places() -> list[tuple[str, str]]:
    """Return city and district of the whole country, cities together."""
    table = divisions()
    found = []
    for province in table.children("全国"):
        for city in table.children(province.path):
            found += [(city.name, district.name) for district in table.children(city.path)]
    return found


def _told_again(source: Source, city: str, district: str, later: int, lot: random.Random) -> str:
    text = source.text
    if source.city:
        text = text.replace(source.city, city)
    text = text.replace(source.district, district)
    text = _YEAR.sub(lambda year: str(int(year.group()) - 5 + later), text)
    return _FIGURE.sub(lambda figure: _varied(figure, lot), text)


def _varied(figure: re.Match[str], lot: random.Random) -> str:
    """Return a figure of as many digits, a little off."""
    whole, part = figure.group(1), figure.group(2) or ""
    if part:
        return f"{whole}.{lot.randrange(10 ** (len(part) - 1)):0{len(part) - 1}}"
    return whole if len(whole) < 2 else whole[:-1] + str(lot.randrange(10))


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=0)
    parser.add_argument("--from", dest="source", type=Path)
    options = parser.parse_args()
    told = sources(options.source, options.characters)
    print(write(options.folder, options.documents, told), "characters")


if __name__ == "__main__":
    main()
