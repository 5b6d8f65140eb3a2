-- The W3C trace context in which the deliveries of a report go on.
alter table report add column traceparent text;
