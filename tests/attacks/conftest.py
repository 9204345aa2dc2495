"""The application that is attacked: the one of the dashboard's own tests."""

from tests.dashboard.conftest import client, client_of, settings

__all__ = ["client", "client_of", "settings"]
