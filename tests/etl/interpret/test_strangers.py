"""A cell that means nothing where it stands is shown only if its words cannot be somebody's name."""

import pytest

from etl.interpret.strangers import shown_if_known
from etl.masking import MASK


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("banyak", "not_a_count"),
        ("1O", "not_a_count"),
        ("dua puluh orang", "not_a_count"),
        ("12 prang", "not_a_count"),
        ("#REF!", "not_a_count"),
        ("17 Septmber 2024", "date_unreadable"),
        ("minggu kedua Oktober", "date_unreadable"),
        ("simbolik", "not_a_choice"),
        ("Pilkda 2024", "election_unknown"),
        ("Kab. Konwe Selatn", "region_unknown"),
        ("Dinas Siti Rahmawati", "required"),
        ("51", "signed_exceeds_employed"),
    ],
)
def test_what_a_clerk_mistypes_is_shown(text: str, rule: str) -> None:
    assert shown_if_known(text, rule) == text


@pytest.mark.parametrize(
    "rule", ["not_a_count", "date_unreadable", "not_a_choice", "election_unknown", "region_unknown"]
)
@pytest.mark.parametrize(
    "name",
    ["Siti Rahmawati", "Suharto", "I Wayan Sudarsana", "Drs. H. Abdul Muis, M.Si", "SITI RAHMAWATI", "Dwi 3 orang",
     "Orang bernama Yohanes", "José Ximenes", "R.A. Kartini", "Siti Rahmawati 12"],
)  # fmt: skip
def test_what_could_be_a_name_is_not(name: str, rule: str) -> None:
    assert shown_if_known(name, rule) == MASK


@pytest.mark.parametrize("rule", ["not_a_count", "required"])
def test_a_persons_number_never_is(rule: str) -> None:
    assert shown_if_known("197001011995031002", rule) == MASK
