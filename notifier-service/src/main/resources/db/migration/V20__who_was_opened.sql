-- The planner takes an index by incident alone for as good as one by subscription too, while it does not know yet how
-- many were told: a statement for thousands of subscribers then looked through all of them for each.
-- An instance that was killed while it made the index has left one that is not valid.
drop index concurrently if exists incident_told_opened;
create index concurrently incident_told_opened on incident_told (incident, subscription) where state = 'opened';
drop index concurrently if exists incident_told_open;
