"""White space in HTML text, as a browser shows it."""

from __future__ import annotations

import re

_WIDE = "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6“”‘’—…"
# A line break in the source between two wide characters is no space (CSS Text 3, segment breaks).
_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_RUN = re.compile(r"[ \t\r\n\f]+")


def collapse(text: str) -> str:
    r"""Return the text with runs of white space as one space and none at its ends.

    No-break and ideographic spaces stay, as in a browser.

    >>> collapse("\n  增长\n  5%  左右 "), collapse("地区生产\n  总值")
    ('增长 5% 左右', '地区生产总值')
    """
    return _RUN.sub(" ", _BREAK_BETWEEN_WIDE.sub("", text)).strip(" ")
