"""工作日 The calendar as it is kept, for rules that count working days (4.3)."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import WorkingDay, WorkingYear
from rules.working_days import WorkingDays


async def working_calendar(session: AsyncSession) -> WorkingDays:
    """Every day that the register knows, and the years whose notice is published."""
    days = await session.execute(select(WorkingDay.day, WorkingDay.is_working))
    years = await session.execute(select(WorkingYear.year).where(WorkingYear.is_published))
    return WorkingDays({row.day: row.is_working for row in days}, frozenset(years.scalars()))
