select name || '; ' || coalesce(aliases, '')
from claimants
where kind = 'person'
order by claimant_id;
