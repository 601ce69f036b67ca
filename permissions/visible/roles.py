"""Roles that see alike."""

from permissions.declaration import AUTHORITIES
from rules.vocabulary import Role

__all__ = ["AUTHORITIES", "WITHOUT_FILES"]

WITHOUT_FILES = (Role.PUBLIC, Role.ADMINISTRATOR)  # they see what is published, and no more
