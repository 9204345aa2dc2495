"""A file as it comes -> text, and where each cell stood. Nothing is interpreted here.

`open_file(path)` gives what one file holds as an etl.grid.Reading: sheets of text, or the problem for which it is
refused. It never raises for what a file may be. `expand(paths)` gives the files that folders and ZIPs hold: a path that
leads through a ZIP names one of its members, and open_file takes it like any other. `Database(url, query)` may stand
for a path, and `Remote(url)` for a file elsewhere; `batches(database)` streams what is too large for a grid.
"""

from etl.readers.database import Database, DatabaseRefused, batches
from etl.readers.folders import expand
from etl.readers.opening import open_file
from etl.readers.remote import Remote, expand_remote, place_at

__all__ = ["Database", "DatabaseRefused", "Remote", "batches", "expand", "expand_remote", "open_file", "place_at"]
