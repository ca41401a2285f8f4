select * from conflict_steps where conflict_id = :conflict_id order by 2
