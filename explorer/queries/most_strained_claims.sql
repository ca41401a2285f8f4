-- title: Which figures fit the others least?
-- description: Claims by the number of sets that they are part of, with the change that the set in the middle asks for, in the figure's own unit.
select
  claim_texts.credited_to as claimant,
  claim_texts.figure,
  strain.sets,
  strain.median_change,
  strain.median_percent,
  strain.raise_by,
  strain.lower_by,
  strain.claim_id
from strain
join claims using (claim_id)
join claim_texts using (claim_id)
where strain.state = 'strained'
order by strain.sets desc, strain.claim_id
