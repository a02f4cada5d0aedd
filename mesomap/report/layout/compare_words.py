"""A comparison's tables, as words: by region, by what moved or changed, area passes, lesions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from mesomap.analysis.compare import Change, Fate
from mesomap.analysis.difference import Way
from mesomap.analysis.doses import Dose, total
from mesomap.exchange.compare import Result
from mesomap.exchange.compare_json import changed_in
from mesomap.model import Injection, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.tables import NONE, ml, region_words
from mesomap.report.layout.voice import Voice

FATES = {
    Fate.KEPT: QT_TRANSLATE_NOOP("messages", "Kept"),
    Fate.MOVED: QT_TRANSLATE_NOOP("messages", "Moved"),
    Fate.CHANGED: QT_TRANSLATE_NOOP("messages", "Changed"),
    Fate.ADDED: QT_TRANSLATE_NOOP("messages", "Added"),
    Fate.REMOVED: QT_TRANSLATE_NOOP("messages", "Removed"),
}
WAYS = {
    Way.UP: QT_TRANSLATE_NOOP("messages", "up"),
    Way.DOWN: QT_TRANSLATE_NOOP("messages", "down"),
    Way.INWARD: QT_TRANSLATE_NOOP("messages", "towards the midline"),
    Way.OUTWARD: QT_TRANSLATE_NOOP("messages", "away from the midline"),
    Way.FORWARD: QT_TRANSLATE_NOOP("messages", "forward"),
    Way.BACK: QT_TRANSLATE_NOOP("messages", "back"),
}
CHANGED = {
    "depth": QT_TRANSLATE_NOOP("messages", "depth {before} → {after}"),
    "volume": QT_TRANSLATE_NOOP("messages", "{before} → {after} mL"),
    "mixture": QT_TRANSLATE_NOOP("messages", "{before} → {after}"),
}


def region_table(voice: Voice, content: SessionContent, result: Result) -> Table:
    """One row a region: counts of each fate, then figures before and after."""

    def head(text: str, share: float, **more: bool) -> Column:
        return Column(voice.say(text), share, "right", wraps=True, **more)

    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 40, bold=True, wraps=True),
        *(head(text, 13) for text in FATES.values()),
        head(QT_TRANSLATE_NOOP("messages", "Count"), 16),
        head(QT_TRANSLATE_NOOP("messages", "Spacing median mm"), 20),
        head(QT_TRANSLATE_NOOP("messages", "Deposit coverage"), 22),
        head(QT_TRANSLATE_NOOP("messages", "Total mL"), 22),
    )
    rows = []
    for row in result.difference.rows:
        sides = (row.before, row.after)
        medians = [one.spacing.median_mm if one else None for one in sides]
        rows.append(
            (
                region_words(voice, content, row.key),
                *(str(row.counts[fate]) for fate in FATES),
                _both(*(str(one.count if one else 0) for one in sides)),
                _both(*(NONE if mm is None else voice.decimal(mm, 1) for mm in medians)),
                _both(*(voice.percent(one.coverage) if one else NONE for one in sides)),
                _both(*(ml(voice, one.volume_ul if one else 0) for one in sides)),
            )
        )
    found = result.difference.comparison
    sums = (
        voice.say(QT_TRANSLATE_NOOP("messages", "Total")),
        *(str(found.count(fate)) for fate in FATES),
        *("",) * 4,
    )
    return Table(columns, tuple(rows), sums)


def dose_table(voice: Voice, content: SessionContent, result: Result) -> Table:
    """One row a component, in all and of each region, before and after."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Component")), 60, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 80, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Before")), 25, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "After")), 25, "right"),
    )
    first, second = result.first.doses, result.second.doses
    keys = sorted({*first, *second}, key=lambda key: (key is not None, key or ("", "")))
    rows = []
    whole = [
        _by_component(total(d for ds in side.values() for d in ds)) for side in (first, second)
    ]
    everything = [(voice.say(QT_TRANSLATE_NOOP("messages", "All regions")), whole[0], whole[1])]
    everything += [
        (
            region_words(voice, content, key),
            _by_component(first.get(key, ())),
            _by_component(second.get(key, ())),
        )
        for key in keys
    ]
    for name, before, after in everything:
        for component in sorted({*before, *after}, key=str):
            one = before.get(component) or after[component]
            amounts = [
                _amount(voice, side[component].amount if component in side else Decimal(0))
                for side in (before, after)
            ]
            rows.append((f"{one.name}, {one.unit.value}", name, *amounts))
    return Table(columns, tuple(sorted(rows, key=lambda row: row[0])))


def change_table(
    voice: Voice, content: SessionContent, result: Result, numbers: Mapping[UUID, int]
) -> Table:
    """What moved or changed, by the numbers that it has on both charts."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "No.")), 12, "centre", bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 60, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Moved")), 60, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Changed")), 70, wraps=True),
    )
    rows = []
    for change in result.difference.comparison.changes:
        if change.after is None or change.after.id not in numbers:
            continue
        rows.append(
            (
                str(numbers[change.after.id]),
                region_words(voice, content, change.key),
                _moved(voice, result, change),
                _changed(voice, result, change),
            )
        )
    return Table(columns, tuple(sorted(rows, key=lambda row: int(row[0]))))


def area_table(voice: Voice, content: SessionContent, result: Result) -> Table:
    """Area passes by region: the skin of each and what both treated, and how densely."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Area passes")), 70, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Area cm²")), 40, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Of it both cm²")), 30, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL per cm²")), 40, "right"),
    )
    rows = []
    for row in result.difference.rows:
        if (one := row.areas) is None:
            continue
        densities = (one.ml_per_cm2_a, one.ml_per_cm2_b)
        rows.append(
            (
                region_words(voice, content, row.key),
                _both(*(voice.decimal(a / 100, 1) for a in (one.before_mm2, one.after_mm2))),
                voice.decimal(one.shared_mm2 / 100, 1),
                _both(*(NONE if d is None else voice.decimal(d, 3) for d in densities)),
            )
        )
    return Table(columns, tuple(rows))


def size_table(voice: Voice, content: SessionContent, result: Result) -> Table:
    """The patient's lesions by their measured sizes, oldest first."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Lesion")), 40, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 50, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Measured size, mm")), 110, wraps=True),
    )
    rows = []
    for one in result.lesions:
        key = RegionKey(one.region, one.side) if one.region and one.side else None
        sizes = [
            f"{voice.day(size.measured)}: {voice.decimal(size.long_mm, 1)} × "
            f"{voice.decimal(size.wide_mm, 1)}"
            for size in one.sizes
        ]
        name = one.name or voice.translate("lesions", one.kind.value)
        rows.append((name, region_words(voice, content, key), "; ".join(sizes)))
    return Table(columns, tuple(rows))


def _both(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _by_component(doses: Sequence[Dose]) -> dict[object, Dose]:
    return {(one.name, one.substance, one.unit): one for one in doses}


def _amount(voice: Voice, amount: Decimal) -> str:
    places = 2 if amount == round(amount, 2) else 3
    return voice.decimal(float(amount), places)


def _moved(voice: Voice, result: Result, change: Change) -> str:
    if change.fate is not Fate.MOVED or change.after is None:
        return NONE
    text = QT_TRANSLATE_NOOP("messages", "{length} mm")
    length = voice.say(text, length=voice.decimal(change.moved_mm, 1))
    ways = result.difference.ways.get(change.after.id, ())
    return ", ".join((length, *(voice.say(WAYS[way]) for way in ways)))


def _changed(voice: Voice, result: Result, change: Change) -> str:
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    values = {
        "depth": (_depth(voice, before), _depth(voice, after)),
        "volume": (ml(voice, before.volume_ul), ml(voice, after.volume_ul)),
        "mixture": (
            result.first.map.syringes[before.syringe].mixture or NONE,
            result.second.map.syringes[after.syringe].mixture or NONE,
        ),
    }
    said = [
        voice.say(CHANGED[what], before=values[what][0], after=values[what][1])
        for what in changed_in(result, change)
    ]
    return "; ".join(said) or NONE


def _depth(voice: Voice, one: Injection) -> str:
    if one.depth_mm is None:
        return voice.translate("layers", one.layer) if one.layer else NONE
    text = QT_TRANSLATE_NOOP("messages", "{length} mm")
    return voice.say(text, length=voice.decimal(one.depth_mm, 1))
