"""通知 Telling: every entry that the act's transaction has written is told to whom it concerns.

One statement for all of them, however they were written; it runs at the end of every act, so that
no act has to remember it. An entry is known by the instant of its transaction; the recipients of
an entry are unique, so one of another transaction of that very instant is not told twice.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from rules.notice import NOTICES

MAIL_CHANNEL: Final = "mail"  # NOTIFY: there is mail to send
LINES: Final = {
    "acts": [line.act for line in NOTICES],
    "nouns": [line.noun for line in NOTICES],
    "roles": [line.to.name for line in NOTICES],
    "befores": [",".join(line.before) for line in NOTICES],
    "afters": [",".join(line.after) for line in NOTICES],
    "bys": [",".join(line.by) for line in NOTICES],
}

# A draft is its school's own business until it is handed in: what is done to it is not told.
TELL: Final = text("""
with told as (
  select distinct line.role as "to", entry.id, coalesce(school.name, '') as school_name
  from register_entry entry
  join unnest(:acts, :nouns, :roles, :befores, :afters, :bys)
    as line (act, noun, role, before, after, "by")
    on line.act = entry.act and line.noun = entry.noun
    and (line.before = '' or entry.before = any (string_to_array(line.before, ',')))
    and (line.after = '' or entry.after = any (string_to_array(line.after, ',')))
    and (line."by" = '' or entry.role = any (string_to_array(line."by", ',')))
  left join institution school on school.id = entry.institution_id
  where entry.created_at = register_now()
    and (entry.before is distinct from 'DRAFT' or entry.after = 'SUBMITTED')
),
written as (
insert into notice (
  entry_id, role, institution_id, expert_id, district_code, noun, subject_id, act, clause, by_role,
  before, after, reason, about_id, school_name
)
select entry.id, told."to", recipient.*, entry.noun, entry.subject_id, entry.act, entry.clause,
  entry.role, entry.before, entry.after, entry.reason, entry.institution_id, told.school_name
from told
join register_entry entry on entry.id = told.id
cross join lateral (
  select null::uuid, null::uuid, null::text where told."to" not in ('SCHOOL', 'EXPERT')
  union all
  select entry.institution_id, null, null
  where told."to" = 'SCHOOL' and entry.institution_id is not null
  union all
  select null, member.expert_id, null from panel_member member
  where told."to" = 'EXPERT' and member.assessment_id = entry.subject_id and not member.is_recused
  union
  select null, null, site.district_code
  from plan_session session join site on site.id = session.site_id
  where told."to" = 'SUPERVISOR' and session.plan_id = entry.subject_id
  union
  select null, null, place.district_code
  from (
    select institution_id, district_code from site
    union select id, district_code from institution
  ) as place
  where told."to" = 'SUPERVISOR' and entry.noun = 'rectification'
    and place.institution_id = entry.institution_id
) as recipient
on conflict on constraint uq_notice_recipient do nothing
returning id, role, institution_id, expert_id, district_code
),
queued as (
insert into mail (notice_id, account_id)
select distinct written.id, account.id
from written
join account_role held on held.role = written.role and not held.is_withdrawn
  and held.institution_id is not distinct from written.institution_id
  and held.expert_id is not distinct from written.expert_id
  and held.district_code is not distinct from written.district_code
join account on account.id = held.account_id
where account.mail_address_sealed is not null and not account.is_disabled
  and account.id is distinct from :actor
returning 1
)
select pg_notify(:channel, '') from queued limit 1
""").bindparams(
    *(bindparam(name, type_=ARRAY(Text)) for name in LINES), bindparam("actor", type_=Uuid())
)


async def tell(session: AsyncSession, actor: UUID | None) -> None:
    """Write the notices of this transaction's entries, and the mail to those who want it; who
    did it is told in the program alone."""
    await session.execute(TELL, {**LINES, "actor": actor, "channel": MAIL_CHANNEL})
