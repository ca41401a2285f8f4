-- title: When were claims made, and by which side?
-- description: Claims per month of the statement and side of the claimant; what reporters computed counts as a third party's.
select substr(statements.stated_on, 1, 7) as month,
  sum(claimants.side = 'russia' and claims.origin = 'stated') as russia,
  sum(claimants.side = 'ukraine' and claims.origin = 'stated') as ukraine,
  sum(claimants.side = 'third_party' or claims.origin <> 'stated') as third_party,
  count(*) as claims
from claims
join statements using (statement_id)
join claimants using (claimant_id)
where statements.stated_on is not null
group by month
order by month
