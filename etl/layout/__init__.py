"""Sheets as they come -> tables with the columns of a contract. Pure: nothing is read, nothing is interpreted."""

from etl.layout.workbook import Laid, lay_out

__all__ = ["Laid", "lay_out"]
