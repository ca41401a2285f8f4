"""Marks and panels to draw in tests, true to the two articles the dataset started from."""

from datetime import date

from claimed_ground.charts.marks import Line, Mark, Panel


def mark(who: str = "Rudskoi", value: float = 400, day: date = date(2025, 2, 20), **other: object) -> Mark:
    given: dict[str, object] = {
        "claim_id": f"{who.lower()}-{day}-{value:g}",
        "name": who,
        "who": who,
        "side": "russia",
        "figure": f"{value:g} km²",
        "brief": f"{value:g}",
        "value": value,
        "low": value * 0.95,
        "high": value * 1.05,
        "opens": "",
        "day": day,
        "start": None,
        "unsure": None,
        "is_flow": False,
        "is_computed": False,
        "reports": 1,
        "dated": f"{day.day} {day:%b} {day.year}",
        "when": f"{day.day} {day:%B} {day.year}",
    }
    return Mark(**{**given, **other})  # type: ignore[arg-type]


def panel(*marks: Mark, **other: object) -> Panel:
    given: dict[str, object] = {"region": "ru-kursk", "title": "Held by Ukraine", "unit": "km²"}
    return Panel(marks=marks, **{**given, **other})  # type: ignore[arg-type]


def february() -> Panel:
    """Both sides' figures of mid-February 2025."""
    return panel(
        mark("Syrskyi", 500, date(2025, 2, 13), side="ukraine", figure="about 500 km²", low=450, high=550),
        mark("Rudskoi", 400, figure="more than 400 km²", low=400, high=480, opens="up"),
    )


def crowd() -> Panel:
    """Sixty figures within two months, all near one another."""
    days = [date(2025, 1, 1 + i % 28) if i % 2 else date(2025, 2, 1 + i % 27) for i in range(60)]
    marks = [mark(f"Speaker {i}", 500 + 13 * (i % 7), day) for i, day in enumerate(days)]
    line = Line("Daily map (DeepState)", ((date(2025, 1, 1), 480.0), (date(2025, 2, 27), 520.0)))
    return panel(*marks, lines=(line,))
