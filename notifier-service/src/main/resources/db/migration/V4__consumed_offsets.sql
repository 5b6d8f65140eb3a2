-- The next record to read of each partition whose records become rows here, stored in the transaction that stores what
-- became of those before it; and of `tocsin.deliveries`, up to where these rows know what it says.
create table consumed_offset (
    topic text not null,
    kafka_partition int not null,
    next_offset bigint not null,
    primary key (topic, kafka_partition)
);

-- The incident's number at the opening: what is read again of the time before it does not close it.
alter table incident_told add opened_number bigint;

-- `operator_alert` stays for one release, for an instance of the one before this; alerts are kept on their topic now.
