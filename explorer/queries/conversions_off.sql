-- title: Which conversions into square miles are off?
-- description: Reports whose second unit is not the first one converted, allowing for rounding.
select
  publishers.name as publisher,
  reports.value as printed,
  units.label as unit,
  reports.second_value,
  second_units.label as second_unit,
  drift.expected_value,
  reports.fragment,
  reports.language,
  drift.claim_id
from drift
join reports using (claim_id, source_id, place)
join units on units.unit_id = reports.unit_id
left join units as second_units on second_units.unit_id = reports.second_unit_id
join sources using (source_id)
join publishers using (publisher_id)
where drift.unit = 'conversion_off'
order by drift.claim_id, publishers.name
