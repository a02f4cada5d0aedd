"""What a draft would add, in words: for the hint over the chart and the tool's options."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.canvas.drafts import Draft, PassDraft, RowDraft, StampDraft, ThreadDraft
from mesomap.paint.locale import format_area_cm2, format_count, format_ml, format_mm, format_number

SEPARATOR = " · "


def first_line(draft: Draft) -> str:
    """How many, and how much."""
    t = QCoreApplication.translate
    match draft:
        case RowDraft() | StampDraft():
            return SEPARATOR.join([_injections(draft.count), format_ml(draft.volume_ul)])
        case ThreadDraft():
            many = t("drafts", "{count} threads").format(count=format_count(draft.count))
            words = t("drafts", "1 thread") if draft.count == 1 else many
            return SEPARATOR.join([words, format_mm(draft.length_mm), format_ml(draft.volume_ul)])
        case PassDraft():
            return SEPARATOR.join([format_area_cm2(draft.area_mm2), format_ml(draft.volume_ul)])


def second_line(draft: Draft) -> str:
    """What else is to be known of it."""
    t = QCoreApplication.translate
    match draft:
        case RowDraft():
            parts = [
                t("drafts", "spacing {mm}").format(mm=format_mm(draft.spacing_mm)),
                t("drafts", "{mm} long").format(mm=format_mm(draft.length_mm)),
            ]
            return SEPARATOR.join([*parts, *_cut(draft.cut)])
        case ThreadDraft():
            parts = [
                t("drafts", "{n} mL per cm").format(n=format_number(draft.ul_per_mm / 100.0, 3)),
                t("drafts", "deposit radius {mm}").format(mm=format_mm(draft.radius_mm)),
            ]
            if draft.longer_than_mm is not None:
                longer = t("drafts", "longer than the needle ({mm})")
                parts.append(longer.format(mm=format_mm(draft.longer_than_mm)))
            return SEPARATOR.join([*parts, *_cut(draft.cut)])
        case StampDraft():
            least, most = draft.each_ul
            low, high = format_ml(least), format_ml(most)
            each = t("drafts", "{low} each").format(low=low)
            if least != most:
                each = t("drafts", "{low} or {high} each").format(low=low, high=high)
            many = t("drafts", "{count} stamps").format(count=format_count(draft.stamps))
            stamps = t("drafts", "1 stamp") if draft.stamps == 1 else many
            turned = t("drafts", "turned {n}°").format(n=format_number(draft.wishes.angle_deg, 0))
            off = [t("drafts", "some needles miss the skin")] if draft.off_skin else []
            return SEPARATOR.join([stamps, each, turned, *off])
        case PassDraft():
            parts = [t("drafts", "{n} mL/cm²").format(n=format_number(draft.ml_per_cm2, 3))]
            if draft.mg_per_cm2 is not None:
                amount = format_number(draft.mg_per_cm2, 2)
                parts.append(t("drafts", "{n} mg/cm²").format(n=amount))
            return SEPARATOR.join(filter(None, [*parts, _entries(draft)]))


def hint(draft: Draft) -> str:
    """One line over the chart, with the keys."""
    words = f"{first_line(draft)}{SEPARATOR}{second_line(draft)}".removesuffix(SEPARATOR)
    if isinstance(draft, StampDraft):
        return words
    keys = QCoreApplication.translate("drafts", "{what} — Enter accepts, Esc leaves")
    return keys.format(what=words)


def invitation(tool: str) -> str:
    """What to do first with a tool; empty for a tool without drafts."""
    t = QCoreApplication.translate
    return {
        "row": t("drafts", "Drag a line on the skin, or click its corners: a row follows it."),
        "line": t("drafts", "Drag from the entry of the needle to where it went."),
        "nappage": t("drafts", "Paint the skin that is treated; strokes join until you accept."),
        "stamp": t("drafts", "Click to place all needles of the multi-injector."),
    }.get(tool, "")


def _injections(count: int) -> str:
    t = QCoreApplication.translate
    many = t("drafts", "{count} injections").format(count=format_count(count))
    return t("drafts", "1 injection") if count == 1 else many


def _cut(cut: bool) -> list[str]:
    t = QCoreApplication.translate
    return [t("drafts", "stops where the skin ends or is seen too steeply")] if cut else []


def _entries(draft: PassDraft) -> str:
    t = QCoreApplication.translate
    if draft.entries is None:
        return ""
    count = format_count(draft.entries)
    if draft.wishes.entries is not None:
        return t("drafts", "{count} entries, counted").format(count=count)
    return t("drafts", "about {count} entries, estimated").format(count=count)
