select
  claims.claim_id,
  iif(claims.origin = 'stated', claimants.name, 'Outlets, from figures of ' || claimants.name) as claimant,
  iif(claims.origin = 'stated', claimants.side, 'third_party') as side,
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
join claimants on claimants.claimant_id = statements.claimant_id
join regions on regions.region_id = claims.region_id
join indicators on indicators.indicator_id = claims.indicator_id
order by claim_texts.dated_on desc, claims.claim_id
