select
  sources.*,
  agencies.name as agency,
  count(reports.claim_id) as reports,
  count(*) over () as total
from sources
left join reports using (source_id)
left join publishers as agencies on agencies.publisher_id = sources.agency_id
where sources.publisher_id = :publisher_id
group by sources.source_id
order by sources.published_on is null, sources.published_on desc, sources.source_id
limit 50
