"""Words: persons, agencies, choices, elections."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.elections import election_of, elections, named
from etl.headers import bare
from etl.masking import MASK, looks_like_person, shown, still
from etl.parse import agency_key, clean, parse_agency, parse_text
from etl.rules import Breach

# --------------------------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    "text",
    [
        "198001012005011001", "19800101 200501 1 001", "19800101-200501-1-001", "7402011205800001",
        "740201 120580 0001",
        "7402 0112 0580 0001", "081234567890", "0812-3456-7890", "+62 812 3456 7890", "62812345678", "(0401) 312345",
        "nama@contoh.go.id", "NIP.198001012005011001 a.n.", "x 00198001012005011001 y",
        "Drs. Andi Saputra, M.Si", "Andi Saputra, S.Pd", "Dinas Andi Saputra S.Sos", "Andi Saputra, SH", "Hj. Siti",
        "H. Ahmad Yani", "Ir. Joko", "Prof. Dr. H. Budi", "Surat a.n. Siti Rahmawati", "Nama: Siti", "Sdri. Siti",
        "rekap Andi M.Si.xlsx",
    ],
)  # fmt: skip
def test_what_could_find_a_person(text: str) -> None:
    assert looks_like_person(text)
    assert shown(text) == "•••"
    found = parse_text(text, 200)
    assert isinstance(found, Breach) and found.rule.code == "looks_like_person"


@pytest.mark.parametrize(
    "text",
    [
        "SE Gubernur 200.2.1/6589 Tahun 2023", "SE Bupati P-20/PKAP/800.1.10/10/2024", "2024-09-17",
        "https://sindomakassar.com/read/news/13358/asn-1731989513", "https://timlo.net/baca/68719787399/asn",
        "https://medium.com/@netral/tulisan", "1.234.567", "8 kecamatan",
        "RSUD dr. Soetomo", "RSUD Prof. Dr. H. Aloei Saboe", "Jalan Ir. H. Juanda 36", "H. Dinas Sosial", "H. Setda",
        "Surat a.n. Bupati Konawe", "B/1234/M.SM.02.00/2024", "S. Parman", "Keputusan Bersama, SE", "Ibu Kota",
        "UU 20/2023, PP 94/2021, SE", "H. Bagian Umum", "RSUP Dr. Wahidin Sudirohusodo", "RS dr. Suyoto",
        "TK Ir. Soekarno", "Laboratorium Kesehatan Prof. Dr. Sri Oemijati", "Panti Dr. Sutomo", "UPT. RSUD Dr. Slamet",
    ],
)  # fmt: skip
def test_what_could_not(text: str) -> None:
    assert not looks_like_person(text)
    assert parse_text(text, 200) == text


@given(st.text(max_size=20), st.from_regex(r"[0-9]{16}|[0-9]{18}", fullmatch=True), st.text(max_size=20))
def test_no_digits_of_a_person_are_ever_shown(before: str, digits: str, after: str) -> None:
    assert digits not in shown(before + digits + after)


@pytest.mark.parametrize(
    ("text", "script"),
    [("Dinas K\u0435sehatan", "Cyrillic"), ("Dinas S\u03bfsial", "Greek"), ("Dinas Kesehatan \u00e9\u00df", None),
     ("\u0414\u0438\u043d\u0430\u0441", None), ("Diklat \u03b1", None)],
)  # fmt: skip
def test_letters_that_look_like_latin_ones(text: str, script: str | None) -> None:
    found = parse_text(text, 200)
    assert (found.detail if isinstance(found, Breach) else None) == (script and {"script": script})


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x9b", "\u202e", "\u202d", "\ufffd"])
def test_what_steers_a_terminal_is_no_text(sign: str) -> None:
    text = clean(f"Dinas {sign}[2J Kesehatan")
    found = parse_text(text, 200)
    assert isinstance(found, Breach) and found.rule.code == "control_signs"
    assert shown(text) == still(text) == "Dinas \ufffd[2J Kesehatan"
    assert shown(f"19800101{sign}2005011001") == ("•••" if sign != "\ufffd" else f"19800101{sign}2005011001")


@pytest.mark.parametrize("mark", ["\u202a", "\u202c", "\u2066", "\u2069", "\u200e", "\u200b"])
def test_marks_that_turn_nothing_over_are_dropped(mark: str) -> None:
    assert clean(f"{mark}Dinas Kesehatan{mark}") == "Dinas Kesehatan"
    assert still(f"Dinas\t{mark}\n") == f"Dinas\t{mark}\n".replace(mark, "\ufffd" if mark > "\u2010" else mark)


def test_long_cells_are_cut() -> None:
    assert len(shown("x" * 1_000_000)) == 200


# ------------------------------------------------------------------------------------------- agencies and elections


@pytest.mark.parametrize(
    "name", ["Dinas Kesehatan", "DINAS  KESEHATAN", "Din. Kesehatan", "kesehatan", "Dinas-Kesehatan"]
)
def test_spellings_of_one_agency(name: str) -> None:
    assert agency_key(name) == "kesehatan"


def test_agencies_that_are_none() -> None:
    assert agency_key("Seluruh OPD") == agency_key("TOTAL PEMERINTAH") == ""
    assert agency_key("Dinas") == "dinas"
    assert agency_key("???") == "???"


@pytest.mark.parametrize(("name", "is_one"), [("...", False), ("_?_", False), ("1", True), ("Bag. Umum", True)])
def test_an_agency_has_a_letter_or_a_digit(name: str, is_one: bool) -> None:
    found = parse_agency(name, 200)
    assert found == name if is_one else isinstance(found, Breach) and found.rule.code == "agency_without_letters"


@given(st.text())
def test_cleaning_and_baring_are_stable(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert bare(bare(text)) == bare(text)


def test_elections_are_in_order_and_whole() -> None:
    for election in elections():
        assert election.first_day < election.voting_day <= election.last_day
        assert named(election.name) == (election.name,)


@pytest.mark.parametrize(
    ("when", "where", "name"),
    [
        (date(2020, 12, 9), "00", "Pilkada 2020"), (date(2023, 11, 13), "73.71", "Pemilu 2024"),
        (date(2024, 2, 14), "00", "Pemilu 2024"), (date(2024, 3, 1), "00", "Pilkada 2024"),
        (date(2024, 10, 14), "74", "Pilkada 2024"), (date(2024, 12, 1), "74", "Pilkada 2024"),
        (date(2025, 8, 4), "19.71", "Pilkada Ulang 2025"), (date(2025, 8, 4), "74", None),
        (date(2021, 6, 1), "00", None),
    ],
)  # fmt: skip
def test_election_of_a_day(when: date, where: str, name: str | None) -> None:
    assert election_of(when, where) == name


def test_texts_that_name_elections() -> None:
    assert named("Pemilu dan Pilkada 2024") == ("Pemilu 2024", "Pilkada 2024")
    assert named("pilkada  2024") == ("Pilkada 2024",)
    assert named("Pilkada 1955") == named("Pemilu dan Pilkades 2024") == named("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "1970.0101.1995.031.001", "0812_3456_7890", "0812–3456–7890", "0401-3121234", "O812-3456-7890",
        "１９７００１０１１９９５０３１００１", "٠٨١٢٣٤٥٦٧٨٩٠", "19700101/199503/1/001",
        "1 9 7 0 0 1 0 1 1 9 9 5 0 3 1 0 0 1",
        "nip 19700101,19950310,01", "1.97001E+17", "budi@localhost", "budi＠mail.com", "budi (at) mail.com",
        "1970O101 199503 1 O01", "197001011\u00ad995031001",
    ],
)  # fmt: skip
def test_a_number_of_a_person_is_seen_however_it_is_written(text: str) -> None:
    assert looks_like_person(text)
    assert shown(text) == MASK


@pytest.mark.parametrize(
    "text",
    [
        "SE Bupati P-20/PKAP/800.1.10/10/2024", "SE Gubernur 200.2.1/6589 Tahun 2023", "rekap per 14 Okt 2024",
        "https://example.org/2024/02/06/1234567890", "1.234", "17/09/2024", "Dinas Pendidikan",
    ],
)  # fmt: skip
def test_what_is_no_person_stays(text: str) -> None:
    assert not looks_like_person(text)
