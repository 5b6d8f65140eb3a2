-- Subscribers that missed a notice, because it was given up, and have taken none since. Operators get one alert for all
-- of them.
create table missed_subscriber (
    subscription text primary key references subscription on delete cascade,
    missed_at timestamptz not null
);
