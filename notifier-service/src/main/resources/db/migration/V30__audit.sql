-- Who did what. Nobody edits it, not even this service.
create table audited_action (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    action text not null,
    subject text not null,
    result text not null,
    address text
);

create function audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is not edited';
end
$$;

create trigger audited_actions_stay before update or delete on audited_action
    for each row execute function audit_stays();
create trigger audit_log_stays before truncate on audited_action
    for each statement execute function audit_stays();
