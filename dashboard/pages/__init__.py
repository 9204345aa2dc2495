"""One module a page, listed by `app.create_app`. Nothing registers itself by being imported."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from dash.development.base_component import Component

from dashboard.i18n import Text
from dashboard.queries import Reading
from dashboard.selection import Notice, Offer, Selection
from dashboard.site import Site


@dataclass(frozen=True)
class Visit:
    """Somebody at an address: what they ask for, what there is to choose, and the reading that answers.

    pages: all that there are, in the order of the navigation.
    """

    site: Site
    page: "Page"
    pages: tuple["Page", ...]
    selection: Selection
    notices: tuple[Notice, ...]
    offer: Offer
    r: Reading
    text: Text

    def to(self, path: str, **changes: object) -> str:
        """The address of another page with the same selection, or with some of it changed."""
        return path + self.selection.query(**changes)


@dataclass(frozen=True)
class Content:
    """What a page shows of a visit.

    Attributes:
        title: what the page is called in its window.
        body: what stands beside navigation and controls.
        controls: what there is to choose.
        filters: the selection in words; only paper shows it.
        at: until when figures are shown; None where there are none.
        shapes: addresses of the shapes of its map.
    """

    title: str
    body: Sequence[Component]
    controls: Sequence[Component]
    filters: str = ""
    at: dt.date | None = None
    shapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands, the message id of its name, and what it shows of a visit.

    `table`: the numbers that are fetched of it as a file, with a column `region_code`; None: it has none of its own.
    """

    path: str
    name: str
    show: Callable[[Visit], Content]
    table: Callable[[Visit], pd.DataFrame] | None = None


def checked(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages in their order.

    Raises:
        ValueError: two pages stand at one path.
    """
    listed = tuple(pages)
    paths = [page.path for page in listed]
    twice = sorted({path for path in paths if paths.count(path) > 1})
    if twice:
        raise ValueError(f"several pages at {', '.join(twice)}")
    return listed
