"""A file as it comes -> text, and where each cell stood. Nothing is interpreted here.

`open_file(path)` gives what one file holds as an etl.grid.Reading: sheets of text, or the problem for which it is
refused. It never raises for what a file may be.
"""

from etl.readers.opening import open_file
from etl.readers.tables import LARGEST_MB, Sheet, Skip, read

__all__ = ["LARGEST_MB", "Sheet", "Skip", "open_file", "read"]
