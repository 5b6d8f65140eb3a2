-- The history lists incidents by the month in which they started.
create index incident_started on incident (started_at, id);
