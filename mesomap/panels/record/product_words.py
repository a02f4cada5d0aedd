"""Words for products, devices and doses."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from mesomap.model import DeviceKind, Lot, ProductKind, Unit
from mesomap.paint.locale import format_date, format_number

MOST_DECIMALS = 4


def kind_words(kind: ProductKind) -> str:
    """A kind of product in the person's language."""
    t = QCoreApplication.translate
    return {
        ProductKind.MEDICINE: t("ProductWords", "Medicine"),
        ProductKind.VITAMIN: t("ProductWords", "Vitamin"),
        ProductKind.MINERAL: t("ProductWords", "Mineral"),
        ProductKind.ENZYME: t("ProductWords", "Enzyme"),
        ProductKind.AMINO_ACID: t("ProductWords", "Amino acid"),
        ProductKind.HYALURONIC_ACID: t("ProductWords", "Hyaluronic acid"),
        ProductKind.AUTOLOGOUS: t("ProductWords", "Autologous (the patient's own)"),
        ProductKind.OTHER: t("ProductWords", "Other active"),
    }[kind]


def device_words(kind: DeviceKind) -> str:
    """A kind of device in the person's language."""
    t = QCoreApplication.translate
    return {
        DeviceKind.NEEDLE: t("ProductWords", "Needle"),
        DeviceKind.CANNULA: t("ProductWords", "Cannula"),
        DeviceKind.GUN: t("ProductWords", "Meso-gun"),
        DeviceKind.MULTI_INJECTOR: t("ProductWords", "Multi-injector"),
        DeviceKind.MICRONEEDLING: t("ProductWords", "Microneedling device"),
        DeviceKind.KIT: t("ProductWords", "Kit"),
        DeviceKind.OTHER: t("ProductWords", "Other device"),
    }[kind]


def amount_words(amount: Decimal, unit: Unit) -> str:
    """An amount with its unit, as exact as it is up to four decimals."""
    rounded = amount.quantize(Decimal(1).scaleb(-MOST_DECIMALS))
    exponent = rounded.normalize().as_tuple().exponent
    decimals = min(max(0, -int(exponent)), MOST_DECIMALS)
    number = format_number(float(rounded), decimals)
    return f"{number}\N{NO-BREAK SPACE}{unit.value}"


def lot_words(lot: Lot, why: str) -> str:
    """A lot in a list: its number, until when, and why it may not be used."""
    t = QCoreApplication.translate
    words = lot.number
    if lot.expiry is not None:
        words += " · " + t("ProductWords", "until {day}").format(day=format_date(lot.expiry))
    return f"{words} · {t('messages', why)}" if why else words
