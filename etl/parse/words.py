"""Choices, elections, short texts and the names of agencies."""

import re
import unicodedata

from etl.contracts import Column
from etl.elections import elections, named
from etl.headers import bare
from etl.masking import BROKEN, looks_like_person, still
from etl.rules import LOOKS_LIKE_PERSON, TOO_LONG, Breach, Rule, Text

NOT_A_CHOICE = Rule(
    "not_a_choice",
    Text("Pilihan tidak dikenal", "Unknown choice"),
    Text("Isi sel ini bukan salah satu pilihannya.", "This is not one of the choices."),
    Text("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
)
ELECTION_UNKNOWN = Rule(
    "election_unknown",
    Text("Pemilihan tidak dikenal", "Unknown election"),
    Text("Pemilihan ini tidak dikenal.", "This election is not known."),
    Text("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
)
ELECTION_UNSTATED = Rule(
    "election_unstated",
    Text("Pemilihan tidak disebut", "Election not stated"),
    Text(
        "Pemilihan tidak disebut, dan pada tanggal ini tidak ada tahapan yang berjalan.",
        "The election is not stated, and none was under way on this date.",
    ),
    Text("Isi kolom pemilihan: {allowed}.", "Fill in the election: {allowed}."),
)

# Scripts with letters that cannot be told from Latin ones by looking at them.
_LIKE_LATIN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
# Words for the whole government in a column of agencies, normalised; anything else is one agency.
_WHOLE_GOVERNMENT = frozenset(
    bare(word)
    for word in (
        "Seluruh OPD", "Semua OPD", "Seluruh Perangkat Daerah", "Semua Perangkat Daerah", "Total pemerintah",
        "Total pemerintah daerah", "Seluruh Pemerintah Daerah", "Seluruh SKPD", "All agencies", "Whole government",
    )
)  # fmt: skip

AGENCY_IS_REGION = Rule(
    "agency_is_region",
    Text("Perangkat daerah berisi nama daerah", "The agency is a region"),
    Text(
        "Kolom perangkat daerah menyebut {found}, padahal barisnya milik {region}.",
        "The agency column names {found}, but the row belongs to {region}.",
    ),
    Text(
        "Pindahkan nama daerahnya ke kolom pemerintah daerah, atau tulis nama perangkat daerahnya.",
        "Move the region to the column of governments, or write the name of the agency.",
    ),
)
AGENCY_WITHOUT_LETTERS = Rule(
    "agency_without_letters",
    Text("Perangkat daerah tanpa huruf", "An agency without letters"),
    Text(
        "Nama perangkat daerah ini tidak memuat satu huruf atau angka pun.",
        "The name of this agency holds neither a letter nor a digit.",
    ),
    Text(
        "Tulis nama perangkat daerahnya, atau kosongkan selnya bila barisnya untuk seluruh pemerintah daerah.",
        "Write the name of the agency, or leave the cell blank where the row is of the whole government.",
    ),
)
MIXED_SCRIPTS = Rule(
    "mixed_scripts",
    Text("Huruf dari aksara lain", "Letters of another script"),
    Text(
        "Satu kata di sel ini memuat huruf Latin dan huruf {script} yang mirip: ia akan terbaca sebagai nama lain.",
        "A word of this cell has Latin letters and {script} ones that look alike: it would be read as another name.",
    ),
    Text("Ketik ulang isi selnya.", "Type the cell anew."),
)

CONTROL_SIGNS = Rule(
    "control_signs",
    Text("Tanda kendali di dalam teks", "Control characters in a text"),
    Text(
        "Sel ini memuat tanda kendali yang tidak tampak, atau huruf yang rusak: isinya tidak akan terbaca seperti "
        "yang tertulis.",
        "This cell holds control characters, which cannot be seen, or broken letters: it would not be read as it is "
        "written.",
    ),
    Text("Ketik ulang isi selnya.", "Type the cell anew."),
)


def parse_choice(text: str, column: Column) -> str | Breach:
    """The code of a choice; its spelling is free in case, spaces and punctuation."""
    code = column.codes.get(bare(text))
    return Breach(NOT_A_CHOICE, {"allowed": list(column.words)}) if code is None else code


def parse_election(text: str) -> str | Breach:
    """The text of a known election, or of two (etl/elections.py)."""
    return text if named(text) else Breach(ELECTION_UNKNOWN, {"allowed": known_elections()})


def parse_text(text: str, max_length: int) -> str | Breach:
    """A short text that holds nothing by which a person could be found."""
    if looks_like_person(text):
        return Breach(LOOKS_LIKE_PERSON, {})
    if BROKEN in still(text):
        return Breach(CONTROL_SIGNS, {})
    if script := _script_among_latin(text):
        return Breach(MIXED_SCRIPTS, {"script": script})
    return text if len(text) <= max_length else Breach(TOO_LONG, {"length": len(text), "limit": max_length})


def parse_agency(text: str, max_length: int) -> str | Breach:
    """A short text that could be a name; `...` and `?` stand where somebody meant to write one."""
    found = parse_text(text, max_length)
    is_name = isinstance(found, Breach) or any(map(str.isalnum, text))
    return found if is_name else Breach(AGENCY_WITHOUT_LETTERS, {})


def _script_among_latin(text: str) -> str:
    """The script of letters that stand with Latin ones in one word (`CYRILLIC`), empty if there are none."""
    if text.isascii():
        return ""
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in unicodedata.normalize("NFKC", word)}
        if "LATIN" in scripts and (others := scripts & _LIKE_LATIN):
            return others.pop().capitalize()
    return ""


def agency_key(name: str) -> str:
    """An agency's name for comparing: without case, punctuation, leading `Dinas`; empty for the whole government."""
    words = re.sub(r"[\W_]+", " ", name.casefold()).split()
    if bare(name) in _WHOLE_GOVERNMENT:
        return ""
    key = " ".join(words[1:] if len(words) > 1 and words[0] in ("dinas", "din") else words)
    return key or name.casefold()


def known_elections() -> list[str]:
    return [election.name for election in elections()]
