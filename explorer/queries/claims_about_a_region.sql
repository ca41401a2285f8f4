-- title: What was claimed about one region between two days?
-- description: Claims by the day they describe. Regions are named by their identifier, such as ru-kursk or ua-donetsk.
-- param region: ru-kursk
-- param from_day: 2025-02-01
-- param to_day: 2025-02-28
select
  claim_texts.credited_to as claimant,
  claim_texts.voice as side,
  claim_texts.figure,
  claim_texts.dated_on,
  indicators.label as what,
  claims.party,
  claim_texts.reports,
  claims.claim_id
from claims
join claim_texts using (claim_id)
join indicators using (indicator_id)
where claims.region_id = :region
  and claim_texts.dated_on between :from_day and :to_day
order by claim_texts.dated_on, claims.claim_id
