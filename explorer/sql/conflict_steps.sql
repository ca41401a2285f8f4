select conflict_steps.*, claimants.name as who, claimants.side
from conflict_steps
left join claims using (claim_id)
left join statements using (statement_id)
left join claimants using (claimant_id)
where conflict_id = :conflict_id
order by step
