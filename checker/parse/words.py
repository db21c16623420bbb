"""jieba for what the lexicon does not know: private cache, our dictionary, silence."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any


def cache_folder() -> Path:
    """Return the program's private cache folder (XDG), created with owner-only rights."""
    said = os.environ.get("CHECKER_CACHE", "")
    # "off" switches the cache of readings off; a dictionary is no reading.
    base = "" if said == "off" else said
    base = base or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    path = Path(base) / "plan-checker"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="plan-checker-"))
    return path


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import logging  # noqa: PLC0415
    import warnings  # noqa: PLC0415

    with warnings.catch_warnings():
        # jieba 0.42 imports pkg_resources and holds invalid escapes; neither is a user's concern.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)
    segmenter = jieba.Tokenizer()
    segmenter.tmp_dir = str(cache_folder())
    from checker.parse import lexicon  # noqa: PLC0415

    lex = lexicon.load()
    segmenter.initialize()
    for word in sorted(lex.aliases.keys() | lex.words.keys()):
        if len(word) > 1:
            segmenter.add_word(word, freq=100000)
    return segmenter


@lru_cache(maxsize=65536)
def segment(text: str) -> tuple[str, ...]:
    """Return the words of a text that the lexicon does not know whole.

    >>> "".join(segment("商务楼宇亮化")) == "商务楼宇亮化"
    True
    """
    return tuple(_segmenter().cut(text, HMM=False))
