-- The alerts that stand, so that each is told once, and its end too.
create table operator_alert (
    subject text primary key,
    raised_at timestamptz not null
);
