"""Words by jieba's dictionary: what jieba itself gives, without loading all of it."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest

from checker.parse import lexicon
from checker.parse.words import segment

PHRASES = (
    "",
    "商务楼宇亮化",
    "全市新增纳入统计的规模以上工业企业",
    "T恤和AT&T的A股5G基站",
    "研发投入R&D占比3.5%-4%",
    "“一件事”集成 改革\u3000落地",
    "𠮷野家é店x",
)


def test_the_same_words_as_jieba(tmp_path: Path) -> None:
    jieba = pytest.importorskip("jieba")
    jieba.setLogLevel(logging.ERROR)
    theirs = jieba.Tokenizer()
    theirs.tmp_dir = str(tmp_path)
    theirs.initialize()
    known = sorted(word for word in theirs.FREQ if theirs.FREQ[word])
    lex = lexicon.load()
    ours = sorted(word for word in lex.aliases.keys() | lex.words.keys() if len(word) > 1)
    for word in ours:
        theirs.add_word(word, freq=100_000)
    lot = random.Random(1)
    drawn = ["".join(lot.choice(lot.choice((known, ours))) for _ in range(4)) for _ in range(500)]
    for text in (*PHRASES, *drawn):
        assert segment(text) == tuple(theirs.cut(text, HMM=False))
