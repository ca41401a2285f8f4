-- title: Where do the two sides' figures contradict each other?
-- description: Contradictions and tensions between claimants who speak for Russia and for Ukraine; what an editorial ruling explains comes last.
select
  discrepancies.sentence,
  discrepancies.kind,
  regions.name as region,
  discrepancies.gap,
  units.label as unit,
  discrepancies.days_apart,
  discrepancies.rate_needed_km2_per_day,
  discrepancies.fastest_km2_per_day,
  rulings.explanation as ruling,
  discrepancies.discrepancy_id
from discrepancies
join regions using (region_id)
left join units using (unit_id)
left join rulings using (ruling_id)
where discrepancies.speakers = 'opposing' and discrepancies.kind in ('contradiction', 'tension')
order by discrepancies.ruling_id is not null, discrepancies.kind, discrepancies.unit_id, discrepancies.gap desc, discrepancies.discrepancy_id
