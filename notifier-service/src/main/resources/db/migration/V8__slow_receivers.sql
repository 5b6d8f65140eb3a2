-- Since when a subscriber's address has been slow or failing; null while it answers as it should.
alter table subscription add column failing_since timestamptz;

-- What is due to such an address is claimed in a lane of its own.
alter table delivery add column slow boolean not null default false;

-- A claim changes no column that an index has, and finds room on the row's own page.
alter table delivery set (fillfactor = 80);
