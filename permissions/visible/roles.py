"""Roles that see alike."""

from rules.vocabulary import Role

AUTHORITIES = (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU)
WITHOUT_FILES = (Role.PUBLIC, Role.ADMINISTRATOR)  # they see what is published, and no more
