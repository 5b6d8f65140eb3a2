-- What a cell's trace asks for: decisions of a span of time.
create index trace_at on trace (at);

-- Of what kind each change was, for those who compare incidents long after it is forgotten.
create table change_heard (
    change text primary key,
    kind   text not null
);
