select conflict_sets.*
from conflict_members
join conflict_sets using (conflict_id)
where conflict_members.claim_id = :claim_id
order by
  conflict_sets.claims < 3,
  conflict_sets.speakers <> 'opposing',
  conflict_sets.kind,
  abs(left_side - right_side) / max(abs(left_side), 1) desc,
  conflict_id
limit 6
