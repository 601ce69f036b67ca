"""目录的场景: three agencies in the directory and one removed, with their items."""

from datetime import date

import models
from rules import vocabulary as words
from rules.clause_3_3_agency import Standing, Suspension
from rules.vocabulary import AgencyStatus
from tests import rows

TODAY = date(2026, 9, 1)
AGENCIES = (
    ("甲学院", "310101", words.InstitutionKind.COLLEGE, AgencyStatus.LISTED, (0,), 0),
    ("乙学院", "310115", words.InstitutionKind.COLLEGE, AgencyStatus.SUSPENDED, (1,), 1),
    ("丙学校", "310115", words.InstitutionKind.SECONDARY, AgencyStatus.LISTED, (0, 1), 2),
    ("丁学校", "310101", words.InstitutionKind.SECONDARY, AgencyStatus.REMOVED, (0,), 3),
)  # name, district, kind, state, occupations, years since the receipt


class Directory:
    """Four agencies, unwritten, and what belongs to them."""

    def __init__(self) -> None:
        self.account = rows.account("everybody")
        self.districts = [rows.district("310101", "黄浦区"), rows.district("310115", "浦东新区")]
        self.occupations = [
            rows.occupation("6-18-01-01", "车工"),
            rows.occupation("4-07-02-03", "电子竞技员"),
        ]
        self.standards = [rows.standard(occupation) for occupation in self.occupations]
        self.agencies: list[models.Agency] = []
        self.rows: list[models.Base] = [
            self.account, *self.districts, *self.occupations, *self.standards
        ]  # fmt: skip
        for number, facts in enumerate(AGENCIES, 1):
            self._agency(number, *facts)

    def standing(self, agency: models.Agency) -> Standing:
        suspended = tuple(
            Suspension(row.begins_on, row.ends_on)
            for row in self.rows
            if isinstance(row, models.AgencySuspension) and row.agency_id == agency.id
        )
        return Standing(suspended, agency.removed_on)

    def _agency(
        self,
        number: int,
        name: str,
        district: str,
        kind: words.InstitutionKind,
        status: AgencyStatus,
        occupations: tuple[int, ...],
        years: int,
    ) -> None:
        school = rows.institution(self.account, number, name, district_code=district, kind=kind)
        site = rows.site(school)
        begins = date(2026 - years, 9, 1)
        agency = rows.agency(school, begins, status)
        self.agencies.append(agency)
        self.rows += [school, site, agency, rows.agency_code(agency, number)]
        if status is AgencyStatus.SUSPENDED:
            self.rows += rows.suspended(agency, self.account)
        application = rows.row(
            models.FilingApplication,
            institution_id=school.id,
            status=words.FilingStatus.DRAFT,
        )
        self.rows.append(application)
        for index in occupations:
            self.rows += rows.listed_item(
                agency, application, self.occupations[index], self.standards[index], site
            )
