-- title: Which publishers keep hedges, and which drop them?
-- description: Publishers with at least five reports that are not a claim's best report, by the share of hedges kept.
select
  publishers.name as publisher,
  publishers.kind,
  publishers.country,
  count(*) as reports,
  sum(drift.hedge = 'kept') as hedge_kept,
  sum(drift.hedge = 'dropped') as hedge_dropped,
  sum(drift.hedge = 'added') as hedge_added,
  sum(drift.figure = 'differs') as figure_differs,
  publishers.publisher_id
from drift
join sources using (source_id)
join publishers using (publisher_id)
where drift.is_best = 0
group by publishers.publisher_id
having count(*) >= 5
order by hedge_dropped desc, reports desc, publisher
