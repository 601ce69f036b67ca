"""申请编号 Numbers of applications: one a submission, without gap and without double (3.1)."""

from sqlalchemy.dialects.postgresql import insert

from models import FilingNumberCounter
from resolvers.write.writing import Writing
from rules.clause_3_1_application import application_number


async def next_number(writing: Writing) -> str:
    """The year's next; its row is locked to the end of the transaction, which takes it back."""
    year = writing.today.year
    raised = insert(FilingNumberCounter).values(year=year, last=1)
    raised = raised.on_conflict_do_update(
        index_elements=["year"],
        set_={
            "last": FilingNumberCounter.last + 1,
            "version": FilingNumberCounter.version + 1,
            "updated_at": writing.now,
        },
    )
    found = await writing.session.execute(raised.returning(FilingNumberCounter.last))
    return application_number(year, found.scalar_one())
