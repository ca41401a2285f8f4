-- title: Where did a hedge get lost?
-- description: Reports that print a figure without the “about” or “more than” that its best report has; some print another figure too.
select
  claim_texts.credited_to as claimant,
  claim_texts.figure as claimed,
  indicators.label as what,
  publishers.name as publisher,
  drift.place,
  reports.fragment,
  reports.language,
  sources.url,
  drift.claim_id
from drift
join claim_texts using (claim_id)
join claims using (claim_id)
join indicators using (indicator_id)
join reports using (claim_id, source_id, place)
join sources using (source_id)
join publishers using (publisher_id)
where drift.hedge = 'dropped'
order by drift.claim_id, publishers.name, drift.place
