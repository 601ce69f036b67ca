"""变更 The root of all acts; each role sees its own part."""

from permissions.declaration import of
from schema.acts.account import AccountMutations
from schema.acts.institution import InstitutionMutations
from schema.acts.session import SessionMutations


@of(None, "变更", "Everything that can be done")
class Mutation(InstitutionMutations, SessionMutations, AccountMutations):
    pass
