"""Applications of every kind: what each concerns and changes, and its rounds of correction."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_25"
down_revision = "2026_11_23_24"
branch_labels = None
depends_on = None

KINDS = ("FIRST_FILING", "ADDITION", "RENEWAL", "CHANGE", "REDUCTION")
FACTS = ("NAME", "ADDRESS", "LEGAL_REPRESENTATIVE", "SITE")


def upgrade() -> None:
    let_an_agency_keep_what_was_filed()
    give_applications_a_kind()
    give_receipts_a_kind()
    let_an_item_be_split()
    create_filing_change()
    create_filing_round()
    create_filing_remark()
    begin_rounds()


def let_an_agency_keep_what_was_filed() -> None:
    for table in ("institution", "agency"):
        op.add_column(table, sa.Column("legal_representative_name", sa.Text(), nullable=True))
    op.add_column("agency", sa.Column("address", sa.Text(), nullable=True))
    op.execute(
        "update agency set address = institution.address from institution"
        " where institution.id = agency.institution_id"
    )


def _kind(table: str) -> None:
    op.add_column(
        table,
        sa.Column("kind", sa.String(length=40), server_default="FIRST_FILING", nullable=False),
    )
    names = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_check_constraint(op.f(f"ck_{table}_application_kind"), table, f"kind in ({names})")


def give_applications_a_kind() -> None:
    table = "filing_application"
    _kind(table)
    op.add_column(table, sa.Column("agency_id", sa.Uuid(), nullable=True))
    op.add_column(
        table,
        sa.Column("needs_assessment", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column(table, sa.Column("explanation", sa.Text(), nullable=True))
    op.add_column(table, sa.Column("takes_effect_on", sa.Date(), nullable=True))
    op.create_foreign_key(
        op.f("fk_filing_application_agency_id"), table, "agency", ["agency_id"], ["id"]
    )
    op.create_index(op.f("ix_filing_application_agency_id"), table, ["agency_id"])
    op.create_check_constraint(
        op.f("ck_filing_application_agency"),
        table,
        "kind = 'FIRST_FILING' or agency_id is not null",
    )


def give_receipts_a_kind() -> None:
    _kind("filing_receipt")


def let_an_item_be_split() -> None:
    op.drop_constraint(op.f("uq_agency_item_filing_item_id"), "agency_item")
    op.create_index(op.f("ix_agency_item_filing_item_id"), "agency_item", ["filing_item_id"])


def _identity() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False)


def _instants_and_version() -> list[sa.Column[object]]:
    instants: list[sa.Column[object]] = [
        sa.Column(
            name,
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        )
        for name in ("created_at", "updated_at")
    ]
    version = sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
    return [*instants, version]


def _to_application(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["application_id"],
        ["filing_application.id"],
        name=op.f(f"fk_{table}_application_id"),
        ondelete="CASCADE",
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def create_filing_change() -> None:
    table = "filing_change"
    op.create_table(
        table,
        _identity(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("text_before", sa.Text(), nullable=True),
        sa.Column("text_after", sa.Text(), nullable=True),
        sa.Column("site_before_id", sa.Uuid(), nullable=True),
        sa.Column("site_after_id", sa.Uuid(), nullable=True),
        *_instants_and_version(),
        sa.CheckConstraint(
            "fact in ({})".format(", ".join(f"'{fact}'" for fact in FACTS)),
            name=op.f("ck_filing_change_changed_fact"),
        ),
        sa.CheckConstraint(
            "(fact = 'SITE') = (site_before_id is not null)"
            " and (fact = 'SITE') = (site_after_id is not null)"
            " and (fact = 'SITE') = (text_after is null)",
            name=op.f("ck_filing_change_of_one_fact"),
        ),
        _to_application(table),
        _to(table, "site_before_id", "site"),
        _to(table, "site_after_id", "site"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_change")),
        comment="变更事项 · What an application changes of an agency (3.3)",
    )
    for column in ("application_id", "site_before_id", "site_after_id"):
        op.create_index(op.f(f"ix_filing_change_{column}"), table, [column])
    for name, column, condition in (
        ("text", "fact", "fact <> 'SITE'"),
        ("site", "site_before_id", "fact = 'SITE'"),
    ):
        op.create_index(
            f"uq_filing_change_{name}",
            table,
            ["application_id", column],
            unique=True,
            postgresql_where=sa.text(condition),
        )


def create_filing_round() -> None:
    table = "filing_round"
    op.create_table(
        table,
        _identity(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=True),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        *_instants_and_version(),
        sa.CheckConstraint("number > 0", name=op.f("ck_filing_round_number")),
        sa.CheckConstraint(
            "(returned_at is null) = (reason is null)", name=op.f("ck_filing_round_returned")
        ),
        _to_application(table),
        _to(table, "submitted_by_id", "account"),
        _to(table, "returned_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_round")),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_filing_round_application_id_number")
        ),
        comment="补正轮次 · One submission of a filing application, as handed in (3.1)",
    )
    for column in ("submitted_by_id", "returned_by_id"):
        op.create_index(op.f(f"ix_filing_round_{column}"), table, [column])


def create_filing_remark() -> None:
    table = "filing_remark"
    op.create_table(
        table,
        _identity(),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("path", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_instants_and_version(),
        sa.CheckConstraint("cardinality(path) > 0", name=op.f("ck_filing_remark_path")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_filing_remark_text")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["filing_round.id"],
            name=op.f("fk_filing_remark_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_remark")),
        comment="补正意见 · What is to be corrected in an application, and where (3.1)",
    )
    op.create_index(op.f("ix_filing_remark_round_id"), table, ["round_id"])


def begin_rounds() -> None:
    """What was handed in before has a round without content: its rows say what it holds now."""
    op.execute(
        "insert into filing_round (application_id, number, submitted_at, submitted_by_id, content)"
        " select id, 1, submitted_at, declared_by_id, '{}' from filing_application"
        " where submitted_at is not null"
    )
