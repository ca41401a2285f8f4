"""Few claims put to the search for sets that cannot all be true."""

from collections.abc import Sequence

from small_tables import tables_of

from claimed_ground.joint.conflicts import Checked, Conflict, check_set
from claimed_ground.joint.escapes import Escape, Room, enter, find_escapes
from claimed_ground.joint.model import World, read_world
from claimed_ground.joint.scopes import read_scopes, search
from claimed_ground.tables import Row


def world_of(claims: Sequence[Row], estimates: Sequence[Row] = ()) -> World:
    """The world of these claims, and of a map series."""
    return read_world(tables_of(*claims, estimates=list(estimates)))


def sets_of(*claims: Row, estimates: Sequence[Row] = ()) -> set[frozenset[str]]:
    """The minimal sets of these claims that cannot all be true."""
    world = world_of(claims, estimates)
    found = [search(world, scope) for scope in read_scopes(world, claims)]
    return {chosen for finding in found for chosen in finding.sets}


def checked(*claims: Row, estimates: Sequence[Row] = ()) -> Checked:
    """A set of claims, none of which it could do without, with its proof."""
    found = check_set(world_of(claims, estimates), claims)
    assert found is not None, "these claims can all be true, or some of them cannot by themselves"
    return found


def room_of(*claims: Row, estimates: Sequence[Row] = ()) -> Room:
    """A set of claims, and what its escapes are tried on."""
    by_id = {one["claim_id"]: one for one in claims}
    members = tuple((claim_id,) for claim_id in sorted(by_id))
    conflict = Conflict(members, checked(*claims, estimates=estimates))
    return enter(world_of(claims, estimates), by_id, conflict)


def escapes_of(*claims: Row, estimates: Sequence[Row] = ()) -> list[Escape]:
    """The single changes that would make a set possible."""
    room = room_of(*claims, estimates=estimates)
    return list(find_escapes(room, room.world.with_baseline("polygon")))
