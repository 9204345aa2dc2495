"""Names of persons, told by what stands beside them: degrees, titles, words that announce a name.

A bare name looks like all other words, and is not found here.
"""

import re

_LONGEST = 2_000  # more of a cell is never kept

# Titles before a name. `H.` also numbers a list (`H. Dinas Sosial`).
_TITLES = r"(?:Drs|Dra|drg|[Dd]r|DR|Ir|Hj|KH|Prof|Ustad[zh]?|Tn|Ny|Sdr|Sdri)"
_NAME = r"[A-Z][\w'’]+"
_TITLED = re.compile(rf"(?<![\w/.]){_TITLES}\.\s*(?:[A-Z][A-Za-z]{{0,4}}\.\s*){{0,3}}{_NAME}")
_HAJI = re.compile(rf"(?<![\w/.])H\.\s*{_NAME}(?:\s+{_NAME}){{0,5}}")

# Degrees behind a name. With their points they are nothing else; without, they stand after a comma, at the end.
_OF_STUDY = (
    "Pd|Pd\\.?I|Sos|Sos\\.?I|H|HI|H\\.I|E|E\\.I|T|P|IP|I\\.P|STP|Kom|I\\.?Kom|Kes|KM|K\\.M|Ked|Kep|Keb|Farm|Psi|Si|Ag|"
    "Hut|Pt|Pi|Ak|Th|AP|A\\.P|Tr|Stat|Ars|Sn|Gz|Md|Hum|M|Eng|PH|Kn|Or|Ec|Tp|Th\\.?I|Fil|Sc|A|AB|SI"
)
_DEGREE = re.compile(
    rf"(?<![\w/.])(?:[SM]\.\s?(?:{_OF_STUDY})|A\.\s?(?:Md|Ma)|Ph\.?D)\.?(?![\w/]|\.(?!(?:csv|xls[xmb]?|ods|zip)$)\w)"
)
_BARE = "SPd|SSos|SKom|SKM|SKep|SHut|SFarm|SPsi|SAg|STP|SIP|SSTP|AMd|MSi|MPd|MKes|MKom|MHum|MAP|MM|MH|MT|SH|SE|ST"
_BARE_DEGREE = re.compile(rf"^(?P<name>[^\W\d_][^\d,/:()]{{2,60}}),\s*(?:{_BARE})(?:,\s*(?:{_BARE}))*\s*$")
_ANNOUNCED = re.compile(
    r"(?<![\w/])(?i:a\.\s?n\.?|an\.|atas nama|nama(?: lengkap)?\s*[:=]|sdri?\.?|saudara|saudari|bapak|ibu)"
    rf"\s*(?<![^\W_])(?P<name>{_NAME})"
)

# Places are named after persons, and offices act for those who hold a post.
_HONOURING = re.compile(
    r"\b(?:rs[a-z]{0,4}|rumah sakit|labkes\w*|laboratorium|panti|tk|paud|gor|waduk|bendungan|jembatan|pasar|"
    r"jalan|jl|jln|gedung|aula|bandara|stadion|taman|museum|masjid|"
    r"universitas|institut|politeknik|sekolah|sd|sdn|smp|smpn|sma|sman|smk|smkn|uptd?|puskesmas|klinik|balai|lapas|"
    r"perpustakaan|terminal|pelabuhan|yayasan|hotel|tpu|kampung|desa|kelurahan|kec|kecamatan)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:dinas|badan|kantor|sekretariat|inspektorat|kecamatan|kelurahan|desa|bagian|biro|bidang|satuan|satpol|rs|rsud|"
    r"rumah|unit|uptd?|puskesmas|sd|smp|sma|smk|set(?:da|wan)|dis[a-z]{3,}|din[a-z]{3,}|pemerintah|kabupaten|kota|provinsi|dprd|bappeda|bkd|bkpsdm|kpu|bawaslu|"
    r"bupati|wali|walikota|gubernur|wakil|kepala|ketua|sekretaris|sekda|camat|lurah|menteri|presiden|direktur|pimpinan|"
    r"panitia|tim|plt|plh|pj|pjs|dan|kementerian|komisi|pembina|rakyat|asn|pns|pppk|pegawai|negara|hari|surat|keputusan|edaran|instruksi|laporan|rekap|siaran|berita)\b",
    re.IGNORECASE,
)


def names_titled_person(text: str) -> bool:
    """Whether a text holds a name of a person that its surroundings make one: `Drs. X`, `X, M.Si`, `a.n. X`.

    What is named after somebody (`RSUD dr. X`, `Jalan Ir. H. X`) is no person, and neither is who holds a post
    (`a.n. Bupati`).
    """
    text = text[:_LONGEST]
    if _DEGREE.search(text) or ((bare := _BARE_DEGREE.match(text)) and not _OFFICE.search(bare["name"])):
        return True
    if any(not _OFFICE.match(found["name"]) for found in _ANNOUNCED.finditer(text)):
        return True
    return any(_HONOURING.search(text, 0, found.start()) is None for found in _titled(text))


def _titled(text: str) -> list[re.Match[str]]:
    lettered = [found for found in _HAJI.finditer(text) if not _OFFICE.match(text, found.start() + 2)]
    return [*_TITLED.finditer(text), *(found for found in lettered if not _OFFICE.search(found[0]))]
