"""Everything drawn, as SVG that needs no script.

Rooms, in reading order: `marks` (what is shown), `panels` and `series` (from claims and the
daily map), `words` (what it says), `scales`, `lettering`, `labels` and `key` (where things go),
`grammar` (Altair) and `render` (vl-convert), and the pictures: `timeline` with `timeframe`, `intervals`,
`home`, `social`, `share_map`, `family`, `ruler`. `theme` holds every colour.
"""
