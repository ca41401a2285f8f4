-- title: How far are claims from the map series?
-- description: Every claim that the map series covers, by how many percentage points or km² it is above or below.
-- param region: ua-donetsk-kherson-zaporizhzhia
select
  discrepancies.sentence,
  discrepancies.first_day as day,
  discrepancies.degree,
  discrepancies.difference_km2,
  discrepancies.difference_points,
  discrepancies.difference_points_polygon,
  discrepancy_claims.claim_id,
  discrepancies.discrepancy_id
from discrepancies
join discrepancy_claims using (discrepancy_id)
where discrepancies.kind = 'estimate' and discrepancies.region_id = :region
order by discrepancies.first_day is null, discrepancies.first_day, discrepancies.discrepancy_id
