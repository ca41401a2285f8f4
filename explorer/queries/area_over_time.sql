-- title: How did claims of ground held in one region change?
-- description: Usual readings of every claim of ground held there by one party, in km², by day, on the official area.
-- param region: ru-kursk
-- param party: ukraine
select
  claim_texts.credited_to as claimant,
  claim_texts.voice as side,
  claim_texts.figure,
  claim_texts.dated_on,
  readings.low_km2,
  readings.high_km2,
  readings.claim_id
from readings
join claims using (claim_id)
join claim_texts using (claim_id)
join indicators using (indicator_id)
where claims.region_id = :region and claims.party = :party and indicators.family = 'held'
  and readings.strictness = 'usual' and readings.baseline <> 'polygon' and readings.low_km2 is not null
order by claim_texts.dated_on is null, claim_texts.dated_on, readings.claim_id
