"""Where registers may lie, as the setting names it."""

import pytest

from etl.errors import SettingsError
from etl.settings import Settings


@pytest.mark.parametrize("url", ["/srv/orang", "file:///srv/orang", "memory://orang", "dir::file:///srv/orang"])
def test_each_warehouse_has_a_folder_of_its_own(url: str) -> None:
    settings = Settings(people_url=f"{url}/", warehouses=("a", "b"))
    assert [settings.people(place).url for place in settings.places] == [f"{url}/a", f"{url}/b"]


@pytest.mark.parametrize(
    "url", ["ftp://budi:rahasia@contoh.go.id/orang", "https://contoh.go.id/orang", "tak-ada://orang"]
)
def test_a_place_from_which_parts_cannot_be_read_is_refused_before_anything_is_written(url: str) -> None:
    settings = Settings(people_url=url)
    with pytest.raises(SettingsError, match="NETRALITAS_PEOPLE_URL") as refused:
        settings.people(settings.place())
    assert "rahasia" not in str(refused.value)
