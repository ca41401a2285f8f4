-- title: When were claims made, and by which side?
-- description: Claims per month of the statement and side of the claimant.
select substr(statements.stated_on, 1, 7) as month,
  sum(claimants.side = 'russia') as russia,
  sum(claimants.side = 'ukraine') as ukraine,
  sum(claimants.side = 'third_party') as third_party,
  count(*) as claims
from claims
join statements using (statement_id)
join claimants using (claimant_id)
where statements.stated_on is not null
group by month
order by month
