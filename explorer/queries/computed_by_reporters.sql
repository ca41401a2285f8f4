-- title: Which figures did reporters compute?
-- description: Claims that nobody stated as such: a reporter worked them out from what was said.
select
  claim_texts.credited_to as claimant,
  claim_texts.figure,
  claims.summary,
  claims.claim_id,
  group_concat(claim_links.target_id, ', ') as derived_from
from claims
join claim_texts using (claim_id)
left join claim_links on claim_links.claim_id = claims.claim_id and claim_links.relation = 'derives_from'
where claims.origin = 'computed_by_reporter'
group by claims.claim_id
order by claims.claim_id
