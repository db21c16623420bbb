"""The terminal, or whatever else stands behind standard output."""

from __future__ import annotations

from typing import IO

from rich.console import Console

_NARROWEST = 48  # columns; in fewer, a table has no room for what a finding says, and would leave it out


class Screen(Console):
    """Text and tables as they are; 80 columns and no colour where there is no terminal."""

    def __init__(self, file: IO[str]) -> None:
        """Write to a file; colours only where it is a terminal."""
        super().__init__(file=file, highlight=False, markup=False, emoji=False, soft_wrap=False)
        self.width = max(self.width, _NARROWEST)

    def on_broken_pipe(self) -> None:
        """Say so like any other writer: rich would end the program, with a status of its own.

        Raises:
            BrokenPipeError: whoever read the output has gone.
        """
        raise BrokenPipeError
