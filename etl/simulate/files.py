"""The files of a simulation: which there are, and that nothing else lies among them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from etl.errors import NetralitasError
from etl.said import Text

_COUNTS = ("employed", "signed", "number", "headcount", "pns", "pppk")


def by_province(folder: Path, rows: pd.DataFrame, columns: Sequence[str]) -> Mapping[Path, str]:
    """The text of one CSV file a province, by its path."""
    return {folder / f"{province}.csv": _csv(part, columns) for province, part in rows.groupby("province_code")}


def refuse_others(folders: Iterable[Path], mine: Iterable[Path]) -> None:
    """Raise NetralitasError if a folder holds a file that this simulation would not write."""
    known = set(mine)
    stale = sorted(path for folder in folders for path in folder.glob("*") if path.is_file() and path not in known)
    if stale:
        raise NetralitasError(
            Text(f"{stale[0]} bukan dari simulasi ini.", f"{stale[0]} is not of this simulation."),
            Text("Sebut folder kosong dengan --out.", "Give an empty folder with --out."),
        )


def write(texts: Mapping[Path, str]) -> list[Path]:
    """Write texts as UTF-8 with plain line ends; returns their paths in order."""
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return list(texts)


def _csv(rows: pd.DataFrame, columns: Sequence[str]) -> str:
    counts = {name: rows[name].astype("Int64") for name in _COUNTS if name in columns}
    return str(rows.assign(**counts).to_csv(columns=list(columns), index=False, lineterminator="\n"))
