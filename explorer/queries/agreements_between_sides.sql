-- title: Where do the two sides' figures agree?
-- description: Claims from opposing sides, at most 14 days apart, whose usual readings overlap.
select sentence, regions.name as region, first_value, second_value, units.label as unit, days_apart, discrepancy_id
from discrepancies
join regions using (region_id)
join units using (unit_id)
where discrepancies.kind = 'agreement'
order by first_day, discrepancy_id
