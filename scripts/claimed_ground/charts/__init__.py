"""Everything drawn, as SVG that needs no script.

Rooms, in reading order: `marks` (what is shown), `panels` and `series` (from claims and the
daily map), `words` (what it says), `scales`, `lettering`, `labels` and `key` (where things go),
`signs` (each a link to its claim), `grammar` (Altair) and `render` (vl-convert), the pictures: `timeline`
with `timeframe`, `intervals`, `home`, `social`, `share_map`, `family`, `ruler`, and `sheet` (in a page, or
as a file); `prints` draws them all. `theme` holds every colour.
"""
