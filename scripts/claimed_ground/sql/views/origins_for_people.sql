select
  origins.claim_id,
  claim_texts.credited_to as claimant,
  statements.stated_on,
  claim_texts.figure,
  origins.sentence as origins,
  origins.reports,
  origins.sources,
  origins.origins as origin_count,
  origins.is_single_origin,
  claims.summary
from origins
join claims on claims.claim_id = origins.claim_id
join claim_texts on claim_texts.claim_id = origins.claim_id
join statements on statements.statement_id = claims.statement_id
order by origins.reports desc, origins.claim_id
