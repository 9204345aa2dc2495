"""One module a page, listed by `app.create_app`. Nothing registers itself by being imported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component

from dashboard.kept import PreparedPage
from dashboard.site import Site
from dashboard.viewer import Viewer

CONTENT = "/page.json"
"""Where a browser gets what the page at an address holds: a GET, so that it can be begun before there is any script."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands, the message id of its title, its first frame, the callbacks that fill it.

    prepare: what stands at an address (its query), for somebody who looks.
    """

    path: str
    title: str
    layout: Callable[[Site], Component]
    register: Callable[[Dash, Site], None]
    prepare: Callable[[Site, Viewer, str], PreparedPage]


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
