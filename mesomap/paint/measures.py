"""What was measured on a patient, in words: measurements, girths, landmarks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mesomap.atlas import Body
from mesomap.atlas.calibration import landmark
from mesomap.model import (
    Calibration,
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Measurement,
    Side,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_mm
from mesomap.paint.names import sided_name

LANDMARKS = (
    QT_TRANSLATE_NOOP("regions", "Acromion"),
    QT_TRANSLATE_NOOP("regions", "Ala of the nose"),
    QT_TRANSLATE_NOOP("regions", "Anterior superior iliac spine"),
    QT_TRANSLATE_NOOP("regions", "Back of the wrist"),
    QT_TRANSLATE_NOOP("regions", "Corner of the mouth"),
    QT_TRANSLATE_NOOP("regions", "Glabella"),
    QT_TRANSLATE_NOOP("regions", "Gnathion"),
    QT_TRANSLATE_NOOP("regions", "Gonion"),
    QT_TRANSLATE_NOOP("regions", "Greater trochanter"),
    QT_TRANSLATE_NOOP("regions", "Head of the brow"),
    QT_TRANSLATE_NOOP("regions", "Heel"),
    QT_TRANSLATE_NOOP("regions", "Infraorbital rim"),
    QT_TRANSLATE_NOOP("regions", "Knuckle of the middle finger"),
    QT_TRANSLATE_NOOP("regions", "Labiale inferius"),
    QT_TRANSLATE_NOOP("regions", "Labiale superius"),
    QT_TRANSLATE_NOOP("regions", "Lateral canthus"),
    QT_TRANSLATE_NOOP("regions", "Lateral end of the clavicle"),
    QT_TRANSLATE_NOOP("regions", "Lateral malleolus"),
    QT_TRANSLATE_NOOP("regions", "Lower angle of the scapula"),
    QT_TRANSLATE_NOOP("regions", "Mandible border 1"),
    QT_TRANSLATE_NOOP("regions", "Mandible border 2"),
    QT_TRANSLATE_NOOP("regions", "Mandible border 3"),
    QT_TRANSLATE_NOOP("regions", "Mandible border 4"),
    QT_TRANSLATE_NOOP("regions", "Medial canthus"),
    QT_TRANSLATE_NOOP("regions", "Medial end of the clavicle"),
    QT_TRANSLATE_NOOP("regions", "Medial malleolus"),
    QT_TRANSLATE_NOOP("regions", "Menton"),
    QT_TRANSLATE_NOOP("regions", "Middle of the brow"),
    QT_TRANSLATE_NOOP("regions", "Middle of the gluteal fold"),
    QT_TRANSLATE_NOOP("regions", "Middle of the patella"),
    QT_TRANSLATE_NOOP("regions", "Nasion"),
    QT_TRANSLATE_NOOP("regions", "Olecranon"),
    QT_TRANSLATE_NOOP("regions", "Opisthocranion"),
    QT_TRANSLATE_NOOP("regions", "Pogonion"),
    QT_TRANSLATE_NOOP("regions", "Popliteal crease"),
    QT_TRANSLATE_NOOP("regions", "Posterior superior iliac spine"),
    QT_TRANSLATE_NOOP("regions", "Pronasale"),
    QT_TRANSLATE_NOOP("regions", "Pupil"),
    QT_TRANSLATE_NOOP("regions", "Spine of the seventh cervical vertebra"),
    QT_TRANSLATE_NOOP("regions", "Sublabiale"),
    QT_TRANSLATE_NOOP("regions", "Subnasale"),
    QT_TRANSLATE_NOOP("regions", "Supraorbital rim"),
    QT_TRANSLATE_NOOP("regions", "Suprasternal notch"),
    QT_TRANSLATE_NOOP("regions", "Tail of the brow"),
    QT_TRANSLATE_NOOP("regions", "Tibial tuberosity"),
    QT_TRANSLATE_NOOP("regions", "Tip of the coccyx"),
    QT_TRANSLATE_NOOP("regions", "Top of the iliac crest"),
    QT_TRANSLATE_NOOP("regions", "Tragus"),
    QT_TRANSLATE_NOOP("regions", "Trichion"),
    QT_TRANSLATE_NOOP("regions", "Umbilicus"),
    QT_TRANSLATE_NOOP("regions", "Upper edge of the pubic symphysis"),
    QT_TRANSLATE_NOOP("regions", "Vertex"),
    QT_TRANSLATE_NOOP("regions", "Xiphoid process"),
    QT_TRANSLATE_NOOP("regions", "Zygion"),
)
"""The atlas's landmarks, marked for the translators; a test holds this list to the built atlas."""

SAID = 3
"""So many measurements are named in one line; the rest are counted."""


def landmark_name(body: Body, key: LandmarkKey) -> str:
    """The landmark's name with its side."""
    found = landmark(body, key)
    name = found.name if found is not None else key.id.replace("-", " ").capitalize()
    return sided_name(name, key.side)


def girth_name(girth: Girth, side: Side) -> str:
    """The girth's name with its side."""
    t = QCoreApplication.translate
    names = {
        (Girth.NECK, Side.MIDLINE): t("girths", "neck"),
        (Girth.WAIST, Side.MIDLINE): t("girths", "waist"),
        (Girth.HIP, Side.MIDLINE): t("girths", "hip"),
        (Girth.THIGH, Side.RIGHT): t("girths", "right thigh"),
        (Girth.THIGH, Side.LEFT): t("girths", "left thigh"),
        (Girth.ARM, Side.RIGHT): t("girths", "right upper arm"),
        (Girth.ARM, Side.LEFT): t("girths", "left upper arm"),
    }
    return names.get((girth, side), girth.value)


def girth_place(girth: Girth) -> str:
    """Where the tape lies."""
    t = QCoreApplication.translate
    return {
        Girth.NECK: t("girths", "midway between chin and breastbone, across the neck"),
        Girth.WAIST: t("girths", "level with the navel"),
        Girth.HIP: t("girths", "level with the hip joints (greater trochanters)"),
        Girth.THIGH: t("girths", "level with the fold below the buttock"),
        Girth.ARM: t("girths", "midway between shoulder and elbow, across the arm"),
    }[girth]


def measured_name(body: Body, measurement: Measurement) -> str:
    """What was measured, without its length."""
    match measurement:
        case Height():
            return QCoreApplication.translate("girths", "height")
        case LandmarkLength(start, end):
            return QCoreApplication.translate("girths", "{start} to {end}").format(
                start=landmark_name(body, start), end=landmark_name(body, end)
            )
        case GirthLength(girth, side):
            return girth_name(girth, side)


def format_measured(mm: float) -> str:
    """A measured length: whole millimetres, or a tenth where that was measured."""
    return format_mm(mm, 0 if round(mm, 1) == round(mm) else 1)


def measurement_words(body: Body, measurement: Measurement) -> str:
    """What was measured and how long it is, e.g. ``height 1700 mm``."""
    return f"{measured_name(body, measurement)} {format_measured(measurement.mm)}"


def measurements_words(body: Body, measurements: Sequence[Measurement]) -> str:
    """The measurements in one line; beyond three they are counted."""
    said = ", ".join(measurement_words(body, one) for one in measurements[:SAID])
    more = len(measurements) - SAID
    if more <= 0:
        return said
    return QCoreApplication.translate("girths", "{measurements} and {count} more").format(
        measurements=said, count=more
    )


def body_words(body: Body, calibration: Calibration | None) -> str:
    """Whose the millimetres are: the average adult's, or by what they are the patient's."""
    t = QCoreApplication.translate
    if calibration is None:
        return t("Words", "average adult, {stature} mm").format(stature=round(body.stature_mm))
    return t("Words", "calibrated: {measurements}").format(
        measurements=measurements_words(body, calibration.measurements)
    )
