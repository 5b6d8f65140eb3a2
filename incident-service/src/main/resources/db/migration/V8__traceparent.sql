-- The W3C trace context in which an event goes on: it begins with what a probe saw, or with a request.
alter table outbox add column traceparent text;
