select
  conflict_steps.*,
  iif(claims.origin = 'stated', claimants.name, 'Outlets, from figures of ' || claimants.name) as who,
  iif(claims.origin = 'stated', claimants.side, 'third_party') as side
from conflict_steps
left join claims using (claim_id)
left join statements using (statement_id)
left join claimants using (claimant_id)
where conflict_id = :conflict_id
order by step
