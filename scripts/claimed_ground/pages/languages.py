"""Numbers, days and plurals as Ukrainian and Russian print them, for the translated pages.

Takes plain values and a language code. Gives text. Refuses nothing that English pages take.
"""

from datetime import date
from decimal import Decimal

from claimed_ground.wording import NBSP, number

MONTHS = {
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
}
YEAR = {"uk": "року", "ru": "года"}
ABROAD = str.maketrans(",.-", f"{NBSP},−")


def number_abroad(value: Decimal | float | int, places: int = 1) -> str:
    """A number with spaces and a decimal comma, as both languages print it: `1 268`, `99,7`, `−3`."""
    return number(value, places).translate(ABROAD)


def day_abroad(iso: str, language: str) -> str:
    """`20 лютого 2025 року` or `20 февраля 2025 года`, of an ISO day."""
    value = date.fromisoformat(iso)
    return f"{value.day}{NBSP}{MONTHS[language][value.month - 1]} {value.year} {YEAR[language]}"


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a number: 1, 21 and 31 take `one`; 2 to 4 and 22 to 24 `few`."""
    if count % 100 in range(11, 15):
        return many
    last = count % 10
    return one if last == 1 else few if last in (2, 3, 4) else many
