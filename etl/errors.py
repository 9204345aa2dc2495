"""Errors that a person can act on: what happened and what to do, never a traceback."""


class NetralitasError(Exception):
    """A user's mistake or a refusal.

    `message` says where and what, `remedy` says what to do about it. The command line prints both and ends with
    `exit_code`; nothing else in the project turns an error into text.
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message if not remedy else f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class SettingsError(NetralitasError):
    """The environment or an option names something that cannot be."""


class WarehouseError(NetralitasError):
    """The warehouse is absent, of the other sort, or of another version."""


class UnknownNameError(NetralitasError):
    """A name that stands in no register: indicator, source, warehouse, region."""
