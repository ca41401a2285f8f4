"""Stands for the units library that Datasette 0.65 carries.

Reading its unit definitions takes longer in a browser than all the rest of
Datasette, and no table here uses `units`: each figure has its unit beside it.
"""


class UnitRegistry:
    def define(self, unit):
        raise NotImplementedError(f"no custom units in the browser: {unit}")
