"""Reads with kafka-python: SERVERS TOPIC:PARTITION:LAST..., prints `TOPIC PARTITION OFFSET TYPE` for each record."""

import sys
import time

from kafka import KafkaConsumer, TopicPartition

last = {}
for wanted in sys.argv[2:]:
    topic, partition, offset = wanted.split(":")
    last[TopicPartition(topic, int(partition))] = int(offset)
consumer = KafkaConsumer(bootstrap_servers=sys.argv[1], enable_auto_commit=False)
consumer.assign(list(last))
consumer.seek_to_beginning()
deadline = time.monotonic() + 120
while last:
    if time.monotonic() > deadline:
        sys.exit("Not read to their last record: %s" % last)
    for place, records in consumer.poll(timeout_ms=500).items():
        for record in records:
            kind = dict(record.headers).get("ce_type", b"-").decode()
            print(record.topic, record.partition, record.offset, kind)
            if place in last and record.offset >= last[place]:
                del last[place]
