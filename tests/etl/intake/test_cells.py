"""Parsers of one cell, against examples and against slow second versions."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.elections import election_of, elections, named
from etl.headers import bare
from etl.parse import Located, Period, agency_key, clean, parse_count, parse_date, parse_region, parse_text
from etl.rules import MASK, Breach, looks_like_person, shown
from geo.regions import RegionIndex
from tests.reference import cells as slow

STAFF = ("orang", "ASN", "orang ASN")


def count(text: str) -> float | str:
    """The value, or the rule broken."""
    found = parse_count(text, STAFF)
    return found.rule.code if isinstance(found, Breach) else found.value


def day(text: str) -> Period | str:
    found = parse_date(text)
    return found.rule.code if isinstance(found, Breach) else found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("007", 7), ("1234", 1234), ("1.234", 1234), ("1.234.567", 1234567), ("12 orang", 12),
        ("12 Orang ASN", 12), ("12orang", 12), ("nihil", 0), ("NIHIL", 0), ("nol", 0), ("-0", 0),
    ],
)  # fmt: skip
def test_counts(text: str, value: float) -> None:
    assert count(text) == value


@pytest.mark.parametrize("text", ["-", "–", "n/a", "N/A", "belum ada data", "Belum Ada Data"])
def test_missing_counts(text: str) -> None:
    assert math.isnan(float(count(text)))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1.234,5", "not_a_count"), ("1,2340", "not_a_count"), ("1.5", "not_a_count"), ("0.234", "not_a_count"),
        ("1.2345", "not_a_count"), ("1234.567", "not_a_count"), ("12 kambing", "not_a_count"), ("dua", "not_a_count"),
        ("1e3", "not_a_count"), ("٣", "not_a_count"), ("²", "not_a_count"), ("=1+1", "not_a_count"),
        ("±5", "not_a_count"),
        ("-5", "negative_count"), ("− 5", "negative_count"), ("100000000", "count_too_large"),
        ("198001012005011001", "count_too_large"),
    ],
)  # fmt: skip
def test_what_is_no_count(text: str, rule: str) -> None:
    assert count(text) == rule


@given(st.text(alphabet="0123456789.", max_size=13) | st.sampled_from(["nihil", "-", "n/a", "belum ada data"]))
def test_counts_against_the_slow_version(text: str) -> None:
    quick, right = count(text) if text else math.nan, slow.count(text)
    if right is None:
        assert isinstance(quick, str)
    else:
        assert quick == right or (math.isnan(right) and math.isnan(float(quick)))


@given(st.integers(0, 99_999_999))
def test_a_grouped_count_is_the_count(number: int) -> None:
    assert count(f"{number:,}".replace(",", ".")) == number == count(str(number))


@given(st.dates(date(1999, 1, 1), date(2040, 12, 31)), st.data())
def test_every_way_of_writing_a_day(when: date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(slow.written(when)))
    for way in (text, text.upper(), text.title()):
        found = day(way)
        assert isinstance(found, Period)
        assert (found.start, found.end, found.precision, found.weekday_differs) == (when, when, "day", False)


@given(st.integers(1999, 2040), st.integers(1, 12), st.data())
def test_months_and_years(year: int, month: int, data: st.DataObject) -> None:
    days = slow.days_of_month(year, month)
    name = data.draw(st.sampled_from(slow.MONTHS[month]))
    for text in (f"{year}-{month:02}", f"{name} {year}", f"{name.title()}. {year}"):
        assert day(text) == Period(days[0], days[-1], "month")
    assert day(str(year)) == Period(date(year, 1, 1), date(year, 12, 31), "year")


@given(st.integers(0, 40), st.integers(0, 20), st.integers(1990, 2050))
def test_days_that_are_not(number: int, month: int, year: int) -> None:
    try:
        expected: date | None = date(year, month, number)
    except ValueError:
        expected = None
    found = day(f"{number:02}/{month:02}/{year}")
    if expected and 1999 <= year <= 2040:
        assert isinstance(found, Period) and found.start == expected
    else:
        assert found in ("date_impossible", "date_out_of_range", "date_month_first")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31-02-2024", "date_impossible"), ("31 Februari 2024", "date_impossible"), ("2024-13", "date_impossible"),
        ("2024-00", "date_impossible"), ("2024-00-01", "date_impossible"), ("09/17/2024", "date_month_first"),
        ("1998-12-31", "date_out_of_range"), ("2041", "date_out_of_range"), ("17 September 2029x", "date_unreadable"),
        ("kemarin", "date_unreadable"), ("17/09-2024", "date_unreadable"),
        ("Selasa, September 2024", "date_unreadable"),
        ("Selasa, 2024", "date_unreadable"), ("17 Foo 2024", "date_unreadable"), ("٢٠٢٤", "date_unreadable"),
        ("17/9/41", "date_out_of_range"), ("36160", "date_unreadable"), ("51502", "date_unreadable"),
        ("Sept 24", "date_unreadable"), ("09-17-24", "date_month_first"), ("17 September", "date_unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, rule: str) -> None:
    assert day(text) == rule


@pytest.mark.parametrize("text", ["Rabu, 17 September 2024", "wednesday 17/09/2024", "Jum'at, 2024-09-17"])
def test_a_wrong_weekday_leaves_the_date(text: str) -> None:
    found = day(text)
    assert isinstance(found, Period)
    assert (found.start, found.weekday_differs) == (date(2024, 9, 17), True)


@pytest.mark.parametrize(
    "time", [" 00:00:00", "T00:00:00", " 08:30", " 8.30 WIB", ", pukul 08.30 WITA", " 08:30:00.125"]
)
def test_a_time_of_day_is_dropped(time: str) -> None:
    assert day(f"2024-09-17{time}") == day(f"17/9/24{time}") == day(f"17 Sept 2024{time}") == day("2024-09-17")


# --------------------------------------------------------------------------------------------------------- regions


def region(name: str, code: str = "", province: str = "") -> str:
    """The code, or `column kind: rule`."""
    found = parse_region(name, code, province, RegionIndex.packaged())
    return found.region_code if isinstance(found, Located) else f"{found[0]}: {found[1].rule.code}"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (("Kabupaten Konawe", "74.02"), "74.02"), (("Kab. Konawe", "7402"), "74.02"), (("Bau-Bau",), "74.72"),
        (("74.72",), "74.72"), (("", "74.72"), "74.72"), (("Bima", "52.72"), "52.72"),
        (("Bima",), "region: region_ambiguous"),
        (("Kota Bima",), "52.72"), (("Gorontalo", "75"), "75"), (("Gorontalo", "75.01"), "75.01"),
        (("Kabupaten Konave", "74.02"), "74.02"), (("Kabupaten Konawwe",), "region: region_ambiguous"),
        (("Kota Makassar", "74.02"), "region_code: code_differs"), (("Bima", "74.02"), "region_code: code_differs"),
        (("Atlantis", "74.02"), "region: region_unknown"), (("Atlantis",), "region: region_unknown"),
        (("Kabupaten Konawe", "99.99"), "region_code: code_unknown"), (("Kab. Konawe", "74.1"), "region_code: code_differs"),
        (("Konawe", "x"), "region_code: code_unknown"), (("Indonesia", "00", "Indonesia"), "00"),
        (("Indonesia", "", "Indonesia"), "00"), (("Kabupaten Konawe", "74.02", "Sultra"), "74.02"),
        (("Kabupaten Konawe", "", "Jambi"), "region: region_unknown"), (("Kota Jambi", "15.71", "Jambi"), "15.71"),
        (("Kabupaten Konawe", "74.02", "Aceh"), "province: province_differs"),
        (("Kabupaten Konawe", "74.02", "Atlantis"), "province: province_differs"),
        (("Provinsi Jambi", "15", "Jambi"), "15"),
    ],
)  # fmt: skip
def test_regions(cell: tuple[str, ...], expected: str) -> None:
    assert region(*cell) == expected


def test_a_code_that_contradicts_its_name_names_both() -> None:
    found = parse_region("Kota Makassar", "74.02", "", RegionIndex.packaged())
    assert not isinstance(found, Located)
    assert found[1].detail == {
        "of_code": ["74.02 Kabupaten Konawe"],
        "of_name": ["73.71 Kota Makassar"],
        "system": "Kemendagri",
    }


def test_an_ambiguous_name_names_its_candidates() -> None:
    found = parse_region("Gorontalo", "", "", RegionIndex.packaged())
    assert not isinstance(found, Located)
    assert set(found[1].detail["candidates"]) >= {"75 Provinsi Gorontalo", "75.71 Kota Gorontalo"}


# --------------------------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    "text",
    [
        "198001012005011001", "19800101 200501 1 001", "19800101-200501-1-001", "7402011205800001",
        "740201 120580 0001",
        "7402 0112 0580 0001", "081234567890", "0812-3456-7890", "+62 812 3456 7890", "62812345678", "(0401) 312345",
        "nama@contoh.go.id", "NIP.198001012005011001 a.n.", "x 00198001012005011001 y",
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
    ],
)  # fmt: skip
def test_what_could_not(text: str) -> None:
    assert not looks_like_person(text)
    assert parse_text(text, 200) == text


@given(st.text(max_size=20), st.from_regex(r"[0-9]{16}|[0-9]{18}", fullmatch=True), st.text(max_size=20))
def test_no_digits_of_a_person_are_ever_shown(before: str, digits: str, after: str) -> None:
    assert digits not in shown(before + digits + after)


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
