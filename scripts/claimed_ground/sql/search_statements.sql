insert into statements_fts (rowid, title, names, text)
select
  statements.rowid,
  statements.summary,
  claimants.name || ' ' || coalesce(claimants.aliases, ''),
  coalesce(statements.venue, '') || ' ' || coalesce(statements.role, '') || ' '
    || coalesce(group_concat(claims.summary, ' '), '')
from statements
join claimants on claimants.claimant_id = statements.claimant_id
left join claims on claims.statement_id = statements.statement_id
group by statements.rowid
order by statements.rowid;
