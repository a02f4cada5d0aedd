import sys
from typing import ClassVar

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF

from mesomap.atlas import default_atlas
from mesomap.model import RegionKey, Side, Status, Technique
from mesomap.paint import atlas_words, fonts, icons, names


@pytest.mark.parametrize("name", sorted(icons.GLYPHS))
def test_every_icon_draws_something_inside_its_square(qapp, name):
    image = icons.icon_pixmap(name, "#1B1F24", 32, 1.0).toImage()
    inked = [(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 40]
    assert len(inked) > 15
    assert not any(x in (0, 31) and y in (0, 31) for x, y in inked)


def test_icons_are_cached_and_sharp(qapp):
    assert icons.icon("undo", "#1B1F24") is icons.icon("undo", "#1B1F24")
    sharp = icons.icon_pixmap("undo", "#1B1F24", 16, 2.0)
    assert sharp.size() == QSize(32, 32)
    assert sharp.devicePixelRatio() == 2.0


def test_an_unknown_icon_is_a_bug(qapp):
    with pytest.raises(KeyError):
        icons.icon("no-such-icon", "#000000")


def test_qtawesome_is_read_not_imported(qapp):
    icons.icon("grid", "#123456")
    assert "qtawesome" not in sys.modules


def test_inter_with_digits_of_equal_width(qapp):
    font = fonts.ui_font()
    assert QFontInfo(font).family() == "Inter"
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")
    assert fonts.missing_font_notice() is None


def test_notice_when_no_font_can_draw(qapp, monkeypatch):
    monkeypatch.setattr(fonts, "text_can_be_drawn", lambda: False)
    notice = fonts.missing_font_notice()
    assert notice is not None
    assert "font" in notice


def test_names(qapp):
    assert names.sided_name("Buccal cheek", Side.LEFT) == "Left buccal cheek"
    assert names.sided_name("Submental", Side.MIDLINE) == "Submental"
    for technique in Technique:
        assert names.technique_name(technique)
    for status in Status:
        assert names.status_name(status)

    class Body:
        regions: ClassVar = {}

    assert names.region_name(Body, RegionKey("cheek-buccal", Side.RIGHT)) == "Right cheek buccal"
    assert names.region_name(Body, None) == "Outside any region"


def test_every_name_of_the_atlas_is_marked_for_translation():
    atlas = default_atlas()
    for body in map(atlas.body, atlas.body_ids):
        assert {region.name for region in body.regions.values()} <= set(atlas_words.REGIONS)
        assert {chart.title for chart in body.charts.values()} <= set(atlas_words.CHARTS)
