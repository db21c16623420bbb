"""The words of every output, from one catalogue per language: ``reports/messages.zh.toml``, ``.en.toml``."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from typing import Any

from checker.errors import InternalError
from checker.resources import folder
from checker.translate import translator

LANGUAGES = ("zh", "en")


class Messages:
    """The catalogue of one language. ``say("run.help")`` returns a text, its fields filled in."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language = language
        self._texts = texts
        self._translator = translator(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key``.

        A text may choose a word by a count: ``{count} {count:error|errors}``.

        Raises:
            InternalError: The catalogue has no such key.
        """
        if key not in self._texts:
            raise InternalError(f"messages.{self.language}.toml", f"no text '{key}'", fix="add it")
        text = self._texts[key]
        return text.format(**{key: _counted(value) for key, value in values.items()}) if values else text

    def name(self, group: str, key: object) -> str:
        """Return what a value of a closed list is called, or the value itself where it has no name."""
        return self._texts.get(f"{group}.{key}", "" if key is None else str(key))

    def put(self, text: str | None) -> str:
        """Return a text that the program composed, in this language; quotes in it stay as written."""
        return self._translator(text or "")

    def indicator(self, name: str | None) -> str:
        """Return the name of an indicator; of the open vocabulary the words of the text."""
        return self._translator.indicator(name or "")

    def unit(self, name: str | None) -> str:
        """Return the name of a unit."""
        return self._translator.unit(name or "")

    def figure(self, value: str, base_unit: str | None) -> str:
        """Return a decimal text in its base unit with the unit's name."""
        return self._translator.figure(Decimal(value), base_unit or "")

    def known(self) -> frozenset[str]:
        """Return all keys."""
        return frozenset(self._texts)


class _Count(int):
    """A count that chooses between two words: ``{count:error|errors}``."""

    def __format__(self, spec: str) -> str:
        one, bar, more = spec.partition("|")
        return (one if self == 1 else more) if bar else super().__format__(spec)


def _counted(value: object) -> object:
    return _Count(value) if type(value) is int else value


@cache
def messages(language: str = "zh") -> Messages:
    """Return the catalogue of a language (``zh`` or ``en``)."""
    path = folder("reports") / f"messages.{language}.toml"
    return Messages(language, dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")))))


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, value.strip("\n")))
    return pairs
