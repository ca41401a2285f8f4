select readings.*, units.label as unit
from readings
join units using (unit_id)
where claim_id = :claim_id
order by strictness desc, baseline
