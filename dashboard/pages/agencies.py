"""The agencies of a government that have not finished signing; two pages tell of them."""

import datetime as dt

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.bars import share_bar
from dashboard.components.listing import Heading, listing, numeric
from dashboard.figures.guarded import withheld
from dashboard.figures.wording import records
from dashboard.i18n import Text

MOST = 10


def unfinished(region: str, agencies: pd.DataFrame, text: Text, *, most: int = MOST) -> list[Component]:
    """Those with most who have not signed, first; nothing where no agency is known.

    Args:
        region: whose agencies they are; of a province those of its own government.
        agencies: as `queries.agencies_at` gives them.
    """
    if agencies.empty:
        return []
    left = agencies.assign(left=agencies["base"] - agencies["value"], hidden=withheld(agencies))
    # Those that are withheld stand last, by name alone: their order would say who has more.
    left["rank"] = left["left"].mask(left["hidden"], 0)
    open_ = left[left["left"] > 0].sort_values(
        ["hidden", "rank", "agency"], ascending=[True, False, True], kind="stable"
    )
    headings = [Heading(text("column-agency")), numeric(text("column-unsigned")), numeric(text("column-employed")),
                Heading(text("column-signed-share")), numeric(text("column-unfinished-since")),
                numeric(text("column-date"))]  # fmt: skip
    rows = [
        [
            row["agency"],
            text.status("suppressed") if row["hidden"] else text.number(row["left"]),
            text.number(row["base"]),
            "" if row["hidden"] else _share(row["value"] / row["base"], text),
            _since(row["since"], row["as_of"], text),
            text.short_date(row["as_of"]),
        ]
        for row in records(open_.head(most))
    ]
    rest = len(open_) - len(rows)
    words = text("home-agencies" if len(region) > 2 else "home-agencies-own", n=len(open_), all=len(agencies))
    below = [html.P(text("home-agencies-rest", n=rest), className="quiet")] if rest > 0 else []
    return [listing("agencies", text("home-agencies-title"), headings, rows, words=words, below=below)]


def _since(first: dt.date, last: dt.date, text: Text) -> str:
    """`31 Mar 2024 (239 hari)`: no longer than up to the newest recap, since nothing is known of later days."""
    return text("since-for", date=text.short_date(first), n=(last - first).days)


def _share(share: float, text: Text) -> str:
    return share_bar(share, f"{text.number(100 * share, 1)}%")
