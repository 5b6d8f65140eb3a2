"""Reads with confluent-kafka: SERVERS TOPIC:PARTITION:LAST..., prints `TOPIC PARTITION OFFSET TYPE` for each record."""

import sys
import time

from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition

last = {}
for wanted in sys.argv[2:]:
    topic, partition, offset = wanted.split(":")
    last[(topic, int(partition))] = int(offset)
consumer = Consumer({"bootstrap.servers": sys.argv[1], "group.id": "confluent", "enable.auto.commit": False})
consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for topic, partition in last])
deadline = time.monotonic() + 120
while last:
    if time.monotonic() > deadline:
        sys.exit("Not read to their last record: %s" % last)
    record = consumer.poll(0.5)
    if record is None:
        continue
    if record.error():
        sys.exit(str(record.error()))
    kind = dict(record.headers() or []).get("ce_type", b"-").decode()
    print(record.topic(), record.partition(), record.offset(), kind)
    place = (record.topic(), record.partition())
    if place in last and record.offset() >= last[place]:
        del last[place]
consumer.close()
