"""Where pages stand, so that each can lead to any other."""

HOME = "/"
MAP = "/peta"
TREND = "/tren"
COMPARE = "/banding"
REGION = "/daerah"
CASES = "/kasus"
MEETING = "/rapat"
QUALITY = "/mutu"
METHOD = "/metode"
PRINT_OF = {MAP: "/print.pdf", MEETING: "/rapat/print.pdf"}
"""Where a page is printed, by its path; the paper leads back to it."""


def table_of(path: str) -> str:
    """Where the numbers of a page are fetched as a file."""
    return f"{path.rstrip('/')}.csv"


def content_of(path: str) -> str:
    """Where a browser gets what a page holds: a GET, so that it can be begun before there is any script."""
    return f"{path.rstrip('/')}/page.json"
