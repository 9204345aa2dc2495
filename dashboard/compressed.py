"""Serving what was compressed beforehand: files that are named by their content, and pages that are kept."""

from hashlib import sha256
from pathlib import Path

import brotli
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


def respond_brotli(content: bytes, mimetype: str) -> Response:
    """What was compressed with Brotli, with a tag by which a browser asks whether it still has the same.

    Who does not take Brotli gets it as it was before.
    """
    takes = request.accept_encodings["br"] > 0
    tag = sha256(content).hexdigest()[:32] + (":br" if takes else "")
    response = Response(mimetype=mimetype, headers={"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"})
    response.set_etag(tag)
    if request.if_none_match.contains_weak(tag):
        response.status_code = 304
        return response
    response.set_data(content if takes else brotli.decompress(content))
    if takes:
        response.headers["Content-Encoding"] = "br"
    return response


def _coding(path: Path) -> tuple[str | None, str]:
    for coding, suffix in _CODINGS:
        if request.accept_encodings[coding] > 0 and path.with_name(path.name + suffix).is_file():
            return coding, suffix
    return None, ""
