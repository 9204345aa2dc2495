"""A table of what stands beside the figures: terms of office, statements, questions"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annotation",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("annotation_id", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("about_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("version_from", sa.Integer(), nullable=False),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind in ('office_term', 'statement', 'question')", name=op.f("ck_annotation_kind_known")),
        sa.CheckConstraint(
            "provenance in ('official', 'documented', 'simulated')", name=op.f("ck_annotation_provenance_known")
        ),
        sa.CheckConstraint("due_on is null or due_on >= as_of", name=op.f("ck_annotation_due_forward")),
        sa.CheckConstraint("ends_on is null or ends_on >= as_of", name=op.f("ck_annotation_ends_forward")),
        sa.CheckConstraint(
            "version_to is null or version_to > version_from", name=op.f("ck_annotation_lifetime_forward")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_annotation_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_annotation")),
    )
    with op.batch_alter_table("annotation", schema=None) as batch_op:
        batch_op.create_index("ix_annotation_read", ["region_code", "kind", "version_to"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("annotation", schema=None) as batch_op:
        batch_op.drop_index("ix_annotation_read")

    op.drop_table("annotation")
