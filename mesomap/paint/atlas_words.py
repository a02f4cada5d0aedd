"""The atlas's names, marked for the translators: lupdate cannot read the atlas itself.

`mesomap.paint.names` translates them; a test holds this list to the built atlas.
"""

from mesomap.model.message import QT_TRANSLATE_NOOP

REGIONS = (
    QT_TRANSLATE_NOOP("regions", "Anterior neck"),
    QT_TRANSLATE_NOOP("regions", "Buccal cheek"),
    QT_TRANSLATE_NOOP("regions", "Chest"),
    QT_TRANSLATE_NOOP("regions", "Chin"),
    QT_TRANSLATE_NOOP("regions", "Décolleté"),
    QT_TRANSLATE_NOOP("regions", "Ear"),
    QT_TRANSLATE_NOOP("regions", "Forehead"),
    QT_TRANSLATE_NOOP("regions", "Frontal scalp"),
    QT_TRANSLATE_NOOP("regions", "Glabella"),
    QT_TRANSLATE_NOOP("regions", "Jawline"),
    QT_TRANSLATE_NOOP("regions", "Lateral canthal region"),
    QT_TRANSLATE_NOOP("regions", "Lateral neck"),
    QT_TRANSLATE_NOOP("regions", "Lower cutaneous lip"),
    QT_TRANSLATE_NOOP("regions", "Lower eyelid and tear trough"),
    QT_TRANSLATE_NOOP("regions", "Marionette region"),
    QT_TRANSLATE_NOOP("regions", "Mastoid region"),
    QT_TRANSLATE_NOOP("regions", "Medial cheek"),
    QT_TRANSLATE_NOOP("regions", "Mid-frontal scalp"),
    QT_TRANSLATE_NOOP("regions", "Nasolabial fold"),
    QT_TRANSLATE_NOOP("regions", "Nose"),
    QT_TRANSLATE_NOOP("regions", "Occipital scalp"),
    QT_TRANSLATE_NOOP("regions", "Parietal scalp"),
    QT_TRANSLATE_NOOP("regions", "Posterior neck"),
    QT_TRANSLATE_NOOP("regions", "Preauricular cheek"),
    QT_TRANSLATE_NOOP("regions", "Shoulder"),
    QT_TRANSLATE_NOOP("regions", "Submental region"),
    QT_TRANSLATE_NOOP("regions", "Temple"),
    QT_TRANSLATE_NOOP("regions", "Temporal scalp"),
    QT_TRANSLATE_NOOP("regions", "Upper back"),
    QT_TRANSLATE_NOOP("regions", "Upper cutaneous lip"),
    QT_TRANSLATE_NOOP("regions", "Upper eyelid and brow"),
    QT_TRANSLATE_NOOP("regions", "Vermilion lips"),
    QT_TRANSLATE_NOOP("regions", "Vertex scalp"),
    QT_TRANSLATE_NOOP("regions", "Zygomatic cheek"),
)

CHARTS = (
    QT_TRANSLATE_NOOP("charts", "Face front"),
    QT_TRANSLATE_NOOP("charts", "Face left"),
    QT_TRANSLATE_NOOP("charts", "Face left oblique"),
    QT_TRANSLATE_NOOP("charts", "Face right"),
    QT_TRANSLATE_NOOP("charts", "Face right oblique"),
    QT_TRANSLATE_NOOP("charts", "Neck and décolleté"),
    QT_TRANSLATE_NOOP("charts", "Under the chin"),
)
