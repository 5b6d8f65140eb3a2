-- An address has one confirmed subscription on each channel. Where an older release kept several of one webhook, they
-- stay, and all but the first are set apart.
alter table subscription add column duplicate boolean not null default false;
update subscription s set duplicate = true
from (
    select id, row_number() over (
        partition by channel, case channel when 'email' then lower(address) else address end
        order by created_at, id) as place
    from subscription where state = 'confirmed') ranked
where s.id = ranked.id and ranked.place > 1;
create unique index subscription_of_address
    on subscription (channel, (case channel when 'email' then lower(address) else address end))
    where state = 'confirmed' and not duplicate;
