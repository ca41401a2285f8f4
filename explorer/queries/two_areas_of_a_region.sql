-- title: Which regions have two areas?
-- description: Official area against that of the boundary polygon: the difference moves every share of the region.
select name as region, official_area_km2, polygon_area_km2,
  round(100.0 * (polygon_area_km2 - official_area_km2) / official_area_km2, 2) as difference_percent,
  region_id
from regions
where official_area_km2 is not null and polygon_area_km2 is not null
order by abs(difference_percent) desc, region_id
