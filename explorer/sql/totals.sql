select 'claims' as what, count(*) as rows from claims
union all select 'claimants', count(*) from claimants
union all select 'reports of them', count(*) from reports
union all select 'sources', count(*) from sources
union all select 'publishers', count(*) from publishers
