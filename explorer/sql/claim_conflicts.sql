select conflict_sets.*
from conflict_sets
where conflict_id in (select conflict_id from conflict_members where claim_id = :claim_id)
order by conflict_id
