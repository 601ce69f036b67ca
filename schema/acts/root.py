"""变更 The root of all acts; each role sees its own part."""

from permissions.declaration import of
from schema.acts.institution import InstitutionMutations


@of(None, "变更", "Everything that can be done")
class Mutation(InstitutionMutations):
    pass
