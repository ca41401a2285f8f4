-- title: What do state-owned publishers print?
-- description: Publishers that a state owns or controls, with their reports and how many of these quote.
select publishers.name as publisher, publishers.country, count(*) as reports,
  sum(reports.attribution = 'quoted') as quoted, sum(reports.attribution = 'unattributed') as unattributed,
  publishers.publisher_id
from publishers
join sources using (publisher_id)
join reports using (source_id)
where publishers.is_state_owned = 1
group by publishers.publisher_id
order by reports desc, publisher
