-- title: When does the choice of area decide?
-- description: Discrepancies whose degree would change with another known area of the region, of which both are shown.
select sentence, regions.name as region, regions.official_area_km2, regions.polygon_area_km2,
  discrepancies.kind, degree, baseline, discrepancy_id
from discrepancies
join regions using (region_id)
where baseline_matters = 1
order by region, discrepancy_id
