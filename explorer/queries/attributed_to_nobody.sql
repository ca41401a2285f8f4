-- title: Which figures are printed as facts?
-- description: Reports that attribute the figure to nobody, by publisher.
select publishers.name as publisher, publishers.country, count(*) as reports, publishers.publisher_id,
  group_concat(distinct drift.claim_id) as claims
from drift
join sources using (source_id)
join publishers using (publisher_id)
where drift.attribution = 'none'
group by publishers.publisher_id
order by reports desc, publisher
