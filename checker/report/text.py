"""Document text made safe to show: what would steer a terminal or turn a line round becomes visible."""

from __future__ import annotations

import re

# Control characters, marks that change the direction of writing, and halves of surrogate pairs.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: object) -> str:
    r"""Return text with nothing in it that acts instead of showing.

    >>> visible("增长\x1b[31m5%"), visible("增\u202e长")
    ('增长␛[31m5%', '增�长')
    """
    return _UNSAFE.sub(_picture, "" if text is None else str(text))


def inert(text: object) -> str:
    r"""Return text for a terminal or a build's log, which a build service reads for commands, too.

    GitHub takes a line for a command that begins with two colons, whatever blanks stand before them.

    >>> inert("增长\x1b[31m5%"), inert("::error::5%"), inert("##[group]5%")
    ('增长␛[31m5%', '：：error：：5%', '#＃[group]5%')
    """
    return visible(text).replace("::", "：：").replace("##[", "#＃[")


def one_line(text: object) -> str:
    """Return text of one line: in a name, a line break would begin a line that somebody else wrote."""
    return visible(text).replace("\n", "␊").replace("\t", "␉")


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def shorten(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of a text, its end replaced by an ellipsis.

    >>> shorten("地区生产总值增长", 5)
    '地区生产…'
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"
