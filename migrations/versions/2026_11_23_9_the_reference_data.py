"""The reference data: a group may have no name, a catalogue major points to its occupations."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_9"
down_revision = "2026_11_23_8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("occupation", "name", existing_type=sa.Text(), nullable=True)
    op.create_check_constraint(
        op.f("ck_occupation_name_of_an_occupation"),
        "occupation",
        "tree_level < 4 or name is not null",
    )
    create_catalogue_major_occupation()


def create_catalogue_major_occupation() -> None:
    op.create_table(
        "catalogue_major_occupation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("catalogue_major_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_major_id"],
            ["catalogue_major.id"],
            name=op.f("fk_catalogue_major_occupation_catalogue_major_id"),
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"],
            ["occupation.id"],
            name=op.f("fk_catalogue_major_occupation_occupation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_major_occupation")),
        sa.UniqueConstraint(
            "catalogue_major_id",
            "occupation_id",
            name=op.f("uq_catalogue_major_occupation_catalogue_major_id_occupation_id"),
        ),
        comment="目录专业对应职业 · Occupation that a catalogue major may train for (1.3.3)",
    )
    op.create_index(
        op.f("ix_catalogue_major_occupation_occupation_id"),
        "catalogue_major_occupation",
        ["occupation_id"],
        unique=False,
    )
