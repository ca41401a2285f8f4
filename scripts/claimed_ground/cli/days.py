"""A day as an option: nothing depends on the clock unless it is asked to."""

from datetime import date
from typing import Any

import click


class Day(click.ParamType[date]):
    """`2026-11-22`, or `today`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day as a date; wrong use otherwise."""
        if isinstance(value, date):
            return value
        if value == "today":
            return date.today()
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-11-22, or today", param, ctx)
