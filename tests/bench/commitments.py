"""Link a million commitments of 3,000 regions over 20 years, and show that the time grows with their number.

    python tests/bench/commitments.py [--commitments 1000000] [--jobs 2]

Names are made of invented places and ordinary kinds of things; each thing is promised in several years under
changing words (地块, 项目, 片区更新). Prints the processor seconds
of the busiest process for a quarter, a half and the whole.
"""

from __future__ import annotations

import argparse
import random
import time
from concurrent.futures import ProcessPoolExecutor

from checker.model import Commitment, Document, Identity, Reading
from checker.table import commitments
from checker.table.schema import SCHEMA, Table, empty

PER_REGION = 334
YEARS = range(2005, 2025)
FIRST = "白青柳苇望砖河龙云桐临沧松梅枫芦渔石竹泉岭湖渡桥堤塘"
SECOND = "溪禾江湾窑庙潭坊浦滩亭川台洲岸坡沟圩桂荷菱藕苓蒲榆槐"
KINDS = ("路", "小学", "中学", "公园", "产业园", "医院", "大桥", "地块", "片区", "大厦", "水厂", "消防站")
AROUND = ("", "项目", "工程", "一期", "二期", "更新项目", "改造", "建设")
STAGES = ("谋划", "前期", "开工", "在建", "竣工")


def reading(region: int, year: int, rng: random.Random, things: list[str], count: int) -> Reading:
    """Return a plan of a year with so many commitments."""
    name = f"甲{region}区"
    path = f"{region:05}/{year}.txt"
    who = Identity(name, f"乙市/{name}", plan_year=year, kind="plan")
    said = [
        Commitment(
            id=f"{path}!{n}", document=path, line=1, quote="推进", region=name, region_path=f"乙市/{name}",
            object=rng.choice(things) + rng.choice(AROUND), kind="project", stage=rng.choice(STAGES),
            action="推进", modality="target", period=str(year), period_kind="year",
        )
        for n in range(count)
    ]  # fmt: skip
    return Reading(Document(path, who, {1: "推进"}), commitments=said)


def made(regions: range) -> Table:
    """Return the relation of the commitments of so many regions."""
    table = empty("commitment")
    for region in regions:
        rng = random.Random(region)
        things = [rng.choice(FIRST) + rng.choice(SECOND) + rng.choice(KINDS) for _ in range(90)]
        for year in YEARS:
            share = PER_REGION // len(YEARS) + (year - YEARS[0] < PER_REGION % len(YEARS))
            table.extend(commitments.rows(reading(region, year, rng, things, share)))
    return table


def linked(regions: range) -> tuple[int, int, float]:
    """Return how many commitments were linked to how many pairs, and the seconds of its processor."""
    table = made(regions)
    tables = {name: empty(name) for name in SCHEMA} | {"commitment": table}
    began = time.process_time()
    pairs = sum(1 for _, rows in commitments.relations(tables, []) for _ in rows)
    return table.rows, pairs, time.process_time() - began


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commitments", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    regions = options.commitments // PER_REGION + 1
    for part in (4, 2, 1):
        cut = regions // part
        step = -(-cut // options.jobs)
        shares = [range(at, min(at + step, cut)) for at in range(0, cut, step)]
        with ProcessPoolExecutor(options.jobs) as pool:
            results = list(pool.map(linked, shares))
        count, pairs = sum(r[0] for r in results), sum(r[1] for r in results)
        seconds = max(r[2] for r in results)
        print(f"{count:>9,} commitments, {cut:>5,} regions: {pairs:>9,} pairs in {seconds:6.1f} s")


if __name__ == "__main__":
    main()
