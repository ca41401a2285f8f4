-- title: Which claims of both sides do not fit together?
-- description: Sets of three claims or more with both sides among the speakers, the widest gap first.
select
  sentence,
  kind,
  claims,
  result,
  round(100 * abs(left_side - right_side) / max(abs(left_side), 1), 1) as gap_percent,
  conflict_id
from conflict_sets
where claims >= 3 and speakers = 'opposing'
order by gap_percent desc, conflict_id
