select strain.*, units.label as unit from strain left join units using (unit_id) where claim_id = :claim_id
