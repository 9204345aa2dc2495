"""Installed boundaries: by the command, and as the dashboard serves them."""

import json
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.assets import MAPS
from dashboard.maps import Maps
from etl.settings import Settings
from geo.publish import MANIFEST, packaged_manifest
from geo.regions import NATION
from tests.dashboard.commanding import netralitas
from tests.geo.boundary_files import REGENCIES, frame, nation, squares, written


def test_a_file_is_installed_checked_and_removed(tmp_path: Path) -> None:
    here = {"NETRALITAS_DATA_DIR": str(tmp_path / "var"), "NETRALITAS_LANGUAGE": "en"}
    built = netralitas("geo", "build", written(tmp_path / "a.gpkg", nation()), "--source", "BIG", **here)
    assert (built.returncode, built.stderr) == (0, "")
    assert "514 features, kode, EPSG:4326" in built.stdout
    checked = netralitas("geo", "check", "--json", **here)
    levels = {each["level"]: each for each in json.loads(checked.stdout)}
    assert (checked.returncode, set(levels)) == (0, {"province", "regency"})
    assert (levels["regency"]["facts"]["source"], levels["regency"]["facts"]["approximate"]) == ("BIG", False)
    assert netralitas("geo", "remove", **here).returncode == 0
    assert "approximate: True" in netralitas("geo", "check", **here).stdout


def test_an_incomplete_file_is_refused_with_its_codes(tmp_path: Path) -> None:
    here = {"NETRALITAS_DATA_DIR": str(tmp_path / "var")}
    file = written(tmp_path / "a.gpkg", nation().iloc[1:])
    refused = netralitas("geo", "build", file, **here)
    assert refused.returncode == 2
    assert "Tidak dipasang: 1 daerah tidak ada bentuknya: 11.01 Aceh Selatan." in refused.stderr
    assert "--allow-missing" in refused.stderr
    assert not (tmp_path / "var" / "maps").exists()
    assert netralitas("geo", "build", file, "--allow-missing", **here).returncode == 0
    checked = netralitas("geo", "check", **here)
    assert checked.returncode == 1
    assert "✗ setiap daerah ada bentuknya: 11.01" in checked.stdout


def test_a_file_that_is_no_map_says_what_to_do(tmp_path: Path) -> None:
    here = {"NETRALITAS_DATA_DIR": str(tmp_path / "var"), "NETRALITAS_LANGUAGE": "en"}
    (tmp_path / "a.txt").write_text("nothing", encoding="utf-8")
    files = {
        tmp_path / "a.txt": "GeoJSON or TopoJSON",
        written(tmp_path / "bare.gpkg", squares(None)): "--crs EPSG:4326",
        written(tmp_path / "b.gpkg", frame(list(squares().geometry), list("abcd"))): "--code-field",
    }
    for file, remedy in files.items():
        refused = netralitas("geo", "build", file, **here)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert remedy in refused.stderr


def test_the_map_that_is_installed_is_served_at_the_next_look(
    tmp_path: Path, settings: Settings, client_of: Callable[[Settings], FlaskClient]
) -> None:
    client, maps = client_of(settings), Maps(settings.maps_dir)
    packaged = maps.shapes("regency", "74")
    assert (packaged.approximate, maps.folder) == (True, MAPS)
    file = written(tmp_path / "a.gpkg", nation().iloc[1:])
    named = {"NETRALITAS_DATA_DIR": str(settings.data_dir)}
    assert netralitas("geo", "build", file, "--allow-missing", "--source", "BIG", **named).returncode == 0
    own = maps.shapes("regency", "11")
    assert (own.approximate, own.missing, own.source) == (False, ("11.01",), "BIG")
    assert maps.shapes("regency", "74").missing == ()
    answer = client.get(own.url, headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
    assert "immutable" in answer.headers["Cache-Control"]
    served = client.get(own.url)
    assert len(json.loads(served.data)["features"]) == len(REGENCIES) - 1
    assert client.get(packaged.url).status_code == 404
    assert client.get(f"/maps/{MANIFEST}").status_code == 404


def test_tiles_are_served_whatever_is_installed(
    settings: Settings, client_of: Callable[[Settings], FlaskClient]
) -> None:
    found = Maps(settings.maps_dir).shapes("regency", "74", "tiles")
    assert (found.approximate, found.missing) == (False, ())
    answer = client_of(settings).get(found.url, headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
    assert len(answer.data) < 10_000


def test_what_may_be_too_small_is_told_of_a_province_and_of_all_provinces(settings: Settings) -> None:
    maps = Maps(settings.maps_dir)
    codes = set(packaged_manifest(MAPS)["regency"].places)
    assert set(maps.shapes("regency", "14").places) == {code for code in codes if code[:2] == "14"} != set()
    assert len(maps.shapes("province", NATION).places) == 38
    assert maps.shapes("regency", NATION).places == {}  # most would be
    assert maps.shapes("regency", "14", "tiles").places == maps.shapes("province", NATION, "tiles").places == {}


def test_the_packaged_maps_lack_no_region() -> None:
    assert [each.missing for each in packaged_manifest(MAPS).values()] == [(), ()]
