-- title: Whose texts do sources carry?
-- description: Agencies and outlets by the number of documents that carry their text, and of publishers that print them.
select
  publishers.name as agency,
  count(*) as documents,
  count(distinct sources.publisher_id) as carriers,
  count(distinct sources.language) as languages,
  publishers.publisher_id as agency_id
from sources
join publishers on publishers.publisher_id = sources.agency_id
group by publishers.publisher_id
order by documents desc, agency
