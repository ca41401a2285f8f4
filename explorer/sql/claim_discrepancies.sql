select discrepancies.*, rules.title, rulings.explanation as ruling
from discrepancy_claims
join discrepancies using (discrepancy_id)
join rules on rules.kind = discrepancies.kind
left join rulings on rulings.ruling_id = discrepancies.ruling_id
where discrepancy_claims.claim_id = :claim_id
group by discrepancies.discrepancy_id
order by rules.position, discrepancies.gap desc, discrepancies.discrepancy_id
