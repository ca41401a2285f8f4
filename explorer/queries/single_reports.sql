-- title: Which claims rest on one report?
-- description: Claims that only one document carries: the ones that most need a second source.
select
  claim_texts.credited_to as claimant,
  claim_texts.figure,
  indicators.label as what,
  claims.party,
  regions.name as region,
  sources.url,
  origins.claim_id
from origins
join claims using (claim_id)
join claim_texts using (claim_id)
join statements using (statement_id)
join claimants using (claimant_id)
join indicators using (indicator_id)
join regions using (region_id)
join sources on sources.source_id = claims.figure_source_id
where origins.sources = 1
order by claimants.name, origins.claim_id
