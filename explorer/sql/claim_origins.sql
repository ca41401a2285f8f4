select replace(sentence, ' The claim rests on one origin.', '') as counted
from origins where claim_id = :claim_id
