select
  claims.claim_id,
  claim_texts.credited_to as claimant,
  claim_texts.voice as side,
  statements.stated_on,
  regions.name as region,
  indicators.label as indicator,
  claims.party,
  claim_texts.figure,
  claim_texts.span,
  claim_texts.reports,
  claims.summary,
  claims.rowid as claim_number
from claims
join claim_texts on claim_texts.claim_id = claims.claim_id
join statements on statements.statement_id = claims.statement_id
join regions on regions.region_id = claims.region_id
join indicators on indicators.indicator_id = claims.indicator_id
order by claim_texts.dated_on desc, claims.claim_id
