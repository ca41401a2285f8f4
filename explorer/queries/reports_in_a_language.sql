-- title: How was a claim printed in one language?
-- description: Fragments of the reports of one claim in one language (en, uk, ru, de, …).
-- param claim: rudskoi-2025-02-20-kursk-share-retaken
-- param language: de
select publishers.name as publisher, sources.published_on, reports.place, reports.attribution,
  reports.fragment, reports.language, sources.url
from reports
join sources using (source_id)
join publishers using (publisher_id)
where reports.claim_id = :claim and reports.language = :language
order by sources.published_on is null, sources.published_on, publisher
