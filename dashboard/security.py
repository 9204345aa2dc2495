"""What answers at all, and the headers that every answer carries.

Deny by default: a path that is not listed here is not found, whatever Dash or an extension has registered for it. The
name in the `Host` header must be this machine's: a foreign page that lets its own name point here (DNS rebinding)
gets nothing.
"""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from dash.exceptions import DashException
from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, MisdirectedRequest, NotFound

from dashboard.viewer import Viewer, local_viewer

Callbacks = Mapping[str, Mapping[str, Any]]

LARGEST_BODY = 64 * 1024
READ, CALL = frozenset({"GET", "HEAD"}), frozenset({"POST"})
ROUTES: Mapping[str, frozenset[str]] = {
    r"/_dash-layout|/_dash-dependencies|/_favicon\.ico": READ,
    r"/_dash-component-suites/\w+/(?!.*\.\.)[\w./@-]+": READ,
    r"/_dash-update-component": CALL,
    r"/assets/[\w/-]+\.[\w.-]*(css|js|woff2|svg|png|ico)": READ,
    r"/plotly/[0-9a-f]+\.js": READ,
    r"/topojson/[\w.-]+": READ,
    r"/maps/[\w.-]+\.json": READ,
    r"/periods/[0-9a-f]+\.json": READ,
    r"/export\.csv|/healthz": READ,
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


def secure(server: Flask, pages: Sequence[str], policy: str, callbacks: Callbacks, not_found: str) -> None:
    """Guard every request of the server and mark every answer.

    Args:
        pages: the paths of pages.
        policy: the content security policy.
        callbacks: `app.callback_map`, which grows until the first request.
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
        if request.method in CALL:
            require_own_page(request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin"), request.host)
            require_known_call(request.get_json(), callbacks)
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
        return refused(NotFound() if request.method in READ else BadRequest())

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


def require_own_page(site: str | None, origin: str | None, host: str) -> None:
    """Refuse a call that another site's page makes. Programs, which send neither header, are no page.

    Raises:
        Forbidden: 403.
    """
    if site not in (None, "same-origin", "none") or (origin is not None and urlsplit(origin).netloc != host):
        raise Forbidden


def require_known_call(body: object, callbacks: Callbacks) -> None:
    """Refuse a call that no page of ours makes: another output, other inputs, another shape.

    Raises:
        BadRequest: 400.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadRequest
    called = callbacks.get(body["output"], {})
    if "callback" not in called or not isinstance(body.get("changedPropIds"), list):
        raise BadRequest
    parts = body["output"].rpartition(".")
    wanted = {"outputs": {"id": parts[0], "property": parts[2]}, "inputs": called["inputs"], "state": called["state"]}
    sent = {
        "outputs": body.get("outputs"),
        "inputs": _named(body.get("inputs")),
        "state": _named(body.get("state", [])),
    }
    if sent != wanted:
        raise BadRequest


def _named(parts: object) -> list[dict[str, object]]:
    """Ids and properties of what a call hands over, without their values."""
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise BadRequest
    return [{"id": part.get("id"), "property": part.get("property")} for part in parts]


def current_viewer() -> Viewer:
    """The viewer of this request, derived for it by the guard and never from what the browser says.

    Raises:
        BadRequest: asked outside a guarded request.
    """
    viewer: Viewer | None = g.get("viewer")
    if viewer is None:
        raise BadRequest
    return viewer
