-- title: When were claims made, and by which side?
-- description: Claims per month of the statement and side of the claimant; what reporters computed counts as a third party's.
select substr(statements.stated_on, 1, 7) as month,
  sum(voice = 'russia') as russia,
  sum(voice = 'ukraine') as ukraine,
  sum(voice = 'third_party') as third_party,
  count(*) as claims
from claims
join statements using (statement_id)
join claim_texts using (claim_id)
where statements.stated_on is not null
group by month
order by month
