"""Which texts are a decimal number, and in words why another one is not."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject
from PySide6.QtGui import QValidator

from mesomap.paint.locale import format_number, parse_decimal

LONGEST = 12
MARKS = ",."


def format_decimal(value: float, *, at_least: int, at_most: int) -> str:
    """`value` in the locale's own decimal mark, without group separators.

    Parameters
    ----------
    value
        Any finite number.
    at_least, at_most
        Decimals always shown, and decimals shown where they are not zero.
    """
    fraction = f"{Decimal(repr(float(value))):.{at_most}f}".partition(".")[2]
    return format_number(value, max(at_least, len(fraction.rstrip("0"))))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


class DecimalValidator(QValidator):
    """Accepts digits, one comma or point, a leading minus where below zero is possible.

    `reason` holds the sentence for the last text that was refused.
    """

    def __init__(
        self, *, minimum: float, maximum: float, decimals: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.minimum = minimum
        self.maximum = maximum
        self.decimals = decimals
        self.reason = ""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Qt's hook: refuse what cannot become a number, and keep why in `reason`."""
        refusal = self._refusal(text)
        if refusal:
            self.reason = refusal
            return QValidator.State.Invalid, text, position
        acceptable = parse_decimal(text) is not None
        state = QValidator.State.Acceptable if acceptable else QValidator.State.Intermediate
        return state, text, position

    def out_of_range(self, value: float, shown: str) -> str:
        """Why `value`, written as `shown` with its unit, lies outside the range; "" inside."""
        if value > self.maximum:
            return self.tr("{typed} is not taken: at most {limit}.").format(
                typed=shown, limit=self._limit(self.maximum)
            )
        if value < self.minimum:
            return self.tr("{typed} is not taken: at least {limit}.").format(
                typed=shown, limit=self._limit(self.minimum)
            )
        return ""

    def _limit(self, value: float) -> str:
        return format_decimal(value, at_least=0, at_most=self.decimals)

    def _refusal(self, text: str) -> str:
        typed = text.strip()
        for position, mark in enumerate(typed):
            if _digits(mark) or mark in MARKS:
                continue
            if mark in "-\N{MINUS SIGN}" and position == 0:
                if self.minimum < 0:
                    continue
                return self.tr("A minus has no meaning here.")
            if mark.isspace() or mark in "'\N{RIGHT SINGLE QUOTATION MARK}":
                return self.tr("No group separators: write 1500, not 1 500.")
            return self.tr('"{key}" is not part of a number.').format(key=mark)
        if sum(typed.count(mark) for mark in MARKS) > 1:
            return self.tr("One decimal mark only, and no group separators: 1500 or 1500,5.")
        fraction = typed.replace(",", ".").partition(".")[2]
        if fraction[self.decimals :].strip("0"):
            if self.decimals == 0:
                return self.tr("Whole numbers only.")
            return self.tr("Not more than {n} decimals.").format(n=self.decimals)
        if len(typed) > LONGEST:
            return self.tr("This number is too long.")
        return ""
