-- title: What does the map series show for one region?
-- description: Ground shown as held by Russia, day by day, with the change since the day before.
-- param region: ua-donetsk
-- param from_day: 2025-02-01
-- param to_day: 2025-02-28
select estimated_on, area_km2,
  round(area_km2 - lag(area_km2) over (order by estimated_on), 1) as change_km2
from estimates
where region_id = :region and party = 'russia' and estimated_on between :from_day and :to_day
order by estimated_on
