-- title: In which languages are the sources?
-- description: Documents, publishers and reports per language.
select sources.language, count(distinct sources.source_id) as sources,
  count(distinct sources.publisher_id) as publishers, count(reports.claim_id) as reports
from sources
left join reports using (source_id)
group by sources.language
order by sources desc, sources.language
