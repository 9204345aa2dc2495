"""Headlines: what may be said, what may not, and the same rules once more in a slow second version."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.headlines import Benchmark, change_of, headlines, place_of, standing, standings
from dashboard.i18n import Language, text_for
from etl.indicators.registry import Indicator, packaged
from tests.dashboard.frames import counts, map_frame, map_row, rates, reported
from tests.reference import headlines as slow

AT = date(2024, 10, 14)
COUNT, SIGNING = packaged()["violation_count"], packaged()["pact_signing_rate"]
REPORTS, PROVEN = packaged()["reports_per_1000_asn"], packaged()["proven_share"]
DAYS = packaged()["median_days_to_sanction"]
NO_HISTORY = pd.DataFrame(columns=["region_code", "as_of", "value", "status", "origin"])


def row(value: float | None, **fields: Any) -> dict[str, Any]:
    """Konawe with a figure, or without."""
    own = reported(value, **fields) if value is not None else fields
    return map_row("74.02", "Konawe", **own)


def history(*points: tuple[int, float | None], origin: str = "published") -> pd.DataFrame:
    """Figures so many days before the date shown."""
    return pd.DataFrame(
        [
            {"region_code": "74.02", "as_of": AT - timedelta(days=days), "value": value, "origin": origin,
             "status": "missing" if value is None else "reported"}
            for days, value in points
        ],
        columns=NO_HISTORY.columns,
    )  # fmt: skip


def said(
    shown: Mapping[str, Any],
    indicator: Indicator = COUNT,
    language: Language = "id",
    frame: pd.DataFrame | None = None,
    **options: Any,
) -> list[str]:
    given_: dict[str, Any] = {
        "text": text_for(language),
        "frame": map_frame(dict(shown)) if frame is None else frame,
        "level": text_for(language)("level-regency"),
        "history": NO_HISTORY,
        **options,
    }
    return headlines(shown, indicator, indicator.units[0], **given_)


def province(value: float | None, **fields: Any) -> Benchmark:
    own = reported(value, **fields) if value is not None else fields
    return Benchmark(map_row("74", "Sulawesi Tenggara", **own), "province")


# -- what is there, and what is not ----------------------------------------------------------------------------------


def test_a_figure_is_said_with_its_date_and_its_evidence() -> None:
    first = said(row(11))[0]
    assert first == "Konawe: 11 orang ASN (per 14 Oktober 2024; dugaan; tingkat bukti tidak disebut sumber)."


@pytest.mark.parametrize(("language", "words"), [("id", "Ini bukan nol."), ("en", "This is not zero.")])
def test_what_is_missing_is_no_zero(language: Language, words: str) -> None:
    first, states = said(row(None), language=language)
    assert first.endswith(words)
    assert "0 " not in first
    assert "(bukan nol)" in states or "(not zero)" in states


def test_a_zero_is_said_to_be_one_and_a_small_number_stays_hidden() -> None:
    assert said(row(0, status="zero"))[0].startswith("Konawe: 0 orang ASN (melapor nol; per 14 Oktober 2024")
    hidden = said(row(3, status="suppressed"))
    assert hidden[0] == "Konawe: disembunyikan (angka kecil)."
    assert "3" not in "".join(hidden)


def test_the_states_of_the_map_are_counted_and_the_silent_named() -> None:
    told = said(row(11), frame=counts())
    assert "5 kabupaten/kota: 2 dengan angka, 1 nol, 1 disembunyikan (angka kecil), 1 tanpa angka (bukan nol)." in (
        " ".join(told)
    )
    assert "Tanpa angka: Kota Bau Bau." in " ".join(told)


def test_of_many_that_are_silent_four_are_named() -> None:
    silent = [map_row(f"74.{n:02}", f"Daerah {n}") for n in range(10, 16)]
    full = [map_row(f"74.{n:02}", f"Isi {n}", **reported(1)) for n in range(20, 30)]
    told = " ".join(said(row(11), frame=map_frame(*silent, *full)))
    assert "Tanpa angka: Daerah 10, Daerah 11, Daerah 12, Daerah 13 dan 2 daerah lain." in told
    assert "Tanpa angka:" not in " ".join(said(row(11), frame=map_frame(*silent, full[0])))


def test_who_employs_nobody_has_not_kept_silent() -> None:
    told = " ".join(said(rates().iloc[1].to_dict(), SIGNING, frame=rates()))
    assert "2 kabupaten/kota: 2 dengan angka." in told
    assert "Jakarta" not in told


def test_the_nation_without_a_figure_is_no_government_without_staff() -> None:
    nation = map_row("00", "Indonesia", has_government=False)
    assert said(nation)[0] == "Indonesia: tidak ada angka (tidak melapor). Ini bukan nol."
    jakarta = rates().iloc[:1]
    told = said(dict(jakarta.iloc[0]), SIGNING, frame=jakarta)
    assert told == ["Kota Jakarta Pusat: bukan pemerintah daerah tersendiri."]


def test_suspicions_are_no_proof_and_signatures_no_suspicion() -> None:
    assert said(row(11))[-1].startswith("Angka ini dugaan")
    assert not any("dugaan" in each for each in said(row(50, evidence=""), SIGNING))
    assert not any("Angka ini dugaan" in each for each in said(row(11, evidence="proven")))


# -- beside the province ---------------------------------------------------------------------------------------------


def test_a_sample_whose_limits_hold_the_provincial_value_cannot_be_told_from_it() -> None:
    near = row(2.1, ci_low=1.2, ci_high=3.4)
    told = said(near, REPORTS, benchmark=province(1.9))
    assert (
        "Konawe tidak dapat dibedakan dari angka provinsi (1,90 per 1.000 ASN), yang berada dalam rentang 95%." in told
    )
    english = said(near, REPORTS, "en", benchmark=province(1.9))
    assert any(each.startswith("Konawe cannot be told from the provincial value (1.90 ") for each in english)
    assert any("Konawe di atas angka provinsi (1,10 " in each for each in said(near, REPORTS, benchmark=province(1.1)))


def test_reports_are_neither_better_nor_worse_and_signing_is() -> None:
    far = said(row(9, ci_low=8, ci_high=10), REPORTS, benchmark=province(1.1))
    assert not any("lebih buruk" in each or "lebih baik." in each.replace("pengawasan yang lebih baik.", "")
                   for each in far)  # fmt: skip
    assert any("di bawah angka provinsi" in each and "lebih buruk" in each
               for each in said(row(50), SIGNING, benchmark=province(60)))  # fmt: skip
    assert any("di bawah" in each and "itu lebih baik" in each
               for each in said(row(50, ci_low=40, ci_high=55), DAYS, benchmark=province(60)))  # fmt: skip


def test_a_complete_count_is_compared_plainly_and_as_it_is_shown() -> None:
    assert standing(row(53.44), 53.41, SIGNING) == "same"
    assert standing(row(53.46), 53.41, SIGNING) == "above"
    assert standing(row(53.3), 53.41, SIGNING) == "below"


def test_a_sample_without_limits_is_not_compared() -> None:
    told = said(row(50), PROVEN, benchmark=province(60))
    assert any("tidak dibandingkan dengan angka provinsi" in each for each in told)
    assert standing(row(50, ci_low=40), 60, PROVEN) == "untold"
    assert standing(row(50, ci_low=40), 30, PROVEN) == "above"


def test_nothing_is_held_against_a_province_that_has_no_figure_and_no_count_at_all() -> None:
    told = said(row(50), SIGNING, benchmark=province(None))
    assert any("tidak dibandingkan dengan angka provinsi (tidak melapor)" in each for each in told)
    assert not any("angka provinsi" in each for each in said(row(11), benchmark=province(40)))


def test_a_benchmark_of_another_day_says_of_which() -> None:
    told = said(row(50), SIGNING, benchmark=province(60, as_of=date(2024, 9, 1)))
    assert any("(60,0%, per 1 September 2024)" in each for each in told)


def test_from_the_whole_its_parts_are_told_apart() -> None:
    area = map_row("74", "Sulawesi Tenggara", **reported(50, evidence=""))
    frame = map_frame(
        map_row("74.02", "Konawe", **reported(40, evidence="")),
        map_row("74.05", "Konawe Selatan", **reported(60, evidence="")),
        map_row("74.71", "Kota Kendari", **reported(50.04, evidence="")),
        map_row("74.72", "Kota Bau Bau"),
    )
    told = said(area, SIGNING, frame=frame)
    assert (
        "Dari 3 kabupaten/kota yang ada angkanya, 1 di atas angka Sulawesi Tenggara, 1 di bawahnya, 1 sama dengannya."
        in told
    )
    sampled = frame.assign(ci_low=[30.0, 55.0, 45.0, None], ci_high=[49.0, 65.0, 55.0, None])
    assert any("1 tidak dapat dibedakan darinya" in each for each in said(area, PROVEN, frame=sampled))


# -- over time -------------------------------------------------------------------------------------------------------


def test_a_change_is_said_with_the_day_and_the_figure_before() -> None:
    told = said(row(11), history=history((30, 3), (7, 5), (0, 11)))
    assert "Naik 6 orang ASN sejak 7 Oktober 2024 (dari 5 orang ASN)." in told
    assert "Sama dengan angka per 7 Oktober 2024 (11 orang ASN)." in said(row(11), history=history((7, 11)))


def test_a_cumulative_count_that_falls_is_a_question() -> None:
    told = said(row(9), history=history((7, 11)))
    fallen = "Turun 2 orang ASN sejak 7 Oktober 2024 (dari 11 orang ASN)."
    assert f"{fallen} Angka kumulatif semestinya tidak turun: periksa sumbernya." in told


def test_a_sum_may_rise_because_more_reported() -> None:
    area = row(11, origin="computed", extent="area")
    told = said(area, history=history((7, 5), origin="computed"))
    assert any(each.endswith("Pemerintah yang melapor pada kedua tanggal dapat berbeda.") for each in told)


def test_shares_change_by_points_and_what_is_within_the_limits_is_no_change() -> None:
    assert any("Naik 5,5 poin persen" in each for each in said(row(55.5), SIGNING, history=history((7, 50))))
    near = said(row(55, ci_low=48, ci_high=62), PROVEN, history=history((7, 50)))
    assert any(each.startswith("Tidak dapat dibedakan dari angka per 7 Oktober 2024") for each in near)


def test_what_was_added_up_is_not_held_against_what_was_published() -> None:
    assert change_of(row(11), history((7, 5), origin="computed"), COUNT) is None
    assert change_of(row(11), history((-7, 5), (7, None)), COUNT) is None
    assert change_of(row(11, until=date(2022, 7, 25)), history((7, 5)), COUNT) is None
    assert change_of(row(50, ci_low=40, ci_high=55), history((7, 5)), DAYS) is None


# -- among others ----------------------------------------------------------------------------------------------------


def test_a_place_is_told_where_order_means_something() -> None:
    assert "Tertinggi di antara 3 kabupaten/kota yang ada angkanya." in said(row(11), frame=counts())
    second = dict(counts().iloc[1])
    assert "Urutan ke-2 dari yang tertinggi di antara 3 kabupaten/kota yang ada angkanya." in (
        said(second, frame=counts())
    )
    assert not any("tertinggi" in each.casefold() for each in said(row(2.1, ci_low=1, ci_high=3), REPORTS))


def test_pinned_regions_and_contradictions_are_told() -> None:
    pinned = [{**map_row("74.72", "Kota Bau Bau"), "pin_name": "Kota Bau Bau"}, {**row(5), "pin_name": "Konawe"}]
    told = said(row(11), pinned=pinned, conflicts=2)
    assert "Dibandingkan dengan Kota Bau Bau: tidak melapor; Konawe: 5 orang ASN." in told
    assert any(each.startswith("2 angka tentang Konawe tidak cocok") for each in told)


# -- the slow second version -----------------------------------------------------------------------------------------

numbers = st.one_of(st.none(), st.floats(0, 200, allow_nan=False).map(lambda value: round(value, 3)))
indicators = st.sampled_from([COUNT, SIGNING, REPORTS, PROVEN, DAYS])


@st.composite
def rows(draw: st.DrawFn, code: str = "74.02") -> dict[str, Any]:
    value = draw(numbers)
    status = "missing" if value is None else draw(st.sampled_from(["reported", "suppressed"])) if value else "zero"
    fields = {"value": value, "status": status, "ci_low": draw(numbers), "ci_high": draw(numbers)}
    return map_row(code, code, as_of=AT, origin=draw(st.sampled_from(["published", "computed"])), **fields)


@given(rows(), numbers, indicators)
def test_standings_are_those_of_the_slow_version(shown: dict[str, Any], against: float | None, of: Indicator) -> None:
    assert standing(shown, against, of) == slow.standing(shown, against, of.interval, of.decimals)


@given(st.lists(rows(), max_size=8), numbers, indicators)
def test_nobody_is_lost_when_standings_are_counted(
    shown: Sequence[dict[str, Any]], against: float | None, of: Indicator
) -> None:
    frame = pd.DataFrame(shown, columns=list(map_row("", "")))
    assert sum(standings(frame, against, of).values()) == len(shown)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9, unique=True).flatmap(
    lambda codes: st.tuples(*(rows(f"74.{code:02}") for code in codes))))  # fmt: skip
def test_places_are_those_of_the_slow_version(shown: Sequence[dict[str, Any]]) -> None:
    frame = pd.DataFrame(list(shown))
    for each in shown:
        place = place_of(each["region_code"], frame, COUNT)
        found = None if place is None else (place.rank, place.others, place.of)
        assert found == slow.place(each["region_code"], shown, COUNT.decimals)


@given(rows(), st.lists(rows(), max_size=6), st.sampled_from([COUNT, SIGNING]))
def test_changes_are_those_of_the_slow_version(
    shown: dict[str, Any], before: list[dict[str, Any]], of: Indicator
) -> None:
    dated = [{**each, "as_of": AT + timedelta(days=2 - day)} for day, each in enumerate(before)]
    found = change_of(shown, pd.DataFrame(dated, columns=list(map_row("", ""))), of)
    expected = slow.change(shown, dated, of.decimals)
    told = None if found is None else (found.since, found.before, Decimal(repr(found.by)))
    assert (told is None) == (expected is None)
    if told and expected:
        assert told[:2] == expected[:2]
        assert told[2] == pytest.approx(expected[2])
