"""Which region a row means, from its name, its code and its province together."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from etl.contracts import Kind
from etl.parse.codes import CodeReading, is_code, read_code
from etl.rules import Breach, Rule, Text
from geo.regions import NATION, SHARED_NAME, CodeSystem, Level, Region, RegionIndex, Resolution

REGION_UNKNOWN = Rule(
    "region_unknown",
    Text("Daerah tidak dikenali", "Region not recognised"),
    Text("Nama daerah ini tidak dikenali.", "This region name is not recognised."),
    Text("Tulis nama resminya, atau isi kode Kemendagri.", "Write its official name, or fill in the Kemendagri code."),
)
REGION_AMBIGUOUS = Rule(
    "region_ambiguous",
    Text("Nama daerah belum pasti", "Region name not certain"),
    Text(
        "Nama ini tidak menunjuk satu daerah dengan pasti; mungkin: {candidates}.",
        "This name does not mean one region for certain; perhaps: {candidates}.",
    ),
    Text(
        "Tulis Kabupaten, Kota atau Provinsi di depannya, atau isi kodenya.",
        "Put Kabupaten, Kota or Provinsi before it, or fill in the code.",
    ),
)
CODE_UNKNOWN = Rule(
    "code_unknown",
    Text("Kode daerah tidak ada", "No such region code"),
    Text("Kode ini tidak ada dalam daftar {system}.", "This code is not in the {system} list."),
    Text(
        "Tulis kodenya sebagai teks, misalnya 74.10; Excel sering menghapus nol di belakang.",
        "Write the code as text, such as 74.10; Excel often drops the last zero.",
    ),
)
CODE_INCOMPLETE = Rule(
    "code_incomplete",
    Text("Kode daerah tidak lengkap", "Region code incomplete"),
    Text(
        "Satu angka kode ini hilang, dan namanya tidak memutuskan; mungkin: {candidates}.",
        "A digit of this code is lost, and the name does not decide; perhaps: {candidates}.",
    ),
    Text(
        "Tulis kodenya lengkap sebagai teks, misalnya 74.10, atau isi nama daerahnya.",
        "Write the whole code as text, such as 74.10, or fill in the name of the region.",
    ),
)
CODE_DIFFERS = Rule(
    "code_differs",
    Text("Kode dan nama berbeda", "Code and name differ"),
    Text(
        "Kode ini milik {of_code}, sedangkan namanya {of_name}.",
        "This code belongs to {of_code}, but the name says {of_name}.",
    ),
    Text(
        "Perbaiki salah satunya; kode di kolom ini dibaca sebagai kode {system}.",
        "Correct one of them; codes in this column are read as those of {system}.",
    ),
)
CODE_OF_OTHER_SYSTEM = Rule(
    "code_of_other_system",
    Text("Kode dari daftar lain", "Code of the other list"),
    Text(
        "Sebagai kode {system} ini milik {of_code}, sedangkan namanya {of_name}: cocok bila kodenya kode {other}.",
        "As a code of {system} it belongs to {of_code}, but the name says {of_name}: it fits as one of {other}.",
    ),
    Text(
        "Kodenya kode {other}? Nyatakan dengan --code-system {option}; bila bukan, perbaiki kodenya.",
        "Are the codes those of {other}? Then say so with --code-system {option}; if not, correct the code.",
    ),
)
CODES_DIFFER = Rule(
    "codes_differ",
    Text("Kode Kemendagri dan BPS berbeda", "Kemendagri and BPS code differ"),
    Text(
        "Kode BPS ini milik {of_bps}, sedangkan kode Kemendagri di barisnya milik {of_code}.",
        "This BPS code belongs to {of_bps}, but the Kemendagri code of its row to {of_code}.",
    ),
    Text(
        "Perbaiki salah satunya, atau hapus kolom kode BPS.", "Correct one of them, or remove the column of BPS codes."
    ),
)
PROVINCE_DIFFERS = Rule(
    "province_differs",
    Text("Provinsi tidak sesuai", "Province does not fit"),
    Text("{region} berada di {province}.", "{region} lies in {province}."),
    Text("Perbaiki provinsinya, atau kosongkan.", "Correct the province, or leave it empty."),
)
NAME_RULES: Final = (REGION_UNKNOWN, REGION_AMBIGUOUS)
CODE_RULES: Final = (CODE_UNKNOWN, CODE_INCOMPLETE, CODE_DIFFERS, CODE_OF_OTHER_SYSTEM)

CANDIDATES_SHOWN = 5
UNKNOWN_PROVINCE = "?"
SYSTEM_NAMES: Final[dict[CodeSystem, str]] = {"kemendagri": "Kemendagri", "bps": "BPS"}
_OTHER: Final[dict[CodeSystem, CodeSystem]] = {"kemendagri": "bps", "bps": "kemendagri"}


class Repair(NamedTuple):
    """A code that was read otherwise than it is written. `lost`: a digit was missing, and the name decided."""

    written: str
    region_code: str
    lost: bool


class Located(NamedTuple):
    """The region of a row, and how its code was repaired."""

    region_code: str
    repairs: tuple[Repair, ...] = ()


Unlocated = tuple[Kind, Breach]


def parse_region(
    name: str,
    code: str,
    province: str,
    index: RegionIndex,
    *,
    bps_code: str = "",
    code_system: CodeSystem = "kemendagri",
) -> Located | Unlocated:
    """The region that a row names, or the breach and the kind of column it stands in.

    With a code, the name need not be unique or rightly spelt, but it may not mean another region. A code that has lost
    a digit needs a name that leaves one possibility, rightly spelt. Without a code the name (in its province, if that
    is stated) must mean exactly one region. `bps_code` is of a column that says so; `code_system` is that of `code`,
    and of a code that stands in place of the name.
    """
    within = _province(province, index)
    stated: list[tuple[Kind, str, CodeSystem]] = [("region_code", code, code_system), ("bps_code", bps_code, "bps")]
    if is_code(name):
        stated, name = [("region", name, code_system), *stated], ""
    found: list[Located] = []
    for kind, text, system in stated:
        if text:
            read = _by_code(text, name, system, index)
            if isinstance(read, Breach):
                return "region" if read.rule in NAME_RULES else kind, read
            found.append(read)
    if not found:
        return _by_name(name, within, index)
    if breach := _codes_differ([kind for kind, text, _ in stated if text], found, code_system, index):
        return breach
    whole = Located(found[0].region_code, tuple(repair for read in found for repair in read.repairs))
    return _in_province(whole, within, index)


def _codes_differ(
    kinds: Sequence[Kind], found: Sequence[Located], system: CodeSystem, index: RegionIndex
) -> Unlocated | None:
    """The breach if the codes of a row, in the columns `kinds`, belong to different regions."""
    first, last = found[0], next((read for read in found if read.region_code != found[0].region_code), found[0])
    if first is last:
        return None
    one, other = (_labels([read.region_code], index) for read in (first, last))
    kind = kinds[found.index(last)]
    if kind == "bps_code":
        return kind, Breach(CODES_DIFFER, {"of_code": one, "of_bps": other})
    return kind, Breach(CODE_DIFFERS, {"of_code": other, "of_name": one, "system": SYSTEM_NAMES[system]})


def _by_name(name: str, within: str | None, index: RegionIndex) -> Located | Unlocated:
    found = index.resolve(name, province=None if within in (UNKNOWN_PROVINCE, NATION) else within)
    if found.region_code is None:
        return "region", _unresolved(found, index)
    return _in_province(Located(found.region_code), within, index)


def _by_code(text: str, name: str, system: CodeSystem, index: RegionIndex) -> Located | Breach:
    reading = read_code(text, index, system)
    if not reading.regions:
        return _of_other_system(text, name, system, reading, index) or Breach(
            CODE_UNKNOWN, {"system": SYSTEM_NAMES[system]}
        )
    if reading.lost or len(reading.regions) > 1:
        return _by_code_and_name(text, name, system, reading, index)
    (code,) = reading.regions
    if name and (breach := _name_differs(name, code, system, index)):
        hint = _of_other_system(text, name, system, reading, index) if breach.rule is CODE_DIFFERS else None
        return hint or breach
    return Located(code, (Repair(text, code, lost=False),) if reading.rewritten else ())


def _by_code_and_name(
    text: str, name: str, system: CodeSystem, reading: CodeReading, index: RegionIndex
) -> Located | Breach:
    """The one region that a damaged code and a rightly spelt name have in common."""
    fitting = [code for code in reading.regions if _is_named(code, name, index)]
    if len(fitting) == 1:
        return Located(fitting[0], (Repair(text, fitting[0], lost=True),))
    found = index.resolve(name)
    if fitting or not name or (not found.region_code and set(_meanings(found)) & set(reading.regions)):
        return Breach(CODE_INCOMPLETE, {"candidates": _labels(reading.regions, index)})
    if found.status == "none":
        return _unresolved(found, index)
    return _of_other_system(text, name, system, reading, index) or _differs(reading.regions, found, system, index)


def _is_named(code: str, name: str, index: RegionIndex) -> bool:
    """Whether a name, rightly spelt, can mean a region, alone or within its province."""
    return code in _exact(index.resolve(name)) or code in _exact(index.resolve(name, province=index.province_of(code)))


def _exact(found: Resolution) -> list[str]:
    if found.region_code:
        return [found.region_code]
    return [candidate.region_code for candidate in found.candidates if candidate.why == SHARED_NAME]


def _name_differs(name: str, code: str, system: CodeSystem, index: RegionIndex) -> Breach | None:
    """The breach if a name cannot mean the region of a code."""
    found = index.resolve(name)
    if code in _meanings(found):
        return None
    if code != NATION and code in _meanings(index.resolve(name, province=code[:2])):
        return None
    return _unresolved(found, index) if found.status == "none" else _differs([code], found, system, index)


def _differs(codes: Sequence[str], found: Resolution, system: CodeSystem, index: RegionIndex) -> Breach:
    names = {"of_code": _labels(codes, index), "of_name": _labels(_meanings(found), index)}
    return Breach(CODE_DIFFERS, names | {"system": SYSTEM_NAMES[system]})


def _of_other_system(
    text: str, name: str, system: CodeSystem, reading: CodeReading, index: RegionIndex
) -> Breach | None:
    """The breach of a code that does not fit its name, but would as one of the other code system."""
    other = _OTHER[system]
    fitting = [code for code in read_code(text, index, other).regions if name and _is_named(code, name, index)]
    if not fitting:
        return None
    names = {"of_code": _labels(reading.regions, index) or "-", "of_name": _labels(fitting, index)}
    systems = {"system": SYSTEM_NAMES[system], "other": SYSTEM_NAMES[other], "option": other}
    return Breach(CODE_OF_OTHER_SYSTEM, names | systems)


def _unresolved(found: Resolution, index: RegionIndex) -> Breach:
    candidates = _meanings(found)
    if not candidates:
        return Breach(REGION_UNKNOWN, {})
    return Breach(REGION_AMBIGUOUS, {"candidates": _labels(candidates, index)})


def _meanings(found: Resolution) -> list[str]:
    return [found.region_code] if found.region_code else [candidate.region_code for candidate in found.candidates]


def _labels(codes: Sequence[str], index: RegionIndex) -> list[str]:
    return [f"{code} {_full_name(index[code])}" for code in codes[:CANDIDATES_SHOWN]]


def _full_name(region: Region) -> str:
    """The name with its type: `Provinsi Jambi` beside `Kota Jambi`."""
    return f"Provinsi {region.name}" if region.level is Level.province else region.name


def _province(text: str, index: RegionIndex) -> str | None:
    """The code of a province as a province column writes it (`Jambi` is the province there); None if none is stated."""
    if not text:
        return None
    readings = (index.resolve(text).region_code, index.resolve(f"Provinsi {text}").region_code)
    provinces = [code for code in readings if code and index[code].level is not Level.regency]
    return provinces[0] if provinces else UNKNOWN_PROVINCE


def _in_province(found: Located, within: str | None, index: RegionIndex) -> Located | Unlocated:
    code = found.region_code
    if within is None or within in (code, index.province_of(code)):
        return found
    lies_in = index.province_of(code) or code
    return "province", Breach(PROVINCE_DIFFERS, {"region": index[code].name, "province": index[lies_in].name})
