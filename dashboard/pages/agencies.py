"""The agencies of a government that have not finished signing; two pages tell of them."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.bars import share_bar
from dashboard.components.listing import Heading, listing, numeric
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
    left = agencies.assign(left=agencies["base"] - agencies["value"])
    open_ = left[left["left"] > 0].sort_values(["left", "agency"], ascending=[False, True], kind="stable")
    headings = [Heading(text("column-agency")), numeric(text("column-unsigned")), numeric(text("column-employed")),
                Heading(text("column-signed-share")), numeric(text("column-date"))]  # fmt: skip
    rows = [
        [
            row["agency"],
            text.number(row["left"]),
            text.number(row["base"]),
            share_bar(row["value"] / row["base"], f"{text.number(100 * row['value'] / row['base'], 1)}%"),
            text.short_date(row["as_of"]),
        ]
        for row in records(open_.head(most))
    ]
    rest = len(open_) - len(rows)
    words = text("home-agencies" if len(region) > 2 else "home-agencies-own", n=len(open_), all=len(agencies))
    below = [html.P(text("home-agencies-rest", n=rest), className="quiet")] if rest > 0 else []
    return [listing("agencies", text("home-agencies-title"), headings, rows, words=words, below=below)]
