"""Serving files that are named by their content: compressed beforehand, kept by browsers for ever."""

from pathlib import Path

from flask import request
from werkzeug.wrappers import Response

FOR_EVER = "public, max-age=31536000, immutable"
_CODINGS = (("br", ".br"), ("gzip", ".gz"))


def serve_compressed(path: Path, mimetype: str) -> Response:
    """The file in the best coding that the browser takes, of those that stand beside it (`.br`, `.gz`)."""
    coding, suffix = _coding(path)
    response = Response(mimetype=mimetype, headers={"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"})
    response.set_etag(f"{path.name}{suffix}")
    if coding:
        response.headers["Content-Encoding"] = coding
    if request.if_none_match.contains(f"{path.name}{suffix}"):
        response.status_code = 304
    else:
        response.set_data(path.with_name(f"{path.name}{suffix}").read_bytes())
    return response


def _coding(path: Path) -> tuple[str | None, str]:
    for coding, suffix in _CODINGS:
        if request.accept_encodings[coding] > 0 and path.with_name(path.name + suffix).is_file():
            return coding, suffix
    return None, ""
