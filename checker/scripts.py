"""Traditional characters, read as the simplified ones that grammar, lexicon and program are written in."""

from __future__ import annotations

import re
from functools import cache

from checker.resources import folder, table

# One of these stands in nearly every line of a traditional text that says anything, and in no simplified one.
_SIGN = re.compile(
    "[億萬長產産業實總國區縣財稅農發經會計劃規為爲與個來對從東車標準達減進資貿戶萬畝噸應點時動體關開間質類級鄉鎮設"
    "麥穀糧雞豬魚綠電醫學際價積額貨幣鐵鋼紙機煙紗項務員單數]"
)


@cache
def _table() -> dict[int, str]:
    _, *pairs = table(folder("grammar") / "lexicon" / "scripts.tsv")  # behind the names of the columns
    return {ord(traditional): simplified for _, (traditional, simplified) in pairs}


def simplified(text: str) -> str:
    """Return a text in simplified characters, one for one, so that offsets stay what they are.

    >>> simplified("地區生產總值達910.6億元、增長11.7%"), simplified("乾隆年间")
    ('地区生产总值达910.6亿元、增长11.7%', '乾隆年间')
    """
    return text.translate(_table()) if _SIGN.search(text) else text
