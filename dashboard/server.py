"""Serving in this process: gunicorn with threads, on a loopback address."""

import logging
import socket
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from dashboard.i18n import LANGUAGES, text_for
from etl.errors import SettingsError
from etl.said import Text
from etl.settings import Settings, require_loopback

THREADS = 8
Announce = Callable[[str], None]


def serve(settings: Settings, *, announce: Announce) -> None:
    """Serve the dashboard until the process is told to end.

    Args:
        announce: is told the address as soon as it answers; with port 0 the one that was free.

    Raises:
        UnfitError: the host can be reached from outside.
        SettingsError: the port is taken.
    """
    require_loopback(settings.host)
    _require_free(settings.host, settings.port)
    _Server(settings, announce).run()


class _Server(BaseApplication):  # type: ignore[misc]
    """The application is made once, before the workers part from this process, and shared by them."""

    def __init__(self, settings: Settings, announce: Announce) -> None:
        self.settings, self.announce = settings, announce
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{_bracketed(self.settings.host)}:{self.settings.port}",
            "workers": self.settings.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "netralitas",
            "control_socket_disable": True,
            "when_ready": self._ready,
            "worker_tmp_dir": None,
            "timeout": 60,
            "graceful_timeout": 5,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from dashboard.app import create_app

        logging.getLogger("dashboard").setLevel(logging.WARNING)
        for language in LANGUAGES:
            text_for(language)  # read once for all workers, and before somebody waits for a page
        return create_app(self.settings).server

    def _ready(self, arbiter: Arbiter) -> None:
        host, port = arbiter.LISTENERS[0].sock.getsockname()[:2]
        self.announce(f"http://{_bracketed(host)}:{port}")


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError(
                Text(
                    f"Port {port} di {host} tidak dapat dipakai: {error.strerror}.",
                    f"Port {port} of {host} cannot be served at: {error.strerror}.",
                ),
                Text(
                    "Pilih yang lain dengan --port atau NETRALITAS_PORT.",
                    "Choose another one with --port or NETRALITAS_PORT.",
                ),
            ) from None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
