"""Prints one line for each public snapshot of an incident: id, number, state, title and regions, with tabs between.

Arguments: the bootstrap address (127.0.0.1:9092 by default); --once ends the program at the end of the topic."""

import json
import sys
import uuid
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

TOPIC = "tocsin.public-incidents"
TYPE = b"tocsin.public_incident.snapshot.v1"
numbers = {}  # the last that was seen of each incident


def show(record):
    if record.value() is None:
        print(record.key().decode(), "was removed", file=sys.stderr)
    elif dict(record.headers() or []).get("ce_type") == TYPE:  # other types are passed over
        try:
            snapshot = json.loads(record.value())
            incident = snapshot["incident"]
            if incident["number"] > numbers.get(incident["id"], 0):
                numbers[incident["id"]] = incident["number"]
                where = "withdrawn" if snapshot["withdrawn"] else ",".join(incident["regions"])
                values = [incident[name] for name in ("id", "number", "state", "title")]
                print(*values, where, sep="\t", flush=True)
        except (ValueError, KeyError, TypeError) as error:
            print(f"Skipped {record.partition()}:{record.offset()}: {error!r}", file=sys.stderr)


def read(server, once):
    consumer = Consumer({
        "bootstrap.servers": server,
        "group.id": f"public-incidents-{uuid.uuid4()}",  # the client wants one; this program keeps no offsets
        "enable.auto.commit": False,
        "enable.partition.eof": True,
        "isolation.level": "read_committed",
    })
    topic = consumer.list_topics(TOPIC, timeout=10).topics[TOPIC]
    if topic.error:
        raise KafkaException(topic.error)
    consumer.assign([TopicPartition(TOPIC, partition, OFFSET_BEGINNING) for partition in topic.partitions])
    unread = set(topic.partitions)
    while unread or not once:
        record = consumer.poll(0.5)
        if record is not None and record.error() is None:
            show(record)
        elif record is not None and record.error().code() == KafkaError._PARTITION_EOF:
            unread.discard(record.partition())
        elif record is not None:
            raise KafkaException(record.error())
    consumer.close()


try:
    servers = [argument for argument in sys.argv[1:] if argument != "--once"] or ["127.0.0.1:9092"]
    read(servers[0], "--once" in sys.argv)
except KafkaException as error:
    sys.exit(f"Cannot read {TOPIC}: {error}")
