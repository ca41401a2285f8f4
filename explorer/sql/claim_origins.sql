select sentence from origins where claim_id = :claim_id
