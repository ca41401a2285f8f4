-- title: What looks alike and is not compared?
-- description: Pairs of claims that are not held against each other, with the reason, for one region.
-- param region: ru-kursk
select sentence, reason, claim_id, other_claim_id
from not_compared
where region_id = :region
order by reason, claim_id
