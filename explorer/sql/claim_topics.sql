select topics.topic_id, topics.title
from topic_claims
join topics using (topic_id)
where topic_claims.claim_id = :claim_id
order by topics.position
