"""Where a value lies: its sites, and the regions that it names."""

from __future__ import annotations

from mesomap.model import (
    AreaPass,
    Entity,
    Injection,
    Lattice,
    Lesion,
    Note,
    Reaction,
    RegionKey,
    Side,
    Site,
)


def sites_of(value: Entity) -> tuple[Site, ...]:
    """All sites of a value; none of one that lies nowhere."""
    match value:
        case Injection():
            planned = (value.plan.site,) if value.plan is not None else ()
            return (value.site, *value.path, *planned)
        case AreaPass() | Lesion():
            return value.outline
        case Lattice():
            return value.within
        case Note():
            return (value.site,)
        case Reaction():
            return (value.site, *value.outline) if value.site is not None else value.outline
        case _:
            return ()


def regions_of(value: Entity) -> tuple[RegionKey, ...]:
    """The regions that a value names; one without a side counts as on the midline."""
    if isinstance(value, Lattice):
        return value.regions
    if isinstance(value, Injection | AreaPass | Lesion | Note | Reaction):
        if value.region is None:
            return ()
        return (RegionKey(value.region, value.side or Side.MIDLINE),)
    return ()
