insert into claims_fts (rowid, title, names, text)
select
  claims.rowid,
  claims.summary,
  claimants.name || ' ' || coalesce(claimants.aliases, '') || ' ' || regions.name || ' '
    || coalesce(regions.name_uk, '') || ' ' || coalesce(regions.name_ru, ''),
  indicators.label || ' ' || coalesce(statements.venue, '') || ' '
    || coalesce(group_concat(reports.fragment, ' '), '')
from claims
join statements on statements.statement_id = claims.statement_id
join claimants on claimants.claimant_id = statements.claimant_id
join regions on regions.region_id = claims.region_id
join indicators on indicators.indicator_id = claims.indicator_id
left join reports on reports.claim_id = claims.claim_id
group by claims.rowid
order by claims.rowid;
