-- What the correlator knows takes another form, and more kinds: it is read again from the log.
alter table knowledge drop constraint knowledge_kind_check;
delete from knowledge;
delete from input_offset;
update incident set active = false;

-- Beside incidents' stories the outbox carries what is told to who makes changes.
alter table outbox drop column incident, drop column number;
alter table outbox alter column snapshot drop not null;
