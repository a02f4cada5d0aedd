"""Which mark stands for an injection."""

from __future__ import annotations

from uuid import UUID, uuid4

from mesomap.model import (
    Injection,
    MarkShape,
    SkinSite,
    Syringe,
    Technique,
    free_mark,
    in_order,
    mark_of,
)

SESSION = uuid4()


def syringe(**values: object) -> Syringe:
    return Syringe(id=uuid4(), session=SESSION, name="A", mixture="", **values)  # type: ignore[arg-type]


def injection(of: UUID, technique: Technique = Technique.PAPULE) -> Injection:
    return Injection(
        id=uuid4(),
        session=SESSION,
        order=1,
        site=SkinSite(0, 0.5, 0.5),
        region=None,
        side=None,
        syringe=of,
        technique=technique,
        volume_ul=50,
        depth_mm=1.0,
    )


def test_an_injection_has_its_syringes_mark() -> None:
    plain = syringe(technique=Technique.NAPPAGE)
    chosen = syringe(mark=MarkShape.PLUS)
    known = {plain.id: plain, chosen.id: chosen}
    assert mark_of(injection(plain.id), known) is MarkShape.DIAMOND
    assert mark_of(injection(chosen.id), known) is MarkShape.PLUS
    assert mark_of(injection(uuid4(), Technique.DEEP), known) is MarkShape.SQUARE


def test_a_further_syringe_gets_a_mark_that_none_has() -> None:
    assert free_mark(Technique.PAPULE, []) is None
    taken = [MarkShape.CIRCLE]
    while (mark := free_mark(Technique.PAPULE, taken)) is not None:
        assert mark not in taken
        taken.append(mark)
    assert set(taken) == set(MarkShape)
    assert taken[-1] is MarkShape.LINE


def test_the_order_is_that_of_the_positions() -> None:
    third, first, second = (syringe(position=n) for n in (2, 0, 1))
    assert in_order([third, first, second]) == [first, second, third]
