select distinct
  topic_filters.topic_id,
  claims.claim_id
from topic_filters
join claims
join indicators on indicators.indicator_id = claims.indicator_id
join claim_texts on claim_texts.claim_id = claims.claim_id
where (topic_filters.region_id is null or topic_filters.region_id = claims.region_id)
  and (topic_filters.family is null or topic_filters.family = indicators.family)
  and (topic_filters.indicator_id is null or topic_filters.indicator_id = claims.indicator_id)
  and (topic_filters.party is null or topic_filters.party = claims.party)
  and (topic_filters.from_date is null or topic_filters.from_date <= claim_texts.dated_from)
  and (topic_filters.to_date is null or topic_filters.to_date >= claim_texts.dated_to)
  -- A period without a known start is left in: nothing says that it starts too early or too late.
  and (topic_filters.starts_from_date is null or claims.period_start is null
    or topic_filters.starts_from_date <= claims.period_start)
  and (topic_filters.starts_to_date is null or claims.period_start is null
    or topic_filters.starts_to_date >= claims.period_start)
