"""No number, name, telephone or free text of a person leaves the reading step, wherever in a file it stands.

Hostile files of every source go through the real command: loaded, rejected, refused, tried, corrected, exported,
reverted. Then every byte that stayed behind and every word that was said is searched for the people of the input.
"""

import csv
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import xlsxwriter

from tests.dashboard.commanding import netralitas

NIPS = ("197001011995031002", "19850712 201001 2 004", "198001012005011001", "1.97001E+17")
NIKS = ("7471054107850003", "7402 0101 0170 0005")
PHONES = ("081234567890", "+62 812-3456-7891")
NAMES = ("Siti Rahmawati", "Wayan Sudarsana", "Maria Goreti Tukan")
WORDS = ("dipanggil karena mengunggah foto", "Jalan Kenari Nomor 7", "siti@contoh.go.id")
# What may be found nowhere. A number is also looked for without what parts it.
_WHOLE = (*NIPS[:3], *NIKS, *PHONES, *NAMES, *(name.upper() for name in NAMES), *WORDS)
PEOPLE = tuple(
    dict.fromkeys(
        text for each in _WHOLE for text in (each, each.replace(" ", ""), each.replace(" ", "").replace("-", ""))
    )
)
KONAWE, DAY = "Kabupaten Konawe", "2024-09-30"
Rows = Sequence[Sequence[object]]

# Columns beside those of the contract: unknown ones, and ones that name what is never loaded.
ABOUT_PEOPLE = ("Nama Penanggung Jawab", "No. HP", "Alamat", "Keterangan")
PERSON = (NAMES[0], PHONES[0], WORDS[1], f"{NAMES[1]} NIP {NIPS[0]} {WORDS[0]}")


def recaps() -> Rows:
    header = ("Kab/Kota", "OPD", "Tanggal", "Jml ASN", "Sudah TTD", "Sumber", *ABOUT_PEOPLE)
    good = (KONAWE, "Dinas Pendidikan", DAY, 100, 60, "Surat 1")
    return [
        (*header,),
        (*good, *PERSON),
        (KONAWE, f"Dinas {NIPS[0]}", DAY, 10, 5, "Surat 2", *PERSON),
        (KONAWE, "Dinas B", DAY, NIPS[0], 5, "Surat 3", *PERSON),
        (KONAWE, "Dinas C", DAY, NAMES[0], 5, "Surat 4", *PERSON),
        (KONAWE, "Dinas D", NAMES[1], 10, 5, "Surat 5", *PERSON),
        (KONAWE, "Dinas E", NIKS[0], 10, 5, f"Surat, hubungi {PHONES[1]}", *PERSON),
        (KONAWE, "Dinas F", DAY, 10, 50, WORDS[2], *PERSON),
        (NIPS[1], "Dinas G", DAY, 10, 5, "Surat 7", *PERSON),
    ]


def headcounts() -> Rows:
    header = ("Kab/Kota", "OPD", "Tanggal", "Jumlah ASN", "PNS", "PPPK", *ABOUT_PEOPLE)
    return [
        header,
        (KONAWE, "", DAY, 100, 60, 40, *PERSON),
        (KONAWE, "Dinas A", DAY, NIPS[0], NAMES[0], 0, *PERSON),
        (KONAWE, "Dinas B", f"{DAY} {NIPS[2]}", 10, 5, NIKS[1], *PERSON),
    ]


def registers() -> Rows:
    header = ("Kab/Kota", "OPD", "NIP", "Status", "Tgl TTD", "Tanggal daftar", "Nama", *ABOUT_PEOPLE)
    return [
        header,
        (KONAWE, "Dinas A", NIPS[0], "sudah", DAY, DAY, NAMES[0], *PERSON),
        (KONAWE, "Dinas A", NIPS[1], "belum", "", DAY, NAMES[1], *PERSON),
        (KONAWE, "Dinas A", NIPS[2], NAMES[2], "", DAY, NAMES[2], *PERSON),
        (KONAWE, "Dinas A", NIKS[0], "sudah", DAY, DAY, NAMES[2], *PERSON),
        (KONAWE, "Dinas A", NAMES[0], "sudah", NIPS[0], DAY, "", *PERSON),
        ("Bima", "Dinas A", NIPS[0], "sudah", DAY, DAY, NAMES[0], *PERSON),
        (KONAWE, NIPS[0], NIPS[2], "sudah", "2025-01-01", DAY, NAMES[0], *PERSON),
        (KONAWE, "Dinas A", NIPS[3], "sudah", DAY, DAY, NAMES[0], *PERSON),
    ]


def happenings() -> Rows:
    header = (
        "event_id", "date", "region", "kemendagri_code", "covers", "kind", "use", "metric", "number", "unit",
        "reporting_institution", "source", "note", "Nama Terlapor",
    )  # fmt: skip
    good = (KONAWE, "74.02", "government", "violation_count", "value", "pelanggaran netralitas ASN", 3, "kasus",
            "Bawaslu", "https://example.org/a")  # fmt: skip
    return [
        header,
        ("E-1", DAY, *good, WORDS[0], NAMES[0]),
        (NIPS[0], DAY, *good, WORDS[0], NAMES[0]),
        ("E-2", NAMES[1], *good, WORDS[0], NAMES[0]),
        ("E-3", DAY, *good[:5], f"pernyataan, telepon {PHONES[0]}", NIPS[2], *good[7:], WORDS[0], NAMES[0]),
    ]


def reports(*, names: bool) -> Rows:
    more = (("Nama Terlapor", "NIP Terlapor"), (NAMES[0], NIPS[0])) if names else ((), ())
    header = ("Nomor laporan", "Tanggal laporan", "Kab/Kota", "OPD", "Uraian", "Pelapor", *more[0])
    said = (WORDS[0], NAMES[1], *more[1])
    return [
        header,
        ("L-1", DAY, KONAWE, "Dinas A", *said),
        (NIPS[0], DAY, KONAWE, "Dinas A", *said),
        ("L-2", NAMES[2], KONAWE, f"Dinas {NIKS[0]}", *said),
    ]


def cases(*, names: bool) -> Rows:
    more = (("Nama ASN", "NIK"), (NAMES[0], NIKS[0])) if names else ((), ())
    header = ("Nomor perkara", "Tahap", "Tanggal tahap", "Kab/Kota", "OPD", "Uraian", *more[0])
    said = (WORDS[0], *more[1])
    return [
        header,
        ("K-1", "received", DAY, KONAWE, "Dinas A", *said),
        (NIKS[0], "received", DAY, KONAWE, "Dinas A", *said),
        ("K-2", NAMES[0], NIPS[0], KONAWE, "Dinas A", *said),
    ]


def terms() -> Rows:
    """The head of a government is somebody too, whatever the column of the name is called."""
    header = ("Kab/Kota", "Status jabatan", "Mulai menjabat", "Berakhir", "Keputusan", "Kepala Daerah", "Keterangan")
    return [
        header,
        (KONAWE, "Bupati", "2018-09-24", "2023-09-24", "SK 1", NAMES[0], WORDS[0]),
        (KONAWE, "Pj", "2023-09-24", "", f"SK pengangkatan {NAMES[1]}", NAMES[1], WORDS[0]),
        ("Kabupaten Muna", NAMES[2], "2023-09-24", NIPS[0], "SK 3", NAMES[2], WORDS[0]),
        ("Kabupaten Buton", f"Pj. {NAMES[0]}", NIPS[1], NAMES[1], f"a.n. {NAMES[2]}", "", WORDS[1]),
    ]


def statements() -> Rows:
    header = ("Kab/Kota", "Tanggal", "Indikator", "Tanggal angka", "Pernyataan", "Penanda tangan", *ABOUT_PEOPLE[1:])
    return [
        header,
        (KONAWE, "2024-10-10", "report_count", DAY, "Sudah dibetulkan.", NAMES[0], *PERSON[1:]),
        (KONAWE, "2024-10-11", "report_count", DAY, f"Tanyakan {NAMES[0]}.", NAMES[0], *PERSON[1:]),
        (KONAWE, "2024-10-12", "report_count", DAY, f"Hubungi {PHONES[1]} atau {WORDS[2]}.", NAMES[1], *PERSON[1:]),
        (KONAWE, "2024-10-13", NAMES[2], NIPS[0], f"Menurut Drs. {NAMES[2]}, M.Si.", NAMES[1], *PERSON[1:]),
    ]


def meetings() -> Rows:
    header = ("DPRD", "Tanggal rapat", "Komisi", "No", "Pertanyaan", "OPD", "Dijawab pada", "Jawaban", "Penanya")
    return [
        header,
        (KONAWE, DAY, "Komisi I", 1, "Kapan selesai?", "Inspektorat", "2024-10-10", "Bulan ini.", NAMES[0]),
        (KONAWE, DAY, NAMES[1], 2, f"Apa kata {NAMES[1]}?", NAMES[1], "", "", NAMES[1]),
        (KONAWE, DAY, "Komisi I", NIPS[0], "Berapa?", f"Dinas {NIKS[0]}", "", f"Telepon {PHONES[0]}", NAMES[2]),
        (KONAWE, NAMES[2], "Komisi I", 4, f"Ditanya {NAMES[2]}", "", NIPS[2], "Ya.", NAMES[2]),
    ]


def stated_names() -> Rows:
    """Names in a column of names, which also stand elsewhere; and names with their titles."""
    header = ("Kab/Kota", "OPD", "Tanggal", "Jml ASN", "Sudah TTD", "Sumber", "Nama", NAMES[1])
    return [
        header,
        (KONAWE, "Dinas A", DAY, 100, 60, "Surat 1", f"{NAMES[0]}, S.Pd", ""),
        (KONAWE, "Dinas B", DAY, 100, 60, f"dikirim {NAMES[1]}", NAMES[1], ""),
        (KONAWE, f"Dinas {NAMES[0].upper()}", DAY, 100, 60, "Surat 2", NAMES[2], ""),
        (KONAWE, NAMES[2], DAY, 10, 50, "Surat 3", NAMES[2], ""),
        (KONAWE, f"Drs. {NAMES[1]}, M.Si", DAY, 10, 50, f"a.n. {NAMES[0]}", "", ""),
    ]


def stated_register() -> Rows:
    header = ("Kab/Kota", "OPD", "NIP", "Status", "Tgl TTD", "Tanggal daftar", "Nama")
    return [
        header,
        (KONAWE, "Dinas A", NIPS[0], "sudah", DAY, DAY, NAMES[0]),
        (KONAWE, NAMES[1], NIPS[1], "sudah", DAY, DAY, NAMES[1]),
        (KONAWE, f"{NAMES[2]}, S.Pd", NIPS[2], "sudah", DAY, DAY, NAMES[2]),
    ]


FILES: Mapping[str, Rows] = {
    "rekap": recaps(), "pegawai": headcounts(), "daftar": registers(), "peristiwa": happenings(),
    "laporan": reports(names=False), "laporan-bernama": reports(names=True),
    "perkara": cases(names=False), "perkara-bernama": cases(names=True),
    "jabatan": terms(), "hak-jawab": statements(), "rapat": meetings(),
}  # fmt: skip
AROUND = (f"Penanggung jawab: {NAMES[0]} ({NIPS[0]})", f"Mengetahui, {NAMES[1]}, NIP {NIPS[1]}, {PHONES[0]}")


def write_all(folder: Path) -> Iterator[Path]:
    """Each as CSV, and as XLSX with a title, a signature block, and a sheet named after somebody."""
    folder.mkdir()
    for name, rows in FILES.items():
        yield _csv(folder / f"{name}.csv", rows)
        yield _xlsx(folder / f"{name}.xlsx", rows, "Lembar 1")
        yield _xlsx(folder / f"{name}-lembar.xlsx", rows, NIPS[0])
    yield _csv(folder / f"{NIPS[0]}.csv", FILES["rekap"])
    yield _csv(folder / f"rekap {NIKS[0]}.csv", FILES["rekap"])
    (folder / NIPS[2]).mkdir()
    yield _csv(folder / NIPS[2] / "rekap.csv", FILES["rekap"])
    yield _xlsx(folder / "rekap-nama.xlsx", stated_names(), NAMES[0])
    yield _csv(folder / "rekap-nama.csv", stated_names())
    yield _csv(folder / f"rekap {NAMES[2]}.csv", stated_names())
    yield _csv(folder / f"Drs. {NAMES[1]}, M.Si.csv", FILES["rekap"])
    (folder / NAMES[1]).mkdir()
    yield _csv(folder / NAMES[1] / "rekap.csv", stated_names())
    yield _csv(
        folder / "laporan-pihak.csv",
        [
            ("Nomor laporan", "Tanggal laporan", "Kab/Kota", "Pihak Terlapor", ""),
            ("", "", "", "Nama", "Jabatan"),
            ("L-1", DAY, KONAWE, NAMES[0], "x"),
        ],
    )
    yield _csv(folder / "daftar-nama.csv", stated_register())
    yield _xlsx(folder / "daftar-nama.xlsx", stated_register(), NAMES[2])
    broken = folder / "rusak.csv"
    broken.write_text(f'Nama,NIP\n"{NAMES[0]},{NIPS[0]}\n', "utf-8")
    yield broken
    strange = _csv(folder / "asing.csv", [("Nama", NIPS[0], NAMES[0]), (NAMES[0], NIPS[0], PHONES[0])])
    yield strange


def _csv(path: Path, rows: Rows) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def _xlsx(path: Path, rows: Rows, sheet_name: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(sheet_name)
        sheet.write(0, 0, AROUND[0])
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row):
                sheet.write(number, place, value)
        sheet.write(len(rows) + 4, 1, AROUND[1])
    return path


def bytes_left(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, and what is inside those that are compressed."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = str(path.relative_to(folder))
        yield f"name of {name}", name.encode()
        yield name, path.read_bytes()
        if path.suffix == ".parquet":
            rows = duckdb.sql(f"select * from read_parquet('{path}')").fetchall()
            yield f"rows of {name}", repr(rows).encode()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{name}/{member}", archive.read(member)) for member in archive.namelist())


def leaks(name: str, content: bytes) -> list[str]:
    """Whom a content gives away. JSON writes what is not ASCII in escapes; the people here have plain letters."""
    return [
        f"{person!r} in {name}"
        for person in PEOPLE
        if person.encode() in content or person.encode("utf-16-le") in content
    ]


def test_nobody_of_the_input_is_found_anywhere(tmp_path: Path) -> None:
    files, kept = list(write_all(tmp_path / "masuk")), tmp_path / "tinggal"
    kept.mkdir()
    environment = {"NETRALITAS_DATA_DIR": str(kept / "var"), "NO_COLOR": "1", "COLUMNS": "400"}
    spoken: list[tuple[str, bytes]] = []

    def run(*words: str | Path, codes: tuple[int, ...] = (0, 2, 3)) -> str:
        ended = netralitas(*words, **environment)
        assert ended.returncode in codes, ended.stderr
        shown = " ".join(Path(str(word)).suffix or str(word) for word in words[:3])
        spoken.append((f"stdout of {shown}", ended.stdout.encode()))
        spoken.append((f"stderr of {shown}", ended.stderr.encode()))
        return ended.stdout

    run("load", *files, "--dry-run")
    receipt = json.loads(run("load", *files, "--json"))
    fates = {str(Path(file["path"]).relative_to(tmp_path / "masuk")): file for file in receipt["files"]}
    assert {fates[f"{name}.{kind}"]["status"] for name in ("laporan-bernama", "perkara-bernama")
            for kind in ("csv", "xlsx")} == {"refused"}  # fmt: skip
    for name in ("rekap", "pegawai", "daftar", "peristiwa", "laporan", "perkara", "jabatan", "hak-jawab", "rapat"):
        for kind in ("csv", "xlsx"):
            file = fates[f"{name}.{kind}"]
            assert file["error"] is None, (name, kind, file["error"])
            assert file["rejected"] > 0, (name, kind)
    run("load", *files)
    for form in ("csv", "json", "xlsx"):
        run("rejects", "--format", form, "--output", kept / f"rejects.{form}", codes=(0,))
    run("rejects", "--run", receipt["run_id"], codes=(0,))
    run("load", kept / "rejects.xlsx")
    run("status", codes=(0,))
    held = json.loads(run("status", "--json", codes=(0,)))
    run("revert", held["runs"][0]["run_id"])
    for indicator in ("pact_signing_rate", "report_count", "violation_count", "documented_event_count"):
        for level in ("national", "province", "regency"):
            run("export", indicator, "--level", level)
    found = [leak for name, content in (*bytes_left(kept), *spoken) for leak in leaks(name, content)]
    assert found == [], "\n".join(found)


def test_the_scan_finds_who_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"x {NAMES[0]} y")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("c", NIPS[0])
    duckdb.sql(f"copy (select '{NIKS[0]}' as nik) to '{tmp_path / 'd.parquet'}'")
    found = [leak for name, content in bytes_left(tmp_path) for leak in leaks(name, content)]
    assert {leak.split("'")[1] for leak in found} == {NAMES[0], NIPS[0], NIKS[0]}
