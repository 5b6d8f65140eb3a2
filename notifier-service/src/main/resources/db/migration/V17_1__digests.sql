-- When a mail subscriber's notices of incidents are gathered into one mail: `hourly`, or the hour of a daily one by the
-- subscriber's clock, such as `08:00`; null for a mail for each notice.
alter table subscription
    add column digest text check (digest ~ '^(hourly|([01][0-9]|2[0-3]):00)$');

-- Whether it waits for a digest: it goes out with all others of its subscriber that are due then.
alter table delivery add column digest boolean not null default false;

-- When the next digest after a moment is due.
create function next_digest(digest text, zone_id text, moment timestamptz) returns timestamptz
language sql stable parallel safe return
    case digest
        when 'hourly' then date_trunc('hour', moment, zone_id) + interval '1 hour'
        else (
            select min(due) from (
                select (cast(moment at time zone zone_id as date) + days + cast(digest as time)) at time zone zone_id as due
                from generate_series(0, 2) as days) as times
            where due > moment)
    end;
