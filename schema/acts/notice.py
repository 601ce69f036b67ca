"""通知 Marking notices as read."""

from datetime import datetime
from typing import TYPE_CHECKING

import strawberry

from permissions.declaration import SIGNED_IN, field, input_field, input_of, of
from resolvers.acts import mail_address, notice
from schema.acts.mutation import free_mutation
from schema.finding import Finding

if TYPE_CHECKING:
    from schema.acts.account import AccountPayload


@input_of("标记已读", "Which notices are read: ids, or until, and not both", SIGNED_IN)
class MarkNoticesReadInput:
    ids: list[strawberry.ID] | None = input_field("标识", "These notices, at most 100")
    until: datetime | None = input_field("截至", "Every notice up to and including this instant")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("邮件通知", "Where the own notices are mailed", SIGNED_IN)
class SetMailAddressInput:
    address: str | None = input_field("电子邮箱", "As li@example.org; null: nothing is mailed")
    consents: bool | None = input_field(
        "本人同意", "The person consents that notices are mailed and the address is kept for it"
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "标记已读结果", "What remains to be read", SIGNED_IN)
class NoticesReadPayload:
    unread_count: int | None = field("未读数", "Unread notices of the viewer in this role")
    findings: list[Finding] = field("审查意见", "A refusal marks nothing")


@of(None, "变更", "Acts on notices")
class NoticeMutations:
    mark_notices_read: NoticesReadPayload = free_mutation(
        "标记通知已读",
        "Mark notices as read, in the role in which is asked",
        SIGNED_IN,
        None,
        notice.mark_read,
        MarkNoticesReadInput,
    )
    set_mail_address: "AccountPayload" = free_mutation(
        "设置邮件通知",
        "Have the own notices mailed, or no more; the address is kept with consent only",
        SIGNED_IN,
        None,
        mail_address.set_mail_address,
        SetMailAddressInput,
    )
