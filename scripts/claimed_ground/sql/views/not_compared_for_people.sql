select
  not_compared.reason,
  not_compared.sentence,
  regions.name as region,
  not_compared.family,
  not_compared.days_apart,
  not_compared.claim_id,
  not_compared.other_claim_id
from not_compared
join regions on regions.region_id = not_compared.region_id
order by not_compared.reason, not_compared.claim_id, not_compared.other_claim_id
