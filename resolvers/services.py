"""What the process offers to acts and batch functions: passwords, keys, and configured figures."""

from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from permissions.links import Links
from permissions.passwords import Passwords
from permissions.sealing import Sealer
from rules.clause_3_1_documents import DOCUMENT_BYTES, PHOTOGRAPH_BYTES
from rules.filing_application import Figures


@dataclass(frozen=True)
class Configuration:
    """Figures that the guidance leaves open; each with its default and its unit."""

    violation_years: int = 3  # 1.1.2: how long a violation keeps a school out
    renewal_window_days: int = 90  # 3.3: before the end, for the application to renew
    batches_of_a_term: int = 6  # 3.3: fewer in a term are explained in writing
    plan_lead_working_days: int = 0  # 4.1: a plan is filed before its first session; no more said
    correction_working_days: int = 5  # 4.3: for a returned result filing
    report_working_days: int = 5  # 4.4: "in time" after issue, WARNING only
    document_bytes: int = DOCUMENT_BYTES  # 3.1: a document as it is uploaded
    photograph_bytes: int = PHOTOGRAPH_BYTES  # 3.1: a photograph as it is uploaded
    school_year_begins: tuple[int, int] = (9, 1)  # 1.2: month and day
    evaluation_years: int = 3  # 1.2: how long a major evaluation holds that names no end
    transition_months: int = 12  # 2.1: how long an edition may be used beside the next

    @property
    def of_applications(self) -> Figures:
        return Figures(self.violation_years, self.renewal_window_days, self.batches_of_a_term)


class Attempts(Protocol):
    """Bounds how often one address may try a password."""

    def take(self, address: str) -> None:
        """Count one. Raises RateLimited."""
        ...


class LookUps(Protocol):
    """Bounds how often one address may look certificates up, and how often in vain."""

    async def take(self, address: str, proof: str | None = None) -> None:
        """Count one. Raises RateLimited, unless it is for what was asked in vain and `proof`
        shows that a person asks."""
        ...

    def missed(self, address: str) -> None:
        """The last one found nothing."""
        ...


@dataclass(frozen=True)
class Services:
    """`public_address` is what QR codes and credentials lead to, without a slash at its end;
    `attempts` and `look_ups` None mean that nobody counts by address; `engine` is for what one
    compiled statement cannot answer."""

    passwords: Passwords
    sealer: Sealer
    links: Links
    engine: AsyncEngine
    attempts: Attempts | None = None
    look_ups: LookUps | None = None
    public_address: str = "http://127.0.0.1:8000"
    configuration: Configuration = field(default_factory=Configuration)
