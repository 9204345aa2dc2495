"""Every messy shape of the corpus gives the rows that a person sees in it, or the refusal that fits it."""

from pathlib import Path

import pandas as pd
import pytest

from etl.grid import Given
from etl.readers import expand
from etl.stage import Staged, stage
from geo.regions import RegionIndex
from tests.etl.corpus import belonging, broken, cells, formats, layouts, shapes
from tests.etl.corpus.specimen import Recap, Specimen

SPECIMENS = [each for part in (formats, layouts, belonging, shapes, cells, broken) for each in part.specimens()]


def _staged(specimen: Specimen, folder: Path) -> list[Staged]:
    given = Given(**specimen.given)
    index = RegionIndex.packaged()
    return [stage(path, specimen.source, index=index, given=given) for path in expand([specimen.write(folder)])]


def _loaded(files: list[Staged]) -> list[Recap]:
    found = pd.concat([file.observations for file in files], ignore_index=True)
    found = found.astype({"value": "Int64", "base": "Int64"}).astype(object).where(found.notna(), None)
    return [
        Recap(row.region_code, row.agency, row.as_of.date().isoformat(), row.base, row.value)
        for row in found.itertuples()
    ]


def test_each_specimen_has_a_name_of_its_own() -> None:
    assert len({specimen.name for specimen in SPECIMENS}) == len(SPECIMENS) > 150


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)
def test_a_file_as_it_comes(specimen: Specimen, tmp_path: Path) -> None:
    files = _staged(specimen, tmp_path)
    refused = [file.error.rule for file in files if file.error]
    assert refused == ([specimen.refused] if specimen.refused else [])
    assert sorted(_loaded(files)) == sorted(specimen.loaded)
    rejected = [
        (int(row), rule) for file in files for row, rule in zip(file.rejects["row"], file.rejects["rule"], strict=True)
    ]
    assert sorted(rejected) == sorted(specimen.rejected)
    assert [kind for file in files for kind in file.conflicts["kind"]] == list(specimen.conflicts)
    assert specimen.notes <= {note.kind for file in files for note in file.notes}
    if not specimen.refused:
        rejected = {row for row, _ in specimen.rejected}
        assert sum(file.read for file in files) >= len(rejected) + bool(specimen.loaded)
