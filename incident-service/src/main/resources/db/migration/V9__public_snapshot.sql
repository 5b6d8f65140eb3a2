-- What customers may read of the incident after the event: `tocsin.public-incidents` is sent from it.
alter table outbox add column public_snapshot text;
