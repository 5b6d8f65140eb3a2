-- Customers sign in to a page of their own components: names such as login, @na or login@na.
alter table account
    drop constraint account_role_check,
    add constraint account_role_check check (role in ('customer', 'viewer', 'responder', 'admin')),
    add column scope text[] not null default '{}';
