-- title: Which axioms do the proofs rest on?
-- description: What holds of ground whoever is right, by the number of proofs that use it.
select
  conflict_axioms.sentence,
  conflict_axioms.why,
  count(distinct conflict_id) as proofs,
  axiom_id
from conflict_axioms
left join conflict_steps using (axiom_id)
group by axiom_id
order by proofs desc, axiom_id
