-- title: Where do the two sides' figures agree?
-- description: Claims from opposing sides, at most 14 days apart, whose usual readings overlap.
select discrepancy_id, regions.name as region, first_value, second_value, unit_id, days_apart, sentence
from discrepancies
join regions using (region_id)
where discrepancies.kind = 'agreement'
order by first_day, discrepancy_id
