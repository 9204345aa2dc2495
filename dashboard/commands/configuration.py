"""`netralitas settings`: every setting and what it is now."""

from pathlib import Path
from typing import Any

from pydantic import SecretStr
from rich.table import Table

from dashboard.commands.console import AsJson, out, plain, print_json
from etl.settings import Settings


def show_settings(as_json: AsJson = False) -> None:
    """Show every setting, its environment variable, what it is now and what it means."""
    settings = Settings.load()
    places = {place.name: place.shown_url for place in settings.places}
    rows = [
        {
            "name": name,
            "variable": f"NETRALITAS_{name.upper()}",
            "value": _shown(settings, name),
            "meaning": field.description,
        }
        for name, field in Settings.model_fields.items()
    ]
    if as_json:
        print_json({"settings": rows, "warehouses": places})
        return
    table = Table("Variable", "Now", "Meaning")
    for row in rows:
        table.add_row(str(row["variable"]), plain(str(row["value"])), row["meaning"])
    out.print(table)
    for name, url in places.items():
        out.print(f"{name}: {url}")


def _shown(settings: Settings, name: str) -> Any:
    if name == "warehouse_url" and settings.warehouse_url:
        return settings.places[0].shown_url
    value = getattr(settings, name)
    if isinstance(value, SecretStr):
        return "***" if value.get_secret_value() else ""
    return ",".join(value) if isinstance(value, tuple) else str(value) if isinstance(value, Path) else value
