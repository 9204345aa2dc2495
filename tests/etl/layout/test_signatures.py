"""Where a table ends: a place and a day under it are a signature, a weekday and a day are a date."""

import pytest

from etl.layout.words import is_signature


@pytest.mark.parametrize(
    "text", ["Kendari, 30 September 2024", "Raha, tanggal 2 Oktober 2024", "Kendari,  September 2024", "Mengetahui,"]
)
def test_who_signs_where_and_when_ends_a_table(text: str) -> None:
    assert is_signature(text)


@pytest.mark.parametrize(
    "text",
    ["Senin, 30 September 2024", "Jum'at, 20 September 2024", "Keadaan per Sabtu, 31 Agustus 2024", "ahad,1 Mei 2024"],
)
def test_a_day_and_its_weekday_are_no_signature(text: str) -> None:
    assert not is_signature(text)
