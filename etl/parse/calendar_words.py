"""The names of months and weekdays, Indonesian and English, whole and short."""


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: number for number, words in enumerate(names, start=first) for name in words.split()}


MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
# Any of these -> 1 to 12.
MONTHS = _numbered(
    (
        "januari january jan",
        "februari pebruari february feb peb",
        "maret march mar",
        "april apr",
        "mei may",
        "juni june jun",
        "juli july jul",
        "agustus august agu agt ags agust aug",
        "september sept sep",
        "oktober october okt oct",
        "november nopember nov nop",
        "desember december des dec",
    ),
    1,
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# Any of these -> 0 (Monday) to 6.
WEEKDAY_WORDS = _numbered(
    (
        "senin sen monday mon",
        "selasa sel tuesday tue",
        "rabu rab wednesday wed",
        "kamis kam thursday thu",
        "jumat jum'at jum’at jum friday fri",
        "sabtu sab saturday sat",
        "minggu ahad mgg sunday sun",
    ),
    0,
)
