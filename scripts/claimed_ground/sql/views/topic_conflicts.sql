select
  of_topic.topic_id,
  conflict_sets.conflict_id,
  conflict_sets.claims,
  conflict_sets.kind,
  conflict_sets.speakers,
  conflict_sets.sentence,
  conflict_sets.result
from (
  select topic_claims.topic_id, conflict_members.conflict_id, count(distinct conflict_members.position) as places
  from topic_claims
  join conflict_members using (claim_id)
  group by topic_claims.topic_id, conflict_members.conflict_id
) as of_topic
join conflict_sets using (conflict_id)
-- A set belongs to a topic if each place of it can be filled with a claim of the topic.
where of_topic.places = conflict_sets.claims
