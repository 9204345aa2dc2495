"""Pages as they are made ready for whoever sits at this machine."""

from dashboard import paths
from dashboard.app import packaged_pages
from dashboard.kept import PreparedPage
from dashboard.pages.prepared import prepare
from dashboard.site import Site
from dashboard.viewer import local_viewer


def prepared(site: Site, search: str, path: str = paths.MAP) -> PreparedPage:
    """What stands at an address."""
    return prepare(site, packaged_pages(), path, local_viewer(), search)
