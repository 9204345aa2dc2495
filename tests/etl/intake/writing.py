"""Files to stage, written by tests."""

import csv
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from etl.stage import stage
from etl.staged import Staged
from geo.regions import RegionIndex

staged = partial(stage, index=RegionIndex.packaged())

EVENT = {
    "event_id": "T-1",
    "date": "2024-10-14",
    "date_precision": "day",
    "region": "Kabupaten Konawe",
    "kemendagri_code": "74.02",
    "province": "Sulawesi Tenggara",
    "covers": "government",
    "kind": "violation_count",
    "use": "value",
    "metric": "pelanggaran ASN: kode_etik",
    "number": "6",
    "denominator": "",
    "unit": "orang ASN",
    "evidence": "unknown",
    "scope": "",
    "election": "Pilkada 2024",
    "reporting_institution": "Pemprov Sultra",
    "source": "https://example.org/a",
    "confidence": "high",
    "note": "",
}
RECAP = {
    "government": "Kabupaten Konawe",
    "agency": "Dinas Kesehatan",
    "date": "2024-09-30",
    "employed": "120",
    "signed": "118",
    "scope": "",
}


def write(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """A CSV of these rows, with the columns of the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def stage_rows(folder: Path, *rows: dict[str, str]) -> Staged:
    """These rows as one staged file."""
    return staged(write(folder / "rows.csv", rows))


def stage_text(folder: Path, content: str | bytes, **options: Any) -> Staged:
    """A file of exactly this content, staged."""
    path = folder / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return staged(path, **options)


def breaches(file: Staged) -> list[tuple[int, str, str]]:
    """Row, column and rule of every reject."""
    return list(zip(file.rejects["row"], file.rejects["column"], file.rejects["rule"], strict=True))
