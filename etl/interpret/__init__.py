"""Rows of text, interpreted by a contract: columns parsed over their distinct values, then rules over whole rows."""

from etl.interpret.abbreviations import abbreviated
from etl.interpret.breaches import BREACH_COLUMNS, NO_BREACHES, breach_frame, together
from etl.interpret.columns import parse_columns
from etl.interpret.distinct import distinct_rows
from etl.interpret.results import Parsed
from etl.interpret.rows import Interpreted, broken_rows, interpret

__all__ = [
    "BREACH_COLUMNS", "NO_BREACHES", "Interpreted", "Parsed", "abbreviated", "breach_frame", "broken_rows",
    "distinct_rows", "interpret", "parse_columns", "together",
]  # fmt: skip
