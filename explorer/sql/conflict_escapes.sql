select
  conflict_escapes.*,
  claim_texts.figure,
  claim_texts.credited_to as who,
  claim_texts.voice as side
from conflict_escapes
left join claims using (claim_id)
left join claim_texts using (claim_id)
where conflict_id = :conflict_id
order by position
