select
  conflict_members.*,
  claims.summary,
  claim_texts.figure,
  claim_texts.credited_to as who,
  claim_texts.voice as side
from conflict_members
join claims using (claim_id)
join claim_texts using (claim_id)
where conflict_id = :conflict_id
order by position, is_example desc, claim_id
