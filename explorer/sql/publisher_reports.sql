select
  reports.*,
  units.label as unit,
  second_units.label as second_unit,
  qualifiers.label as hedge,
  sources.published_on,
  claim_texts.figure as claimed,
  claim_texts.credited_to as who,
  claim_texts.voice as side,
  regions.name as region,
  coalesce(
    nullif(
      ltrim(
        iif(drift.hedge = 'kept', '', ', hedge ' || drift.hedge)
          || case drift.figure
            when 'rounded' then ', figure rounded'
            when 'complement' then ', the rest of the whole'
            when 'differs' then ', another figure'
            else ''
          end
          || iif(drift.unit = 'conversion_off', ', conversion off', '')
          || case drift.attribution
            when 'wider' then ', attributed more widely'
            when 'other' then ', attributed to another'
            when 'none' then ', attributed to nobody'
            when 'computed' then ', computed'
            else ''
          end,
        ', '
      ),
      ''
    ),
    iif(drift.is_best, 'its figure is taken from here', 'the same')
  ) as against,
  count(*) over () as total
from reports
join sources using (source_id)
join claims using (claim_id)
join claim_texts using (claim_id)
join regions using (region_id)
join drift using (claim_id, source_id, place)
join units on units.unit_id = reports.unit_id
left join units as second_units on second_units.unit_id = reports.second_unit_id
left join qualifiers on qualifiers.qualifier_id = reports.qualifier_id
where sources.publisher_id = :publisher_id
order by sources.published_on is null, sources.published_on desc, reports.source_id, reports.claim_id, reports.place
limit 50
