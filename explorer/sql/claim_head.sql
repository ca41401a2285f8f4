select
  claims.*,
  claim_texts.figure,
  claim_texts.span,
  claim_texts.reports as report_count,
  statements.stated_on,
  statements.venue,
  statements.role,
  statements.summary as statement_summary,
  claimants.claimant_id,
  claimants.name as claimant,
  claim_texts.credited_to as credit,
  claim_texts.voice as side,
  claimants.stands_for,
  regions.name as region,
  indicators.label as indicator,
  indicators.definition as indicator_definition
from claims
join claim_texts using (claim_id)
join statements using (statement_id)
join claimants using (claimant_id)
join regions using (region_id)
join indicators using (indicator_id)
where claim_id = :claim_id
