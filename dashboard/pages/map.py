"""The map page: one indicator, unit and date, over all regions or inside one."""

from dash import html

from dashboard import paths
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.content import content, filters
from dashboard.pages.notes import notices
from dashboard.screen import look_at


def show(visit: Visit) -> Content:
    """Map, ranking, one region in words, trend and table."""
    site, selection, offer, text = visit.site, visit.selection, visit.offer, visit.text
    look = look_at(site, selection, offer, visit.r)
    screen, figures = look.screen, content(site, look, text)
    stage = [*notices(visit.notices, selection, text), *steering.recap_link(text, selection, offer), *figures.stage]
    return Content(
        title=figures.title,
        body=[
            html.Div(stage, className="content__stage"),
            html.Aside(list(figures.aside), className="content__aside"),
            html.Div(list(figures.under), className="content__under"),
            html.Div(list(figures.below), className="content__below"),
        ],
        controls=steering.of_map(
            selection, offer, screen.at, screen.periods.dates, text=text, indicators=site.indicators,
            regions=site.regions,
        ),
        filters=filters(site, look, text),
        at=screen.at,
        shapes=figures.shapes,
    )  # fmt: skip


PAGE = Page(paths.MAP, "page-map", show)
