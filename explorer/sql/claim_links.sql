select 'to' as direction, relation, target_id as other_id, claims.summary
from claim_links join claims on claims.claim_id = claim_links.target_id
where claim_links.claim_id = :claim_id
union all
select 'from', relation, claim_links.claim_id, claims.summary
from claim_links join claims on claims.claim_id = claim_links.claim_id
where claim_links.target_id = :claim_id
order by 1 desc, 2, 3
