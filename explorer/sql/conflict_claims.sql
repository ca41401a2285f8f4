select distinct conflict_members.claim_id, claims.summary
from conflict_members
join claims using (claim_id)
where conflict_id = :conflict_id
order by conflict_members.claim_id
