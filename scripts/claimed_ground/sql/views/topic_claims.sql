select distinct
  topic_filters.topic_id,
  claims.claim_id
from topic_filters
join claims on claims.region_id = topic_filters.region_id
join indicators on indicators.indicator_id = claims.indicator_id
join claim_texts on claim_texts.claim_id = claims.claim_id
where (topic_filters.family is null or topic_filters.family = indicators.family)
  and (topic_filters.party is null or topic_filters.party = claims.party)
  and (topic_filters.from_date is null or topic_filters.from_date <= claim_texts.dated_on)
  and (topic_filters.to_date is null or topic_filters.to_date >= claim_texts.dated_on)
