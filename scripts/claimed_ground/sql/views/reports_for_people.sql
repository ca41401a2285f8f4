select
  reports.claim_id,
  claim_texts.credited_to as claimant,
  statements.stated_on,
  publishers.name as publisher,
  sources.published_on,
  reports.place,
  reports.attribution,
  qualifiers.label as hedge,
  reports.value,
  reports.value_upper,
  units.label as unit,
  reports.fragment,
  reports.language,
  sources.url
from reports
join claims on claims.claim_id = reports.claim_id
join claim_texts on claim_texts.claim_id = claims.claim_id
join statements on statements.statement_id = claims.statement_id
join sources on sources.source_id = reports.source_id
join publishers on publishers.publisher_id = sources.publisher_id
join units on units.unit_id = reports.unit_id
left join qualifiers on qualifiers.qualifier_id = reports.qualifier_id
order by reports.claim_id, sources.published_on, reports.source_id, reports.place
