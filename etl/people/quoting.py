"""Whether the quotes of a CSV stand where quotes may stand, told from its bytes as they come.

The fast reader takes much for a cell that is none: it lets a cell end at the last of several quotes, or at the end of
the file, and the rows between are gone; what nobody asks for it does not look at. What is not plain here is left to the
layout, which reads cell by cell.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

Signs = npt.NDArray[np.uint8]
_QUOTE, _LINE_FEED, _RETURN = b'"\n\r'
_MARK: Final = "\ufeff".encode()
LONGEST_CELL: Final = 10_000  # bytes; a longer one was made by two quotes that do not belong together


class Quoting:
    """Holds the pieces of one CSV in UTF-8, in order, against RFC 4180 (and line ends of a line feed alone)."""

    def __init__(self, separator: str) -> None:
        self._borders = np.frombuffer(f'{separator}\n\r"'.encode(), dtype=np.uint8)
        self._inside = False  # a cell in quotes
        self._begun: list[int] = []  # where in the file the cell begins in which the next piece begins
        self._at = -1  # of the first sign of `_carry`
        self._carry = b""  # the last sign, which waits for what comes after it, and the one before

    def hold(self, piece: bytes) -> None:
        """Look at the next piece.

        Raises:
            pl.exceptions.ComputeError: a quote stands inside a cell, a cell is too long for one, or a line ends in a
                carriage return alone.
        """
        text = self._carry + piece if self._carry else b"\n" + piece.removeprefix(_MARK)
        self._carry = text[-2:]
        if b'"' in text or b"\r" in text:
            signs = np.frombuffer(text, dtype=np.uint8)
            quotes = np.flatnonzero(signs[1:-1] == _QUOTE) + 1
            self._hold_quotes(signs, quotes)
            self._hold_returns(signs, quotes)
            self._inside ^= bool(len(quotes) % 2)
        self._at += len(text) - len(self._carry)

    @property
    def inside(self) -> bool:
        """Whether the last piece ended in a cell that is not closed."""
        return self._inside

    def end(self) -> None:
        """Raises pl.exceptions.ComputeError: the last quote is not closed."""
        self.hold(b"\n")
        if self._inside:
            raise pl.exceptions.ComputeError("a quote is not closed")

    def _hold_quotes(self, signs: Signs, quotes: npt.NDArray[np.int64]) -> None:
        """One opens a cell, the next closes it; two inside a cell close it and open it again."""
        opening, closing = quotes[self._inside :: 2], quotes[not self._inside :: 2]
        if not (np.isin(signs[opening - 1], self._borders).all() and np.isin(signs[closing + 1], self._borders).all()):
            raise pl.exceptions.ComputeError("a quote inside a cell")
        begins, ends = opening[signs[opening - 1] != _QUOTE], closing[signs[closing + 1] != _QUOTE] + self._at
        begun = np.array([*self._begun, *(begins + self._at)])
        if (ends - begun[: len(ends)] > LONGEST_CELL).any():
            raise pl.exceptions.ComputeError("a cell is too long")
        self._begun = begun[len(ends) :].tolist()

    def _hold_returns(self, signs: Signs, quotes: npt.NDArray[np.int64]) -> None:
        returns = np.flatnonzero(signs[1:-1] == _RETURN) + 1
        alone = returns[signs[returns + 1] != _LINE_FEED]
        outside = (np.searchsorted(quotes, alone) + self._inside) % 2 == 0
        if outside.any():
            raise pl.exceptions.ComputeError("a line ends in a carriage return alone")
