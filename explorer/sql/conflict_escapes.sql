select
  conflict_escapes.*,
  claim_texts.figure,
  iif(claims.origin = 'stated', claimants.name, 'Outlets, from figures of ' || claimants.name) as who,
  iif(claims.origin = 'stated', claimants.side, 'third_party') as side
from conflict_escapes
left join claims using (claim_id)
left join claim_texts using (claim_id)
left join statements using (statement_id)
left join claimants using (claimant_id)
where conflict_id = :conflict_id
order by position
