-- title: Which claims were printed most, and by how many origins?
-- description: Ten reprints of one agency text are one origin, not ten confirmations.
select
  claim_texts.credited_to as claimant,
  claim_texts.figure,
  indicators.label as what,
  claims.party,
  regions.name as region,
  origins.reports,
  origins.sources,
  origins.origins,
  origins.claim_id
from origins
join claims using (claim_id)
join claim_texts using (claim_id)
join indicators using (indicator_id)
join regions using (region_id)
order by origins.reports desc, origins.claim_id
limit 100
