-- title: On which days did the map change most?
-- description: The largest changes from one day to the next in the map series, for one region.
-- param region: ua
with changes as (
  select estimated_on, area_km2,
    area_km2 - lag(area_km2) over (order by estimated_on) as change,
    julianday(estimated_on) - julianday(lag(estimated_on) over (order by estimated_on)) as days
  from estimates
  where region_id = :region and party = 'russia'
)
select estimated_on, area_km2, round(change, 1) as change_km2, cast(days as integer) as days
from changes
where days = 1
order by abs(change) desc, estimated_on
limit 50
