-- A mailbox hears once: where it has several confirmed subscriptions, the first one hears of all that they asked for.
alter table subscription add joined_to text references subscription;

-- What customers may hear of the likeliest cause; `suspect` may name what is internal, and stays for one release, for an
-- instance of the one before this.
alter table incident add public_cause text;

create temporary table joined on commit drop as
select id, first_value(id) over (partition by lower(address) order by created_at, id) as kept
from subscription where channel = 'email' and state = 'confirmed';

update subscription s set
    regions = wider.regions, components = wider.components, least_severity = wider.least_severity
from (
    select j.kept,
        case when bool_or(m.regions = '{}') then '{}'
            else array(select distinct region from joined o join subscription other on other.id = o.id,
                unnest(other.regions) region where o.kept = j.kept order by region) end as regions,
        case when bool_or(m.components = '{}') then '{}'
            else array(select distinct component from joined o join subscription other on other.id = o.id,
                unnest(other.components) component where o.kept = j.kept order by component) end as components,
        min(m.least_severity) as least_severity
    from joined j join subscription m on m.id = j.id
    group by j.kept having count(*) > 1) wider
where s.id = wider.kept;

-- What one of them was told, the mailbox was told; but not what still waits to be sent, which ends with its subscription.
insert into incident_told
    (incident, episode, subscription, state, opened_number, highest, last_title, last_state, last_severity, last_at)
select distinct on (t.incident, t.episode, j.kept)
    t.incident, t.episode, j.kept, t.state, t.opened_number, t.highest, t.last_title, t.last_state, t.last_severity, t.last_at
from incident_told t join joined j on j.id = t.subscription and j.id <> j.kept
where not exists (
    select from delivery d where d.subscription = t.subscription and d.incident = t.incident and d.state = 'due')
order by t.incident, t.episode, j.kept, t.state desc, t.last_at desc
on conflict do nothing;
insert into maintenance_told (window_id, subscription, episode, stage, starts_at, ends_at)
select distinct on (t.window_id, j.kept) t.window_id, j.kept, t.episode, t.stage, t.starts_at, t.ends_at
from maintenance_told t join joined j on j.id = t.subscription and j.id <> j.kept
where not exists (
    select from delivery d
    where d.subscription = t.subscription and d.incident = 'maintenance/' || t.window_id and d.state = 'due')
order by t.window_id, j.kept, t.episode desc
on conflict do nothing;

-- Each link in an old mail still ends what the mailbox hears.
update token t set subscription = j.kept from joined j where j.id = t.subscription and j.id <> j.kept;

update subscription s set
    state = 'left', reason = 'joined to subscription ' || j.kept || ' of the same mailbox', joined_to = j.kept
from joined j where j.id = s.id and j.id <> j.kept;
