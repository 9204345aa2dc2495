"""What answers at all, and the headers that every answer carries.

Deny by default: a path that is not listed here is not found, whatever Dash or an extension has registered for it. The
name in the `Host` header must be this machine's: a foreign page that lets its own name point here (DNS rebinding)
gets nothing.
"""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from dash.exceptions import DashException
from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, HTTPException, MisdirectedRequest, NotFound

from dashboard.viewer import Viewer, local_viewer

LARGEST_BODY = 64 * 1024
READ = frozenset({"GET", "HEAD"})
ROUTES: Mapping[str, frozenset[str]] = {
    r"/_dash-layout|/_dash-dependencies|/_favicon\.ico": READ,
    r"/_dash-component-suites/\w+/(?!.*\.\.)[\w./@-]+": READ,
    r"/assets/[\w/-]+\.[\w.-]*(css|js|woff2|svg|png|ico)": READ,
    r"/plotly/[0-9a-f]+\.js": READ,
    r"/topojson/[\w.-]+": READ,
    r"/maps/[\w.-]+\.json": READ,
    r"/periods/[0-9a-f]+\.json": READ,
    r"/export\.csv|(/rapat)?/print\.pdf|/healthz": READ,
}
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; connect-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def content_security_policy(hashes: Sequence[str]) -> str:
    """The policy with the hashes of Dash's own inline script (quoted, as `app.csp_hashes()` gives them)."""
    return _CSP.format(hashes=" ".join(hashes))


def secure(server: Flask, pages: Sequence[str], policy: str, not_found: str) -> None:
    """Guard every request of the server and mark every answer.

    Args:
        pages: the paths of pages, and of what they hold.
        policy: the content security policy.
        not_found: what people see who mistyped an address (HTML).
    """
    routes = {re.compile(pattern): methods for pattern, methods in ROUTES.items()}
    routes |= {re.compile(re.escape(path)): READ for path in pages}
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @server.before_request
    def guard() -> None:
        require_local_name(request.headers.get("Host", ""))
        if not any(
            pattern.fullmatch(request.path) and request.method in methods for pattern, methods in routes.items()
        ):
            raise NotFound
        g.viewer = local_viewer()

    @server.after_request
    def mark(response: Response) -> Response:
        response.headers.update({**HEADERS, "Content-Security-Policy": policy})
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int, dict[str, str]]:
        if error.code == 404 and "text/html" in request.headers.get("Accept", ""):
            return not_found, 404, {"Content-Type": "text/html; charset=utf-8"}
        return f"{error.code} {error.name}\n", error.code or 500, {"Content-Type": "text/plain; charset=utf-8"}

    @server.errorhandler(DashException)
    def unknown(error: DashException) -> tuple[str, int, dict[str, str]]:
        return refused(NotFound())

    @server.errorhandler(Exception)
    def failed(error: Exception) -> tuple[str, int, dict[str, str]]:
        server.logger.error("%s %s failed", request.method, request.path, exc_info=error)
        return "500 Internal Server Error\n", 500, {"Content-Type": "text/plain; charset=utf-8"}


def require_local_name(host: str) -> None:
    """Refuse a request that was addressed to another name than this machine's.

    Raises:
        MisdirectedRequest: 421.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        local = name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        raise MisdirectedRequest


def current_viewer() -> Viewer:
    """The viewer of this request, derived for it by the guard and never from what the browser says.

    Raises:
        BadRequest: asked outside a guarded request.
    """
    viewer: Viewer | None = g.get("viewer")
    if viewer is None:
        raise BadRequest
    return viewer
