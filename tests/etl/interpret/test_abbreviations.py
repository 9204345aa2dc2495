"""Agencies of one government that may be one, against comparing each with every other."""

from time import perf_counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interpret import abbreviated
from tests.reference import agencies as slow


@pytest.mark.parametrize(
    ("short", "name", "alike"),
    [
        ("DINKES", "Dinas Kesehatan", True), ("Disdik", "Dinas Pendidikan", True),
        ("Setda", "Sekretariat Daerah", True),
        ("Kominfo", "Dinas Komunikasi dan Informatika", True), ("Satpol PP", "Satuan Polisi Pamong Praja", True),
        ("BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", True),
        ("Bappeda", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", False),
        ("BPBD", "Badan Pendapatan Daerah", False), ("Dinsos", "Dinas Kesehatan", False),
        ("...", "Badan Kepegawaian Daerah", False), ("1", "Sekolah Dasar 1", False),
        ("Kesehatan", "Dinas Kesehatan", False), ("Inspektorat", "Inspektorat Daerah", False),
    ],
)  # fmt: skip
def test_a_name_that_may_be_short_for_another(short: str, name: str, alike: bool) -> None:
    rows = pd.DataFrame({"region_code": ["74.02", "74.02", "74.03"], "agency": [short, name, short]})
    assert abbreviated(rows) == [(short, name)] * alike


_WORDS = st.sampled_from(["Dinas", "dinas", "Dan", "ab", "aba", "Abba", "bab", "b", "dinab", "1", "2"])
_NAMES = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join) | st.text("abdinsDA .1", min_size=1, max_size=6)


@given(st.lists(_NAMES, max_size=12, unique=True))
def test_each_is_compared_with_every_other(names: list[str]) -> None:
    rows = pd.DataFrame({"region_code": "nowhere", "agency": names}, dtype="str")
    assert sorted(abbreviated(rows)) == sorted(slow.abbreviated(names))
    if len({tuple(slow.numbers(name)) for name in names}) == 1:
        assert abbreviated(rows) == slow.abbreviated(names)


def test_thousands_of_agencies_are_not_compared_each_with_every_other() -> None:
    letters = "abcdefghijklmnopqrst"
    ends = [one + two + three for one in letters for two in letters for three in letters[:15]]
    names = [f"{start} {end}" for start in ("aaa badan kepegawaian", "AAAq") for end in ends]
    began = perf_counter()
    assert abbreviated(pd.DataFrame({"region_code": "74.02", "agency": names})) == []
    assert perf_counter() - began < 20  # seconds; it took two, and longer than 100 when all were compared


@pytest.mark.parametrize(
    ("region", "names", "pairs"),
    [
        ("74.06", ["Dinas Kesehatan Kab. Bombana", "Dinas Kesehatan"], [(1, 0)]),
        ("74.06", ["KESEHATAN", "Dinas Kesehatan Pemerintah Kabupaten Bombana", "Dinas Sosial"], [(0, 1)]),
        ("74.06", ["RSUD Kabupaten Bombana", "RSUD Kab. Bombana", "RSUD"], [(2, 0), (2, 1)]),
        ("74.06", ["SMP Negeri 1 Bombana", "SMP Negeri 1", "SMP Negeri 2"], [(1, 0)]),
        ("74.06", ["Dinas Kesehatan Kota Bombana", "Dinas Kesehatan"], []),
        ("74.06", ["Dinas Kesehatan Kab. Konawe", "Dinas Kesehatan"], []),
        ("74.06", ["Bombana", "Kabupaten"], []),
        ("74.71", ["Inspektorat Daerah (Kota Kendari)", "Inspektorat Daerah"], [(1, 0)]),
        ("34", ["Biro Umum Daerah Istimewa Yogyakarta", "Biro Umum DI Yogyakarta"], [(1, 0)]),
        ("74", ["BKD Prov. Sulawesi Tenggara", "BKD"], [(1, 0)]),
        ("00", ["Badan Kepegawaian", "Badan Kepegawaian Indonesia"], [(0, 1)]),
        ("x", ["Dinas Kesehatan", "Dinas Kesehatan x"], []),
    ],
)  # fmt: skip
def test_a_name_with_its_own_government(region: str, names: list[str], pairs: list[tuple[int, int]]) -> None:
    rows = pd.DataFrame({"region_code": region, "agency": names})
    assert abbreviated(rows) == [(names[one], names[other]) for one, other in pairs]
