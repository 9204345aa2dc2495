"""Tables of people, cases and notes"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reject_row",
        sa.Column("reject_row_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("origin_run", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_reject_row_run_id")),
        sa.PrimaryKeyConstraint("reject_row_id", name=op.f("pk_reject_row")),
    )
    with op.batch_alter_table("reject_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reject_row_run_id"), ["run_id"], unique=False)

    op.create_table(
        "reject_settled",
        sa.Column("settled_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("origin_run", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_reject_settled_run_id")),
        sa.PrimaryKeyConstraint("settled_id", name=op.f("pk_reject_settled")),
    )
    with op.batch_alter_table("reject_settled", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reject_settled_run_id"), ["run_id"], unique=False)

    op.create_table(
        "case_step",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_order", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("sanction_code", sa.Text(), nullable=False),
        sa.Column("sanction_level", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Double(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "provenance in ('official', 'documented', 'simulated')", name=op.f("ck_case_step_provenance_known")
        ),
        sa.CheckConstraint("subjects is null or subjects >= 1", name=op.f("ck_case_step_subjects_positive")),
        sa.CheckConstraint(
            "version_to is null or version_to > version_from", name=op.f("ck_case_step_lifetime_forward")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_case_step_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_case_step")),
    )
    with op.batch_alter_table("case_step", schema=None) as batch_op:
        batch_op.create_index("ix_case_step_case", ["case_id", "version_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_step_region_code"), ["region_code"], unique=False)

    op.create_table(
        "person_slice",
        sa.Column("person_slice_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("slice", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("agency_key", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Integer(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "0 <= signed and signed <= persons and persons <= row_count", name=op.f("ck_person_slice_counts_nested")
        ),
        sa.CheckConstraint(
            "version_to is null or version_to > version_from", name=op.f("ck_person_slice_lifetime_forward")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_person_slice_record_id")),
        sa.PrimaryKeyConstraint("person_slice_id", name=op.f("pk_person_slice")),
    )
    with op.batch_alter_table("person_slice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_slice_part"), ["part"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_slice_record_id"), ["record_id"], unique=False)

    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False))

    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("takes_back", sa.Text(), nullable=True))

    with op.batch_alter_table("run_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("notes", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("run_file", schema=None) as batch_op:
        batch_op.drop_column("notes")

    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_column("takes_back")

    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.drop_column("reason")

    with op.batch_alter_table("person_slice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_slice_record_id"))
        batch_op.drop_index(batch_op.f("ix_person_slice_part"))

    op.drop_table("person_slice")
    with op.batch_alter_table("case_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_step_region_code"))
        batch_op.drop_index("ix_case_step_case")

    op.drop_table("case_step")
    with op.batch_alter_table("reject_settled", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reject_settled_run_id"))

    op.drop_table("reject_settled")
    with op.batch_alter_table("reject_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reject_row_run_id"))

    op.drop_table("reject_row")
