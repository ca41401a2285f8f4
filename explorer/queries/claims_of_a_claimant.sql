-- title: What did one claimant say, and when?
-- description: Every claim of one person or organisation, oldest first. The name may be in any alphabet, or a part of it.
-- param name: Rudskoi
select
  claim_texts.credited_to as claimant,
  claim_texts.figure,
  statements.stated_on,
  indicators.label as what,
  claims.party,
  regions.name as region,
  claim_texts.span as day_or_period,
  claim_texts.reports,
  claims.claim_id
from claims
join claim_texts using (claim_id)
join statements using (statement_id)
join claimants using (claimant_id)
join indicators using (indicator_id)
join regions using (region_id)
where '; ' || claimants.name || '; ' || coalesce(claimants.aliases, '') like '%' || :name || '%'
order by statements.stated_on is null, statements.stated_on, claims.claim_id
