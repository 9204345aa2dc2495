"""Tables that stand as lines on a phone: each cell says what it holds, and nothing is no bar."""

from dashboard.components.bars import bar
from dashboard.components.listing import Heading, listing, numeric
from tests.dashboard.components.reading import by_class

HEADINGS = [Heading("Umur"), numeric("Menunggu", "is-deciding"), Heading("")]


def test_each_cell_names_itself_and_parts_of_a_bar_have_a_key() -> None:
    (table,) = by_class(listing("ages", "Umur", HEADINGS, [["0 hari", "3", bar(3, 4)]]), "markup")
    written = table.to_plotly_json()["props"]["data-markup"]
    assert '<td class="is-number of-is-deciding" data-label="Menunggu">3</td>' in written
    assert '<span class="swatch is-deciding" aria-hidden="true"></span> Menunggu</th>' in written
    assert '<td class="is-picture">' in written


def test_nothing_draws_no_bar_and_keeps_its_room() -> None:
    assert "level__fill" not in bar(0, 10)
    assert "level__fill" in bar(1, 10)
    assert 'class="level"' in bar(0, 10)
