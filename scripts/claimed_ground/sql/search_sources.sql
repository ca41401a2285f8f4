insert into sources_fts (rowid, title, names, text)
select
  sources.rowid,
  coalesce(sources.title, ''),
  publishers.name || ' ' || coalesce(publishers.aliases, '') || ' '
    || coalesce(group_concat(distinct claimants.name || ' ' || coalesce(claimants.aliases, '')), ''),
  coalesce(sources.url, '') || ' ' || coalesce(group_concat(distinct reports.fragment), '')
from sources
join publishers on publishers.publisher_id = sources.publisher_id
left join reports on reports.source_id = sources.source_id
left join claims on claims.claim_id = reports.claim_id
left join statements on statements.statement_id = claims.statement_id
left join claimants on claimants.claimant_id = statements.claimant_id
group by sources.rowid
order by sources.rowid;
