"""The life of an agency: decisions, suspensions, rectifications, inspections; codes are kept."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_16"
down_revision = "2026_11_23_15"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "recorded_role",
            sa.Enum(
                "PUBLIC",
                "SCHOOL",
                "DEPARTMENT",
                "COMMISSION",
                "CENTER",
                "BUREAU",
                "EXPERT",
                "SUPERVISOR",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
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
        sa.CheckConstraint(
            "recorded_role in ('DEPARTMENT', 'COMMISSION')",
            name=op.f("ck_inspection_education_side"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_inspection_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_inspection_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        comment="检查记录 · Inspection by the education side (1.1.5)",
    )
    op.create_index(
        op.f("ix_inspection_inspected_on_id"), "inspection", ["inspected_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_inspection_institution_id_inspected_on"),
        "inspection",
        ["institution_id", "inspected_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_recorded_by_id"), "inspection", ["recorded_by_id"], unique=False
    )
    op.create_table(
        "agency_decision",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("is_public", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("violation_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
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
        sa.CheckConstraint("until_on >= effective_on", name=op.f("ck_agency_decision_until_on")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_agency_decision_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_decision_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_agency_decision_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["violation_id"], ["violation.id"], name=op.f("fk_agency_decision_violation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_decision")),
        comment="机构决定 · Decision on an agency in the directory (3.3)",
    )
    op.create_index(
        op.f("ix_agency_decision_account_id"), "agency_decision", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_agency_decision_agency_id_effective_on_id"),
        "agency_decision",
        ["agency_id", "effective_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agency_decision_decided_on_id"),
        "agency_decision",
        ["decided_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agency_decision_institution_id_decided_on_id"),
        "agency_decision",
        ["institution_id", "decided_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agency_decision_violation_id"), "agency_decision", ["violation_id"], unique=False
    )
    op.create_table(
        "rectification",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "REQUIRED",
                "ANSWERED",
                "CLOSED",
                name="rectification_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REQUIRED",
            nullable=False,
        ),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column(
            "required_role",
            sa.Enum(
                "PUBLIC",
                "SCHOOL",
                "DEPARTMENT",
                "COMMISSION",
                "CENTER",
                "BUREAU",
                "EXPERT",
                "SUPERVISOR",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("required_by_id", sa.Uuid(), nullable=False),
        sa.Column("required_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
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
        sa.CheckConstraint(
            "(status = 'CLOSED') = (closed_on is not null)", name=op.f("ck_rectification_closed")
        ),
        sa.CheckConstraint(
            "required_role in ('SUPERVISOR', 'CENTER')", name=op.f("ck_rectification_required_role")
        ),
        sa.CheckConstraint(
            "status <> 'ANSWERED' or answer is not null",
            name=op.f("ck_rectification_status_answered"),
        ),
        sa.CheckConstraint(
            "(answer is null) = (answered_on is null)", name=op.f("ck_rectification_answered")
        ),
        sa.CheckConstraint(
            "(closed_by_id is null) = (closed_on is null)", name=op.f("ck_rectification_closed_by")
        ),
        sa.CheckConstraint("due_on >= required_on", name=op.f("ck_rectification_due_on")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_rectification_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["account.id"], name=op.f("fk_rectification_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_rectification_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["required_by_id"], ["account.id"], name=op.f("fk_rectification_required_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
        comment="限期整改 · What a school has to put right by a day (1.1.5, 4.2)",
    )
    op.create_index(
        op.f("ix_rectification_agency_id"), "rectification", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_rectification_closed_by_id"), "rectification", ["closed_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_rectification_due_on_id"), "rectification", ["due_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_rectification_institution_id_required_on_id"),
        "rectification",
        ["institution_id", "required_on", "id"],
        unique=False,
    )
    op.create_index(
        "ix_rectification_open",
        "rectification",
        ["institution_id"],
        unique=False,
        postgresql_where=sa.text("closed_on is null"),
    )
    op.create_index(
        op.f("ix_rectification_required_by_id"), "rectification", ["required_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_rectification_required_on_id"),
        "rectification",
        ["required_on", "id"],
        unique=False,
    )
    op.create_table(
        "agency_decision_item",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("agency_item_id", sa.Uuid(), nullable=False),
        sa.Column("before_level_from", sa.SmallInteger(), nullable=True),
        sa.Column("before_level_to", sa.SmallInteger(), nullable=True),
        sa.Column("after_level_from", sa.SmallInteger(), nullable=True),
        sa.Column("after_level_to", sa.SmallInteger(), nullable=True),
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
        sa.CheckConstraint(
            "(before_level_from is null) = (before_level_to is null)"
            " and (after_level_from is null) = (after_level_to is null)",
            name=op.f("ck_agency_decision_item_levels_in_pairs"),
        ),
        sa.CheckConstraint(
            "after_level_from between 1 and 5 and after_level_to between 1 and after_level_from",
            name=op.f("ck_agency_decision_item_after"),
        ),
        sa.CheckConstraint(
            "before_level_from between 1 and 5 and before_level_to between 1 and before_level_from",
            name=op.f("ck_agency_decision_item_before"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_item_id"],
            ["agency_item.id"],
            name=op.f("fk_agency_decision_item_agency_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["agency_decision.id"],
            name=op.f("fk_agency_decision_item_decision_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_decision_item")),
        sa.UniqueConstraint(
            "decision_id",
            "agency_item_id",
            name=op.f("uq_agency_decision_item_decision_id_agency_item_id"),
        ),
        comment="机构决定项目 · Item named by a decision on an agency (3.3)",
    )
    op.create_index(
        op.f("ix_agency_decision_item_agency_item_id"),
        "agency_decision_item",
        ["agency_item_id"],
        unique=False,
    )
    op.create_table(
        "agency_suspension",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("agency_item_id", sa.Uuid(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
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
        sa.CheckConstraint("ends_on >= begins_on - 1", name=op.f("ck_agency_suspension_ends_on")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_suspension_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_item_id"], ["agency_item.id"], name=op.f("fk_agency_suspension_agency_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["agency_decision.id"], name=op.f("fk_agency_suspension_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_suspension")),
        comment="暂停期间 · Days on which an agency or an item is suspended (3.3)",
    )
    op.create_index(
        op.f("ix_agency_suspension_agency_id_begins_on"),
        "agency_suspension",
        ["agency_id", "begins_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agency_suspension_agency_item_id"),
        "agency_suspension",
        ["agency_item_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agency_suspension_decision_id"), "agency_suspension", ["decision_id"], unique=False
    )
    op.add_column("agency", sa.Column("removed_on", sa.Date(), nullable=True))
    op.add_column("agency_item", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("evaluation_plan", sa.Column("stopped_by_id", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_evaluation_plan_stopped_by_id"), "evaluation_plan", ["stopped_by_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_evaluation_plan_stopped_by_id"),
        "evaluation_plan",
        "agency_decision",
        ["stopped_by_id"],
        ["id"],
    )
    op.add_column("result", sa.Column("blocked_on", sa.Date(), nullable=True))
    op.add_column("result", sa.Column("block_reason", sa.Text(), nullable=True))
    op.add_column(
        "violation",
        sa.Column(
            "kind",
            sa.Enum(
                "FALSE_STATEMENT",
                "EVALUATION_MISCONDUCT",
                "CERTIFICATE_MISCONDUCT",
                "IMPROPER_CHARGE",
                "LOST_CREDIT",
                "OTHER",
                name="violation_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="OTHER",
            nullable=False,
        ),
    )
    op.add_column("violation", sa.Column("source", sa.Text(), nullable=True))
    op.add_column("violation", sa.Column("broken_clause", sa.Text(), nullable=True))
    op.add_column(
        "violation",
        sa.Column("is_public", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    for table, name, condition in CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
    op.execute(KEEP)
    op.execute(KEEP_ROWS)
    op.execute(KEEP_TABLE)


CHECKS = (
    ("agency", "removed_on", "(status = 'REMOVED') = (removed_on is not null)"),
    ("evaluation_plan", "stopped_by", "status = 'STOPPED' or stopped_by_id is null"),
    ("result", "blocked", "(blocked_on is null) = (block_reason is null)"),
)

KEEP = """
create function keep_agency_codes() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.code, new.category, new.scope, new.agency_id, new.valid_from)
      is not distinct from (old.code, old.category, old.scope, old.agency_id, old.valid_from)
      and (old.valid_to is null or new.valid_to is not distinct from old.valid_to)
    then
      return new;
    end if;
  end if;
  raise exception 'An agency code is ended once, never changed and never deleted'
    using errcode = 'check_violation';
end $$
"""

KEEP_ROWS = """
create trigger keep_agency_codes before update or delete on agency_code
  for each row execute function keep_agency_codes()
"""

KEEP_TABLE = """
create trigger keep_agency_codes_table before truncate on agency_code
  for each statement execute function keep_agency_codes()
"""
