-- title: Who denied what?
-- description: Claims that deny another claim.
select
  iif(denying.origin = 'stated', deniers.name, 'Outlets, from figures of ' || deniers.name) as denied_by,
  statements.stated_on,
  denying.summary as denial,
  denied.summary as denied,
  denying.claim_id,
  claim_links.target_id as denied_claim_id
from claim_links
join claims as denying on denying.claim_id = claim_links.claim_id
join statements on statements.statement_id = denying.statement_id
join claimants as deniers on deniers.claimant_id = statements.claimant_id
join claims as denied on denied.claim_id = claim_links.target_id
where claim_links.relation = 'denies'
order by statements.stated_on is null, statements.stated_on, denying.claim_id
