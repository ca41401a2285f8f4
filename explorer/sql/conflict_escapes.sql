select conflict_escapes.*, claimants.name as who, claimants.side, claim_texts.figure
from conflict_escapes
left join claims using (claim_id)
left join claim_texts using (claim_id)
left join statements using (statement_id)
left join claimants using (claimant_id)
where conflict_id = :conflict_id
order by position
