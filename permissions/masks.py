"""遮盖 Masks: what of a number, a name or a phone may be shown to somebody who need not know it.

A mask never tells the length of a name, and never more than the characters it names.
"""

STAR = "*"


def identity_number_mask(number: str) -> str:
    """First and last character, a star for each one between: `3****************2`."""
    if len(number) <= 2:
        return STAR * len(number)
    return number[0] + STAR * (len(number) - 2) + number[-1]


def name_mask(name: str) -> str:
    """The first character and one star, however long the name: `张*`."""
    return name[:1] + STAR if len(name) > 1 else STAR


def phone_mask(phone: str) -> str:
    """Three digits, four stars, four digits: `138****5678`; anything shorter is all stars."""
    if len(phone) < 11:
        return STAR * len(phone)
    return phone[:3] + STAR * (len(phone) - 7) + phone[-4:]
