"""First tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator_value",
        sa.Column("value_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("extent", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("ci_low", sa.Double(), nullable=True),
        sa.Column("ci_high", sa.Double(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("coverage_n", sa.Integer(), nullable=True),
        sa.Column("coverage_of", sa.Integer(), nullable=True),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(value is null) = (status in ('missing', 'suppressed'))",
            name=op.f("ck_indicator_value_missing_has_no_value"),
        ),
        sa.CheckConstraint("extent in ('government', 'area')", name=op.f("ck_indicator_value_extent_known")),
        sa.CheckConstraint("level in ('national', 'province', 'regency')", name=op.f("ck_indicator_value_level_known")),
        sa.CheckConstraint("origin in ('published', 'computed')", name=op.f("ck_indicator_value_origin_known")),
        sa.CheckConstraint(
            "provenance in ('official', 'documented', 'simulated')", name=op.f("ck_indicator_value_provenance_known")
        ),
        sa.CheckConstraint("status <> 'zero' or value = 0", name=op.f("ck_indicator_value_zero_is_zero")),
        sa.CheckConstraint(
            "status in ('reported', 'zero', 'missing', 'suppressed')", name=op.f("ck_indicator_value_status_known")
        ),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_indicator_value_period_forward")),
        sa.CheckConstraint(
            "version_to is null or version_to > version_from", name=op.f("ck_indicator_value_lifetime_forward")
        ),
        sa.PrimaryKeyConstraint("value_id", name=op.f("pk_indicator_value")),
    )
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.create_index(
            "ix_indicator_value_read", ["indicator", "unit", "election", "level", "version_to", "as_of"], unique=False
        )

    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("accepted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("superseded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("skipped", sa.Integer(), server_default="0", nullable=False),
        sa.Column("replaced", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint('"read" = accepted + rejected + unchanged + superseded', name=op.f("ck_run_adds_up")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
    )
    op.create_table(
        "version",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_version")),
    )
    op.create_table(
        "record",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("slice_key", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "provenance in ('official', 'documented', 'simulated')", name=op.f("ck_record_provenance_known")
        ),
        sa.CheckConstraint("version_to is null or version_to > version_from", name=op.f("ck_record_lifetime_forward")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.run_id"], name=op.f("fk_record_run_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("ix_record_current", ["source", "record_key", "version_to"], unique=False)

    op.create_table(
        "reject",
        sa.Column("reject_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_reject_run_id")),
        sa.PrimaryKeyConstraint("reject_id", name=op.f("pk_reject")),
    )
    with op.batch_alter_table("reject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reject_run_id"), ["run_id"], unique=False)

    op.create_table(
        "run_file",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("provenance", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("dropped_columns", sa.JSON(), nullable=False),
        sa.Column("skips", sa.JSON(), nullable=False),
        sa.Column("read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("accepted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("superseded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("skipped", sa.Integer(), server_default="0", nullable=False),
        sa.Column("replaced", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "status in ('loaded', 'unchanged', 'empty', 'rejected', 'refused')", name=op.f("ck_run_file_status_known")
        ),
        sa.CheckConstraint('"read" = accepted + rejected + unchanged + superseded', name=op.f("ck_run_file_adds_up")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_run_file_run_id")),
        sa.PrimaryKeyConstraint("run_id", "ordinal", name=op.f("pk_run_file")),
    )
    with op.batch_alter_table("run_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_file_path"), ["path"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("conflict_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "version_to is null or version_to > version_from", name=op.f("ck_conflict_lifetime_forward")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_conflict_record_id")),
        sa.PrimaryKeyConstraint("conflict_id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_region_code"), ["region_code"], unique=False)

    op.create_table(
        "event",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint("covers in ('government', 'area', 'unknown')", name=op.f("ck_event_covers_known")),
        sa.CheckConstraint("precision in ('day', 'month', 'year')", name=op.f("ck_event_precision_known")),
        sa.CheckConstraint(
            "provenance in ('official', 'documented', 'simulated')", name=op.f("ck_event_provenance_known")
        ),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_event_period_forward")),
        sa.CheckConstraint("version_to is null or version_to > version_from", name=op.f("ck_event_lifetime_forward")),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_event_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_region_code"), ["region_code"], unique=False)

    op.create_table(
        "observation",
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reporter", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("base", sa.Double(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint("covers in ('government', 'area', 'unknown')", name=op.f("ck_observation_covers_known")),
        sa.CheckConstraint(
            "provenance in ('official', 'documented', 'simulated')", name=op.f("ck_observation_provenance_known")
        ),
        sa.CheckConstraint("base is null or base >= 0", name=op.f("ck_observation_base_not_negative")),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_observation_period_forward")),
        sa.CheckConstraint("value is null or value >= 0", name=op.f("ck_observation_value_not_negative")),
        sa.CheckConstraint(
            "version_to is null or version_to > version_from", name=op.f("ck_observation_lifetime_forward")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_observation_record_id")),
        sa.PrimaryKeyConstraint("observation_id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index("ix_observation_measure", ["measure", "version_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_observation_record_id"), ["record_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observation_record_id"))
        batch_op.drop_index("ix_observation_measure")

    op.drop_table("observation")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_region_code"))
        batch_op.drop_index(batch_op.f("ix_event_event_id"))

    op.drop_table("event")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_region_code"))
        batch_op.drop_index(batch_op.f("ix_conflict_record_id"))

    op.drop_table("conflict")
    with op.batch_alter_table("run_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_run_file_path"))

    op.drop_table("run_file")
    with op.batch_alter_table("reject", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reject_run_id"))

    op.drop_table("reject")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_current")

    op.drop_table("record")
    op.drop_table("version")
    op.drop_table("run")
    op.drop_table("meta")
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.drop_index("ix_indicator_value_read")

    op.drop_table("indicator_value")
