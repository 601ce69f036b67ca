"""考核站点 A school keeps its sites, with rooms and what they are equipped for (1.1.4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select

from models import District, Occupation, PlanSession, Room, Site, SiteEquipment
from resolvers.occupation import is_an_occupation
from resolvers.write.saving import enter, find_all, keep_exactly, own_row
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_1_institution import check_room_kind
from rules.entry import (
    already_registered,
    check_distinct,
    check_number,
    check_text,
    check_unused,
    not_found,
)
from rules.finding import Findings, all_below

FACTS = ("name", "address", "district_code", "has_monitoring", "capacity")


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    clause = writing.clause
    rooms, equipment = given["rooms"], given["equipment"]
    found = (
        check_text(clause, given["name"], ("name",))
        + check_text(clause, given["address"], ("address",))
        + check_number(clause, given["capacity"], ("capacity",), least=1)
        + check_distinct(clause, [room["name"].strip() for room in rooms], ("rooms",))
        + check_distinct(clause, [tuple(part.values()) for part in equipment], ("equipment",))
    )
    for place, room in enumerate(rooms):
        found += all_below(check_room(clause, room), "rooms", place)
    for place, part in enumerate(equipment):
        path = ("equipment", place, "level")
        found += check_number(clause, part["level"], path, least=1, most=5)
    return found


def check_room(clause: str, room: Mapping[str, Any]) -> Findings:
    return (
        check_text(clause, room["name"], ("name",))
        + check_room_kind(room["kind"], ("kind",))
        + check_number(clause, room["capacity"], ("capacity",), least=1)
    )


async def check_place(writing: Writing, given: Mapping[str, Any], row: Site) -> Findings:
    """The district is one of the city's, and the school has no other site of that name."""
    is_known = await writing.exists(District, lambda one: one.code == given["district_code"])
    is_taken = await writing.exists(
        Site,
        lambda other: and_(
            other.institution_id == row.institution_id,
            other.name == given["name"],
            other.id != row.id,
        ),
    )
    return (() if is_known else not_found(writing.clause, ("districtCode",))) + (
        already_registered(writing.clause, ("name",)) if is_taken else ()
    )


async def keep_rooms(writing: Writing, site: Site, rooms: Sequence[Mapping[str, Any]]) -> None:
    """Rooms are known by their names; one that a session has used stays."""
    wanted = {room["name"].strip(): room for room in rooms}
    there = await writing.session.scalars(select(Room).where(Room.site_id == site.id))
    for row in there.all():
        entered = wanted.pop(row.name, None)
        if entered is None:
            is_used = await writing.exists(PlanSession, _held_in(row))
            writing.judge(check_unused(writing.clause, is_used, ("rooms",)), site=Ref.of(site))
            await writing.session.delete(row)
        else:
            row.kind, row.capacity = entered["kind"], entered["capacity"]
    writing.add(
        *(
            Room(
                site_id=site.id,
                name=name,
                kind=room["kind"],
                capacity=room["capacity"],
            )
            for name, room in wanted.items()
        )
    )


def _held_in(room: Room) -> Any:
    return lambda session: session.room_id == room.id


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await own_row(writing, Site, given)
    findings = writing.judge(
        check_facts(writing, given) + await check_place(writing, given, row), site=Ref.of(row)
    )
    ids = {
        ("equipment", place, "occupationId"): part["occupation_id"]
        for place, part in enumerate(given["equipment"])
    }
    occupations = await find_all(writing, Occupation, ids, is_an_occupation)
    enter(writing, row, given, FACTS)
    await keep_rooms(writing, row, given["rooms"])
    served = [
        {"occupation_id": occupation.id, "level": part["level"]}
        for occupation, part in zip(occupations.values(), given["equipment"], strict=True)
    ]
    await keep_exactly(writing, SiteEquipment, {"site_id": row.id}, served)
    writing.record("saveSite", row)
    return {"site": Ref.of(row), "findings": findings}
