"""What names an occupation (职业) or a trade (工种): a code means something in its edition."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OccupationKey:
    """Edition of the classification, code and trade; without a trade the whole occupation."""

    edition: int
    code: str
    trade: str | None = None

    def covers(self, other: "OccupationKey") -> bool:
        """Whether what is said of this holds for the other: the same, or one of its trades."""
        is_same_occupation = (self.edition, self.code) == (other.edition, other.code)
        return is_same_occupation and self.trade in {None, other.trade}
