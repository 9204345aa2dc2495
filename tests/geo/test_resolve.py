"""What a text means: one region, several to choose from, or none."""

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.regions import Level, RegionIndex, Resolution
from tests.reference import names as slow

INDEX = RegionIndex.packaged()
# fmt: off
SHARED_BY_TWO = [
    "Solok", "Bogor", "Sukabumi", "Bandung", "Tasikmalaya", "Cirebon", "Bekasi", "Magelang", "Semarang", "Pekalongan",
    "Tegal", "Blitar", "Kediri", "Malang", "Probolinggo", "Pasuruan", "Mojokerto", "Madiun", "Tangerang", "Serang",
    "Bima", "Kupang", "Gorontalo", "Jayapura", "Sorong", "Banjar",
]
# fmt: on
NAMES = {
    "00": ["Indonesia", "Nasional"],
    "11": ["NAD", "Nanggroe Aceh Darussalam"],
    "12.10": ["Labuhan Batu"],
    "12.12": ["Toba Samosir"],
    "12.16": ["Humbahas"],
    "12.19": ["Batubara"],
    "12.72": ["Pematang Siantar"],
    "12.74": ["Tanjung Balai"],
    "12.76": ["Tebingtinggi"],
    "12.77": ["Kota Padang Sidempuan", "Padangsidimpuan", "Padang Sidimpuan"],
    "13": ["Sumatra Barat"],
    "13.03": ["Sawahlunto/Sijunjung"],
    "13.07": ["Lima Puluh Kota", "50 Kota", "Kab. Lima Puluh Kota"],
    "13.75": ["Bukit Tinggi"],
    "14.08": ["KABUPATEN S I A K"],
    "15": ["Prov. Jambi"],
    "15.06": ["Tanjabbar"],
    "15.07": ["Tj. Jabung Timur"],
    "16.01": ["OKU", "O.K.U."],
    "16.02": ["OKI"],
    "16.06": ["Muba"],
    "16.08": ["OKU Timur"],
    "16.09": ["OKU Selatan"],
    "16.10": ["Ogan Ilir"],
    "16.12": ["PALI"],
    "16.72": ["Pagaralam"],
    "16.73": ["Lubuklinggau"],
    "17.06": ["Muko-Muko"],
    "19.71": ["Pangkalpinang"],
    "21": ["Kep. Riau"],
    "21.01": ["Kab. Kepulauan Riau"],
    "21.71": ["KOTA B A T A M", "K O T A  B A T A M"],
    "21.72": ["Tanjungpinang", "Tg. Pinang"],
    "31": ["DKI", "D.K.I. Jakarta", "Jakarta"],
    "31.01": ["Kab. Kepulauan Seribu", "KAB. ADM. KEP. SERIBU", "Kep Seribu"],
    "31.71": ["Kota Adm. Jakarta Pusat", "Jakarta Pusat"],
    "31.74": ["Jaksel"],
    "32.73": ["Kotamadya Daerah Tingkat II Bandung", "Kodya Dati II Bandung"],
    "32.79": ["Kota Banjar"],
    "33.72": ["Solo"],
    "34": ["D.I. Yogyakarta", "DIY"],
    "34.01": ["Kulonprogo"],
    "34.03": ["Gunung Kidul"],
    "34.71": ["Kota Yogyakarta", "Kota Jogja"],
    "51": ["Propinsi Bali"],
    "51.07": ["Karang Asem"],
    "52.06": ["Kab Bima"],
    "52.72": ["Kota Bima"],
    "53.02": ["TTS"],
    "61.02": ["Kab. Pontianak"],
    "61.71": ["Pontianak"],
    "62.02": ["Kota Waringin Timur"],
    "62.71": ["Palangka Raya"],
    "63.02": ["Kotabaru", "Kab. Kota Baru"],
    "63.03": ["Kab. Banjar"],
    "63.07": ["HST"],
    "64.09": ["PPU"],
    "71.09": ["Kepulauan Siau Tagulandang Biaro", "Sitaro"],
    "71.74": ["Kotamobagu", "Kota Kotamobagu"],
    "72.04": ["Tolitoli", "Toli-Toli"],
    "73.10": ["Pangkajene Kepulauan", "Pangkajene & Kep.", "Pangkep"],
    "73.71": ["Ujung Pandang"],
    "73.72": ["Pare-Pare"],
    "74": ["Sultra", "PEMPROV SULTRA", "Prov. Sultra"],
    "74.02": [
        "Pemerintah Kabupaten Konawe",
        "Pemda Kab. Konawe",
        "Kab.Konawe",
        "KAB.KONAWE",
        "kabkonawe",
        "Kabupaten Kendari",
    ],
    "74.03": ["Muna"],
    "74.05": ["Konsel", "Pemkab Konsel"],
    "74.13": ["Mubar", "Kab. Muna Barat", "KAB MUNA BARAT", "Kabupaten  Muna\xa0Barat"],
    "74.71": ["Kendari", "Ken\x00dari", "Ｋ\uff45\uff4e\uff44\uff41\uff52\uff49"],
    "74.72": [
        "Kota Bau Bau",
        "kota bau-bau",
        "BAUBAU",
        "Bau-Bau",
        "Pemkot Baubau",
        "Kotamadya Baubau",
        "Pemerintah Kota Baubau",
    ],
    "75": ["Provinsi Gorontalo"],
    "75.01": ["Kab. Gorontalo"],
    "75.71": ["Kota Gorontalo"],
    "76.01": ["Mamuju Utara"],
    "76.04": ["Polewali Mamasa"],
    "81.05": ["SBT"],
    "81.08": ["MBD"],
    "91": ["Irian Jaya"],
    "91.05": ["Yapen Waropen"],
    "92": ["Irian Jaya Barat"],
    "92.03": ["Fakfak"],
}


def codes(found: Resolution) -> list[str]:
    return [candidate.region_code for candidate in found.candidates]


def assert_one(found: Resolution, code: str) -> None:
    assert (found.status, found.region_code, found.candidates) == ("one", code, ()), found
    assert found.region_name == INDEX[code].name


@cache
def whole_names() -> list[tuple[str, str]]:
    return list(slow.whole_names())


# -- names


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NAMES.items() for text in texts])
def test_a_name_of_one_region_is_taken(code: str, text: str) -> None:
    assert_one(INDEX.resolve(text), code)


@pytest.mark.parametrize("name", SHARED_BY_TWO)
def test_the_26_shared_names_are_refused_and_become_one_with_a_type_word(name: str) -> None:
    found = INDEX.resolve(name)
    regencies = [code for code in codes(found) if INDEX[code].level is Level.regency]
    assert (found.status, found.region_code, len(regencies)) == ("several", None, 2)
    assert INDEX.resolve(name.upper()).status == INDEX.resolve(f"Pemda {name}").status == "several"
    for code in regencies:
        assert_one(INDEX.resolve(f"{INDEX[code].kind} {name}"), code)


def test_the_shared_names_are_those_that_the_list_has() -> None:
    bare = [slow.bare(region.name, region.kind) for region in INDEX.level(Level.regency)]
    assert sorted({name for name in bare if bare.count(name) > 1}) == sorted(SHARED_BY_TWO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gorontalo", ["75", "75.01", "75.71"]),
        ("Yogyakarta", ["34", "34.71"]),
        ("Jambi", ["15", "15.71"]),
        ("Bengkulu", ["17", "17.71"]),
        ("Banjar", ["32.79", "63.03"]),
        ("Mura", ["16.05", "62.12"]),
        ("Bungo Tebo", ["15.08", "15.09"]),
    ],
)
def test_a_name_of_several_regions_names_them_all(text: str, expected: list[str]) -> None:
    found = INDEX.resolve(text)
    assert (found.status, codes(found)) == ("several", expected)
    assert {candidate.why for candidate in found.candidates} == {"shared name"}


def test_a_province_narrows_what_is_thought_of() -> None:
    assert codes(INDEX.resolve("Bima", province="52")) == ["52.06", "52.72"]
    assert INDEX.resolve("Bima", province="74").status == "none"
    assert_one(INDEX.resolve("Banjar", province="63"), "63.03")
    assert_one(INDEX.resolve("Mura", province="62"), "62.12")
    assert_one(INDEX.resolve("Sultra", province="74"), "74")
    assert INDEX.resolve("Indonesia", province="74").status == "none"
    assert INDEX.resolve("52.06", province="74").status == "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Kota Muna", "74.03"), ("Kabupaten Batam", "21.71"), ("Provinsi Wakatobi", "74.07"), ("Kota Jakarta", "31")],
)
def test_a_name_with_another_type_word_is_not_taken(text: str, expected: str) -> None:
    found = INDEX.resolve(text)
    assert (found.status, codes(found)) == ("several", [expected])
    assert "of this name" in found.candidates[0].why


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Konawe Slatan", "74.05"), ("Kab. Kolka", "74.01"), ("Makassr", "73.71")],
)
def test_a_similar_name_is_a_candidate_and_never_taken(text: str, expected: str) -> None:
    found = INDEX.resolve(text)
    assert (found.status, found.region_code, codes(found)[0]) == ("several", None, expected)
    assert found.candidates[0].why.startswith("similar spelling ")


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Bima Kota", ["52.72"], "read as Kota Bima"),
        ("Bandung (Kab.)", ["32.04"], "read as Kab Bandung"),
        ("Kota Bima, NTB", ["52.72"], "read as Kota Bima"),
        ("Banjar (Kalsel)", ["32.79", "63.03"], "read as Banjar"),
    ],
)
def test_another_order_or_an_addition_is_read_but_not_taken(text: str, expected: list[str], why: str) -> None:
    found = INDEX.resolve(text)
    assert (found.status, codes(found)) == ("several", expected)
    assert {candidate.why for candidate in found.candidates} == {why}


def test_without_a_province_likeness_must_be_greater() -> None:
    assert INDEX.resolve("Kolka Tmr").status == "none"
    assert codes(INDEX.resolve("Kolka Tmr", province="74"))[0] == "74.11"


@pytest.mark.parametrize(
    "text", ["", "   ", "\t\n", "Batusangkar", "xyz", "Kota", "Kab.", "-", "74.99", "99", "\x00", "٧٤"]
)
def test_what_is_near_nothing_is_none(text: str) -> None:
    found = INDEX.resolve(text)
    assert (found.text, found.status, found.region_code, found.candidates) == (text, "none", None, ())


# -- codes


@pytest.mark.parametrize("text", ["74.72", "7472", " 74.72 ", "74,72", "74 72", "7472.0"])
def test_a_code_is_taken_with_and_without_its_dot(text: str) -> None:
    assert_one(INDEX.resolve(text), "74.72")
    assert_one(INDEX.resolve("74"), "74")
    assert_one(INDEX.resolve("00"), "00")


def test_a_code_that_ended_leads_to_the_one_that_followed() -> None:
    assert_one(INDEX.resolve("91.01"), "93.01")
    assert_one(INDEX.resolve("9271"), "96.71")


def test_a_code_that_lost_its_zero_is_not_taken() -> None:
    found = INDEX.resolve("74.1")
    assert (found.status, codes(found)) == ("several", ["74.01", "74.10"])
    assert [candidate.why for candidate in found.candidates] == [
        "74.01 without its zero",
        "74.10 without its last zero",
    ]
    assert codes(INDEX.resolve("51.3")) == ["51.03"]
    assert codes(INDEX.resolve("74.0")) == codes(INDEX.resolve("74.00")) == ["74"]


def test_a_code_of_bps_only_is_shown_not_taken_unless_declared() -> None:
    found = INDEX.resolve("14.73")
    assert (found.status, codes(found)) == ("several", ["14.72"])
    assert_one(INDEX.resolve("14.73", code_system="bps"), "14.72")


def test_declared_bps_codes_are_read_as_such() -> None:
    assert_one(INDEX.resolve("7403", code_system="bps"), "74.02")
    assert_one(INDEX.resolve("74.03", code_system="bps"), "74.02")
    assert_one(INDEX.resolve("94", code_system="bps"), "91")
    assert codes(INDEX.resolve("74.1", code_system="bps")) == ["74.04", "74.09"]
    assert_one(INDEX.resolve("Kendari", code_system="bps"), "74.71")


def test_both_bps_lists_are_read_and_must_agree() -> None:
    by_year: dict[str, dict[str, str]] = {
        year: {row[f"bps_{year}"]: row["region_code"] for row in slow.rows("crosswalk.csv")}
        for year in ("2020", "2023")
    }
    for code in by_year["2020"].keys() | by_year["2023"].keys():
        means = {codes[code] for codes in by_year.values() if code in codes}
        found = INDEX.resolve(code, code_system="bps")
        assert {found.region_code} == means if len(means) == 1 else set(codes(found)) == means, code


def test_another_code_system_or_province_is_an_error() -> None:
    with pytest.raises(ValueError, match="iso"):
        INDEX.resolve("74", code_system="iso")  # type: ignore[arg-type]
    for province in ("74.01", "00", "99"):
        with pytest.raises(KeyError):
            INDEX.resolve("Muna", province=province)


# -- what holds for every region


def test_bearers_of_a_whole_code() -> None:
    """Only whole codes are borne: what is damaged or of another list is for whoever knows the name."""
    assert INDEX.bearers("74.10") == ("74.10",) and INDEX.bearers("00") == ("00",)
    assert INDEX.bearers("91.01") == ("93.01",)  # Merauke until 2022
    assert INDEX.bearers("7410") == INDEX.bearers("74.1") == INDEX.bearers("74.99") == ()
    for row in slow.rows("crosswalk.csv"):
        for year in ("2020", "2023"):
            code = row[f"bps_{year}"]
            assert row["region_code"] in INDEX.bearers(f"{code[:2]}.{code[2:]}", "bps")


def test_names_in_the_bps_list_lead_to_the_same_regions() -> None:
    for row in slow.rows("crosswalk.csv"):
        region = INDEX[row["region_code"]]
        assert_one(INDEX.resolve(f"{region.kind} {row['name_bps_2020']}"), region.code)


def test_every_region_is_found_by_name_and_code() -> None:
    """Only a province that bears the name of its city needs its type word."""
    for region in INDEX:
        named = f"Provinsi {region.name}" if region.name in ("Jambi", "Bengkulu", "Gorontalo") else region.name
        for text in (named, named.upper(), f"  {named.lower()} ", named.replace(" ", "-")):
            assert_one(INDEX.resolve(text), region.code)
        for text in (region.code, region.code.replace(".", "")):
            assert_one(INDEX.resolve(text), region.code)


def test_every_bare_name_is_taken_or_refused_with_all_its_bearers() -> None:
    for region in INDEX:
        short = slow.bare(region.name, region.kind)
        found = INDEX.resolve(short)
        bearers = slow.regions_of(short, whole_names())
        assert ([found.region_code] if found.status == "one" else codes(found)) == sorted(bearers), short


def test_every_whole_name_means_what_the_slow_version_says() -> None:
    """Each name with each type word. Written out, a name may also be another's: then both are asked about."""
    meant: dict[str, set[str]] = {}
    for name, code in whole_names():
        meant.setdefault(slow.letters(name), set()).add(code)
    for name, _ in whole_names():
        expected = meant[slow.letters(name)]
        found = INDEX.resolve(name)
        assert ({found.region_code} if found.status == "one" else set(codes(found))) == expected, name


@given(st.sampled_from([name for name, _ in slow.whole_names()]), st.data())
def test_case_dots_hyphens_and_blanks_do_not_matter(name: str, data: st.DataObject) -> None:
    breaks = data.draw(st.lists(st.sampled_from([" ", "  ", "-", ". ", " . ", "/"]), min_size=1, max_size=5))
    words = name.split()
    changed = "".join(
        data.draw(st.sampled_from([word, word.upper(), word.lower(), word.title()])) + breaks[i % len(breaks)]
        for i, word in enumerate(words)
    )
    before, after = INDEX.resolve(name), INDEX.resolve(changed)
    assert (before.status, before.region_code, codes(before)) == (after.status, after.region_code, codes(after))


@given(st.text(max_size=300), st.sampled_from([None, "74", "31"]), st.sampled_from(["kemendagri", "bps"]))
def test_any_text_is_answered_and_only_one_is_taken(text: str, province: str | None, system: str) -> None:
    found = INDEX.resolve(text, province=province, code_system=system)  # type: ignore[arg-type]
    assert found.text == text
    assert (found.region_code is not None) == (found.status == "one")
    assert bool(found.candidates) == (found.status == "several")
    assert len(set(codes(found))) == len(codes(found)) <= 5
    assert all(
        candidate.why and INDEX[candidate.region_code].name == candidate.region_name for candidate in found.candidates
    )


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "kota " * 2_000, "pemda" * 39, "\0" * 10_000, "7" * 10_000, "\u0301" * 199]
)
def test_hostile_text_is_answered_at_once(text: str) -> None:
    started = time.perf_counter()
    assert INDEX.resolve(text).status == "none"
    assert time.perf_counter() - started < 0.5


def test_a_column_of_100_000_cells_takes_little_time() -> None:
    cells = [region.name for region in INDEX] * 181
    started = time.perf_counter()
    assert sum(INDEX.resolve(cell).status == "one" for cell in cells) == 550 * 181
    assert time.perf_counter() - started < 5
