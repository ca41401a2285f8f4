-- title: How fast would ground have had to change hands?
-- description: Pairs of figures for different days that need a faster change than any on record there, by how much faster.
select
  sentence,
  regions.name as region,
  days_apart,
  rate_needed_km2_per_day,
  fastest_km2_per_day,
  round(rate_needed_km2_per_day / fastest_km2_per_day, 1) as times_faster,
  discrepancy_id
from discrepancies
join regions using (region_id)
where rate_needed_km2_per_day > fastest_km2_per_day
order by times_faster desc, discrepancy_id
