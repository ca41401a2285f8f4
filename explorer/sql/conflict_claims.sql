select
  conflict_members.*,
  claims.summary,
  claim_texts.figure,
  iif(claims.origin = 'stated', claimants.name, 'Outlets, from figures of ' || claimants.name) as who,
  iif(claims.origin = 'stated', claimants.side, 'third_party') as side
from conflict_members
join claims using (claim_id)
join claim_texts using (claim_id)
join statements using (statement_id)
join claimants using (claimant_id)
where conflict_id = :conflict_id
order by position, is_example desc, claim_id
