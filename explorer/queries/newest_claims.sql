-- title: Newest claims
-- description: The claims made last, with the day they were read for this dataset; also as an Atom feed.
select
  claim_texts.credited_to as claimant,
  claim_texts.figure,
  regions.name as region,
  statements.stated_on,
  min(sources.seen_on) as read_on,
  claims.summary,
  claims.claim_id
from claims
join claim_texts using (claim_id)
join statements using (statement_id)
join regions using (region_id)
join reports using (claim_id)
join sources using (source_id)
where claims.status = 'active'
group by claims.claim_id
order by statements.stated_on desc, claims.claim_id
limit 50
