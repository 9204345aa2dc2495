"""The tables of a warehouse: few, generic, and versioned by row.

A row of a table with `version_from` and `version_to` is current while the latter is null.
Nothing is updated in place but that one column; what a version showed can be read again for ever:
`version_from <= N and (version_to is null or version_to > N)`.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    or_,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROVENANCES = ("official", "documented", "simulated")
ANNOTATION_KINDS = ("office_term", "statement", "question")
STATUSES = ("reported", "zero", "missing", "suppressed")
COUNTS = ("read", "accepted", "rejected", "unchanged", "superseded", "skipped", "replaced")


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=f"{column}_known")


def _lifetime() -> tuple[Column[int], Column[int], CheckConstraint]:
    return (
        Column("version_from", Integer, nullable=False),
        Column("version_to", Integer),
        CheckConstraint("version_to is null or version_to > version_from", name="lifetime_forward"),
    )


def _counts() -> list[Column[int]]:
    return [Column(name, Integer, nullable=False, server_default="0") for name in COUNTS]


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

version = Table(
    "version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("run_id", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    # The load that this run takes back; null: this run is a load.
    Column("takes_back", Text),
    *_counts(),
    CheckConstraint('"read" = accepted + rejected + unchanged + superseded', name="adds_up"),
)

run_file = Table(
    "run_file",
    metadata,
    Column("run_id", ForeignKey("run.run_id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("source", Text),
    Column("sha256", Text),
    Column("provenance", Text),
    Column("status", Text, nullable=False),
    Column("error", Text),
    Column("dropped_columns", JSON, nullable=False),
    Column("skips", JSON, nullable=False),
    # What was found beside the rows, repaired or assumed; null in what was written before there were notes.
    Column("notes", JSON),
    *_counts(),
    CheckConstraint('"read" = accepted + rejected + unchanged + superseded', name="adds_up"),
    _one_of("status", ("loaded", "unchanged", "empty", "rejected", "refused")),
)

reject = Table(
    "reject",
    metadata,
    Column("reject_id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.run_id"), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)

# A rejected data row as far as it may be kept: the cells of its contract, without free text and numbers of persons.
# A corrected row that is rejected again stands under the first run that rejected it, and under its first place.
reject_row = Table(
    "reject_row",
    metadata,
    Column("reject_row_id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.run_id"), nullable=False, index=True),
    Column("origin_run", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("cells", JSON, nullable=False),
)

# A rejected row that came again corrected, and was loaded by `run_id`.
reject_settled = Table(
    "reject_settled",
    metadata,
    Column("settled_id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.run_id"), nullable=False, index=True),
    Column("origin_run", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("record_id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("record_key", Text, nullable=False),
    Column("slice_key", Text, nullable=False),
    Column("region_code", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    # The run is written last, with its counts: the key is checked when the load commits.
    Column("run_id", ForeignKey("run.run_id", deferrable=True, initially="DEFERRED"), nullable=False),
    *_lifetime(),
    _one_of("provenance", PROVENANCES),
    Index("ix_record_current", "source", "record_key", "version_to"),
)

observation = Table(
    "observation",
    metadata,
    Column("observation_id", Integer, primary_key=True),
    Column("record_id", ForeignKey("record.record_id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("election", Text, nullable=False),
    Column("region_code", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("covers", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("reporter", Text, nullable=False),
    Column("value", Double),
    Column("base", Double),
    Column("as_of", Date, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("citation", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    *_lifetime(),
    CheckConstraint("value is null or value >= 0", name="value_not_negative"),
    CheckConstraint("base is null or base >= 0", name="base_not_negative"),
    CheckConstraint("period_start <= period_end", name="period_forward"),
    _one_of("covers", ("government", "area", "unknown")),
    _one_of("provenance", PROVENANCES),
    Index("ix_observation_measure", "measure", "version_to"),
)

event = Table(
    "event",
    metadata,
    Column("record_id", ForeignKey("record.record_id"), primary_key=True),
    Column("event_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("use", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Double),
    Column("denominator", Double),
    Column("unit", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("covers", Text, nullable=False),
    Column("region_code", Text, nullable=False, index=True),
    Column("election", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("precision", Text, nullable=False),
    Column("institution", Text, nullable=False),
    Column("citation", Text, nullable=False),
    Column("confidence", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    *_lifetime(),
    CheckConstraint("period_start <= period_end", name="period_forward"),
    _one_of("precision", ("day", "month", "year")),
    _one_of("provenance", PROVENANCES),
    _one_of("covers", ("government", "area", "unknown")),
)

# What stands beside the figures and is counted in none: who headed a government when (`office_term`), what a region
# says of a figure (`statement`), what its council asked (`question`). Nobody's name is in it.
annotation = Table(
    "annotation",
    metadata,
    Column("record_id", ForeignKey("record.record_id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("annotation_id", Text, nullable=False),
    Column("region_code", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("election", Text, nullable=False),
    # How the office is held (a status of etl/sources/office_terms.py), the indicator of a statement, or empty.
    Column("subject", Text, nullable=False),
    # The title of the office in words, the statement, or the question; and what was answered.
    Column("text", Text, nullable=False),
    Column("reply", Text, nullable=False),
    # The start of a term, the day of a statement or of a meeting.
    Column("as_of", Date, nullable=False),
    # The date of the figure that a statement is about, null: of none in particular.
    Column("about_on", Date),
    # The day by which an answer was promised.
    Column("due_on", Date),
    # The end of a term, null: still in office; the day of the answer, null: the question is open.
    Column("ends_on", Date),
    # The committee that asked.
    Column("institution", Text, nullable=False),
    Column("citation", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    *_lifetime(),
    _one_of("kind", ANNOTATION_KINDS),
    _one_of("provenance", PROVENANCES),
    CheckConstraint("due_on is null or due_on >= as_of", name="due_forward"),
    CheckConstraint("ends_on is null or ends_on >= as_of", name="ends_forward"),
    Index("ix_annotation_read", "region_code", "kind", "version_to"),
)

# One step of one case: the state that it reached on a day. No person is in it, only how many the case is about.
case_step = Table(
    "case_step",
    metadata,
    Column("record_id", ForeignKey("record.record_id"), primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("state_order", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("region_code", Text, nullable=False, index=True),
    Column("agency", Text, nullable=False),
    Column("election", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("sanction_code", Text, nullable=False),
    Column("sanction_level", Text, nullable=False),
    # Null: the source names no number, which means one.
    Column("subjects", Double),
    Column("citation", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    *_lifetime(),
    CheckConstraint("subjects is null or subjects >= 1", name="subjects_positive"),
    _one_of("provenance", PROVENANCES),
    Index("ix_case_step_case", "case_id", "version_to"),
)

# What one part beside the warehouse (etl/people/parts.py) holds of a government's agency at a date. The rows that are
# current say which parts count: they are the manifest of a version.
person_slice = Table(
    "person_slice",
    metadata,
    Column("person_slice_id", Integer, primary_key=True),
    Column("record_id", ForeignKey("record.record_id"), nullable=False, index=True),
    Column("part", Text, nullable=False, index=True),
    Column("slice", BigInteger, nullable=False),
    Column("region_code", Text, nullable=False),
    Column("agency_key", Text, nullable=False),
    Column("election", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("row_count", Integer, nullable=False),
    # Whether the register also names those who have not signed, and so is its own denominator.
    Column("listed", Boolean, nullable=False),
    # Persons who count here, and those of them who have signed.
    Column("persons", Integer, nullable=False),
    Column("signed", Integer, nullable=False),
    *_lifetime(),
    CheckConstraint("0 <= signed and signed <= persons and persons <= row_count", name="counts_nested"),
)

conflict = Table(
    "conflict",
    metadata,
    Column("conflict_id", Integer, primary_key=True),
    # Found in one row of a file: it lives as long as that record. Null: found by comparing records.
    Column("record_id", ForeignKey("record.record_id"), index=True),
    Column("kind", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("election", Text, nullable=False),
    Column("region_code", Text, nullable=False, index=True),
    Column("as_of", Date, nullable=False),
    Column("stated", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    *_lifetime(),
)

indicator_value = Table(
    "indicator_value",
    metadata,
    Column("value_id", Integer, primary_key=True),
    Column("indicator", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("region_code", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("extent", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("election", Text, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("value", Double),
    Column("ci_low", Double),
    Column("ci_high", Double),
    Column("status", Text, nullable=False),
    # Why there is no value: a code of etl.indicators.reasons; empty where there is one.
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("evidence", Text, nullable=False),
    Column("coverage_n", Integer),
    Column("coverage_of", Integer),
    Column("provenance", Text, nullable=False),
    Column("citation", Text, nullable=False),
    *_lifetime(),
    CheckConstraint("period_start <= period_end", name="period_forward"),
    _one_of("provenance", PROVENANCES),
    _one_of("level", ("national", "province", "regency")),
    _one_of("extent", ("government", "area")),
    _one_of("origin", ("published", "computed")),
    _one_of("status", STATUSES),
    CheckConstraint("(value is null) = (status in ('missing', 'suppressed'))", name="missing_has_no_value"),
    CheckConstraint("status <> 'zero' or value = 0", name="zero_is_zero"),
    Index("ix_indicator_value_read", "indicator", "unit", "election", "level", "version_to", "as_of"),
)


def live_at(table: Table, number: int) -> ColumnElement[bool]:
    """The rows of a versioned table that version `number` shows."""
    return (table.c.version_from <= number) & or_(table.c.version_to.is_(None), table.c.version_to > number)
