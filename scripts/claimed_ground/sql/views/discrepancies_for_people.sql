select
  discrepancies.discrepancy_id,
  discrepancies.kind,
  discrepancies.degree,
  discrepancies.sentence,
  discrepancies.speakers,
  (
    select group_concat(name, '; ')
    from (
      select distinct
        claim_texts.credited_to as name
      from discrepancy_claims
      join claims on claims.claim_id = discrepancy_claims.claim_id
      join claim_texts on claim_texts.claim_id = claims.claim_id
      where discrepancy_claims.discrepancy_id = discrepancies.discrepancy_id
      order by 1
    )
  ) as claimants,
  regions.name as region,
  discrepancies.family,
  discrepancies.first_value,
  discrepancies.second_value,
  units.label as unit,
  discrepancies.gap,
  discrepancies.days_apart,
  discrepancies.first_day,
  rulings.explanation as ruling
from discrepancies
left join regions on regions.region_id = discrepancies.region_id
left join units on units.unit_id = discrepancies.unit_id
left join rulings on rulings.ruling_id = discrepancies.ruling_id
order by
  discrepancies.ruling_id is not null,
  discrepancies.kind,
  discrepancies.gap / max(abs(discrepancies.first_value), abs(discrepancies.second_value)) desc,
  discrepancies.discrepancy_id
