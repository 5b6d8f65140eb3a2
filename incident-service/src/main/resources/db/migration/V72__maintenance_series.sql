-- Planned work that repeats, as operators scheduled it. Its windows are rows of maintenance_window. The end of the last
-- planned window is null for a series that goes on.
create table maintenance_series (
    id       text        primary key,
    ends_at  timestamptz,
    document jsonb       not null
);
