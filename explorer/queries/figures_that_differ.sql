-- title: Where does a report print another figure?
-- description: Reports whose figure neither equals nor rounds the claim's own.
select
  claim_texts.figure as claimed,
  reports.value as printed,
  units.label as unit,
  publishers.name as publisher,
  publishers.kind as publisher_kind,
  reports.fragment,
  reports.language,
  sources.url,
  drift.claim_id
from drift
join claim_texts using (claim_id)
join reports using (claim_id, source_id, place)
join units using (unit_id)
join sources using (source_id)
join publishers using (publisher_id)
where drift.figure = 'differs'
order by drift.claim_id, publishers.name
