"""Jobs apart from the request."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_44"
down_revision = "2026_11_23_43"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_job()
    index_job()


def create_job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "CERTIFICATE_FILES",
                "BATCH_ARCHIVE",
                "CANDIDATE_IMPORT",
                name="job_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "WAITING",
                "RUNNING",
                "DONE",
                "FAILED",
                name="job_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="WAITING",
            nullable=False,
        ),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
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
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("expert_id", sa.Uuid(), nullable=True),
        sa.Column("district_code", sa.Text(), nullable=True),
        sa.Column("noun", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column(
            "given",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column(
            "findings",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("findings_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "queued_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("result_title", sa.Text(), nullable=True),
        sa.Column("result_media_type", sa.Text(), nullable=True),
        sa.Column("result_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("result_size", sa.BigInteger(), nullable=True),
        sa.Column("result_kept_until", sa.DateTime(timezone=True), nullable=True),
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
            "(status in ('DONE', 'FAILED')) = (ended_at is not null)", name=op.f("ck_job_ended_at")
        ),
        sa.CheckConstraint("(noun is null) = (subject_id is null)", name=op.f("ck_job_subject")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_job_attempts")),
        sa.CheckConstraint(
            "done >= 0 and (total is null or done <= total)", name=op.f("ck_job_progress")
        ),
        sa.CheckConstraint(
            "findings_count >= jsonb_array_length(findings)", name=op.f("ck_job_findings_count")
        ),
        sa.CheckConstraint(
            "num_nonnulls(result_title, result_media_type, result_sha256, result_size,"
            " result_kept_until) in (0, 5)",
            name=op.f("ck_job_result"),
        ),
        sa.CheckConstraint("octet_length(result_sha256) = 32", name=op.f("ck_job_result_sha256")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_job_account_id")),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_job_district_code")
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_job_expert_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_job_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        comment="作业 · Job: work done apart from the request that asked for it",
    )


def index_job() -> None:
    op.create_index(
        op.f("ix_job_account_id_created_at_id"),
        "job",
        ["account_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_job_created_at_id"), "job", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_job_district_code"), "job", ["district_code"], unique=False)
    op.create_index(op.f("ix_job_expert_id"), "job", ["expert_id"], unique=False)
    op.create_index(op.f("ix_job_institution_id"), "job", ["institution_id"], unique=False)
    op.create_index(
        "ix_job_open",
        "job",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_index(op.f("ix_job_result_sha256"), "job", ["result_sha256"], unique=False)
