"""订阅 The root of what is told as it happens; each role sees its own part.

An event is read anew with the follower's rights. Whoever was away asks the twin for what was
missed: the list of the same type, from the last change that was seen (`updatedSince`), or `tasks`.
"""

from permissions.declaration import of
from schema.directory_change import DirectoryChangeSubscriptions
from schema.evaluation_plan import EvaluationPlanSubscriptions
from schema.filing_application import FilingApplicationSubscriptions
from schema.task import TaskSubscriptions


@of(None, "订阅", "Everything that can be followed")
class Subscription(
    FilingApplicationSubscriptions,
    EvaluationPlanSubscriptions,
    TaskSubscriptions,
    DirectoryChangeSubscriptions,
):
    pass
