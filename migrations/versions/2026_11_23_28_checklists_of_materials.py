"""Checklists of materials by kind of application; three further kinds of material."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_28"
down_revision = "2026_11_23_27"
branch_labels = None
depends_on = None


FIRST = (
    "ESTABLISHMENT_APPROVAL", "LEGAL_PERSON_CERTIFICATE", "ENROLMENT_QUALIFICATION",
    "FINANCE_RULES", "MANAGEMENT_RULES", "CREDIT_RECORD", "EXPERIENCE_AND_DEMAND",
    "SITE_AND_EQUIPMENT", "STAFF_LIST", "QUALITY_CONTROL_RULES", "FEE_LIST", "CERTIFICATE_SAMPLE",
)  # fmt: skip
FURTHER = ("TERM_REPORT", "CHANGE_EVIDENCE", "REDUCTION_STATEMENT")


def upgrade() -> None:
    op.create_table(
        "material_checklist",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "FIRST_FILING",
                "ADDITION",
                "RENEWAL",
                "CHANGE",
                "REDUCTION",
                name="application_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
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
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_material_checklist_ends_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_checklist")),
        sa.UniqueConstraint("kind", "begins_on", name=op.f("uq_material_checklist_kind_begins_on")),
        comment="材料清单 · Materials of a kind of application (3.1)",
    )
    op.create_table(
        "material_checklist_line",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "material",
            sa.Enum(
                "ESTABLISHMENT_APPROVAL",
                "LEGAL_PERSON_CERTIFICATE",
                "ENROLMENT_QUALIFICATION",
                "FINANCE_RULES",
                "MANAGEMENT_RULES",
                "CREDIT_RECORD",
                "EXPERIENCE_AND_DEMAND",
                "SITE_AND_EQUIPMENT",
                "STAFF_LIST",
                "QUALITY_CONTROL_RULES",
                "FEE_LIST",
                "CERTIFICATE_SAMPLE",
                "TERM_REPORT",
                "CHANGE_EVIDENCE",
                "REDUCTION_STATEMENT",
                name="material_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("is_per_item", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
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
            ["checklist_id"],
            ["material_checklist.id"],
            name=op.f("fk_material_checklist_line_checklist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_checklist_line")),
        sa.UniqueConstraint(
            "checklist_id",
            "material",
            name=op.f("uq_material_checklist_line_checklist_id_material"),
        ),
        comment="材料清单条目 · Material of a checklist (3.1)",
    )
    kinds = ", ".join(f"'{kind}'" for kind in FIRST + FURTHER)
    name = op.f("ck_filing_material_material_kind")
    op.drop_constraint(name, "filing_material", type_="check")
    op.create_check_constraint(name, "filing_material", f"kind in ({kinds})")
