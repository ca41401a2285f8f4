select
  reports.*,
  units.label as unit,
  second_units.label as second_unit,
  qualifiers.label as hedge,
  sources.url,
  sources.title,
  sources.published_on,
  publishers.name as publisher,
  agencies.name as agency,
  named.name as attributed_name
from reports
join sources using (source_id)
join publishers using (publisher_id)
join units on units.unit_id = reports.unit_id
left join units as second_units on second_units.unit_id = reports.second_unit_id
left join qualifiers on qualifiers.qualifier_id = reports.qualifier_id
left join publishers as agencies on agencies.publisher_id = sources.agency_id
left join claimants as named on named.claimant_id = reports.attributed_to
where reports.claim_id = :claim_id
order by sources.published_on is null, sources.published_on, reports.source_id, reports.place
