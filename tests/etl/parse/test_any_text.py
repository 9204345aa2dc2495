"""No cell, whatever it holds, makes a parser raise; and what is shown of one can be explained."""

from hypothesis import given
from hypothesis import strategies as st

from etl.parse import clean, parse_counts, parse_dates, parse_numbers, parse_region
from etl.rules import Breach
from geo.regions import RegionIndex

INDEX = RegionIndex.packaged()
PIECES = st.sampled_from(
    [
        "17", "9", "2024", "24", "0", "1", "234", ".", ",", "/", "-", " ", ":", "%", "'", "s.d.", "September", "Sept",
        "Selasa", "Kabupaten", "Kota", "Bima", "74", "10", "#REF!", "orang", "\u0663", "\uff11", "(", ")", "x",
    ]
)  # fmt: skip
CELLS = (st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=30)).map(clean)


@given(st.lists(CELLS, max_size=4, unique=True))
def test_columns_of_anything(column: list[str]) -> None:
    for parse in (parse_counts, parse_numbers, parse_dates):
        found = parse(column)
        assert len(found) == len(column)
        for item in found:
            if isinstance(item, Breach):
                assert "?" not in "".join(item.rule.message.id.format_map(item.detail))


@given(CELLS, CELLS, CELLS, CELLS, st.sampled_from(["kemendagri", "bps"]))
def test_places_of_anything(name: str, code: str, province: str, bps: str, system: str) -> None:
    found = parse_region(
        name, code, province, INDEX, bps_code=bps, code_system="bps" if system == "bps" else "kemendagri"
    )
    if isinstance(found[1], Breach):
        assert found[1].rule.message.id.format_map(found[1].detail)
    else:
        assert found[0] in INDEX
