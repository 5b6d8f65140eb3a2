// Prints one line for each public snapshot of an incident: id, number, state, title and regions, with tabs between.
// Arguments: the bootstrap address (127.0.0.1:9092 by default); --once ends the program at the end of the topic.

import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'

const { Kafka, logLevel } = createRequire(import.meta.url)('kafkajs')

const TOPIC = 'tocsin.public-incidents'
const TYPE = 'tocsin.public_incident.snapshot.v1'
const once = process.argv.includes('--once')
const server = process.argv.slice(2).find(each => each !== '--once') ?? '127.0.0.1:9092'
const numbers = new Map() // the last that was seen of each incident

function show({ key, value, headers, offset }, partition) {
  if (value === null) {
    console.error(`${key} was removed`)
  } else if (String(headers?.ce_type) === TYPE) { // other types are passed over
    try {
      const { incident, withdrawn } = JSON.parse(String(value))
      const { id, number, state, title, regions } = incident
      if (number > (numbers.get(id) ?? 0)) {
        numbers.set(id, number)
        console.log([id, number, state, title, withdrawn ? 'withdrawn' : regions.join(',')].join('\t'))
      }
    } catch (error) {
      console.error(`Skipped ${partition}:${offset}: ${error.message}`)
    }
  }
}

function fail(error) {
  console.error(`Cannot read ${TOPIC} at ${server}: ${error.message}`)
  process.exit(1)
}

async function read() {
  const kafka = new Kafka({ brokers: [server], logLevel: logLevel.ERROR })
  const admin = kafka.admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets(TOPIC)
  await admin.disconnect()
  const unread = new Map(ends.filter(end => end.high !== end.low).map(end => [end.partition, BigInt(end.high)]))
  if (once && unread.size === 0) return

  // The client wants a group; this program keeps no offsets. It reads committed records only, unless it is told not to.
  const consumer = kafka.consumer({ groupId: `public-incidents-${randomUUID()}`, allowAutoTopicCreation: false })
  consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || fail(payload.error))
  consumer.on(consumer.events.END_BATCH_PROCESS, async ({ payload: { partition, lastOffset } }) => {
    if (BigInt(lastOffset) + 1n >= unread.get(partition)) unread.delete(partition)
    if (once && unread.size === 0) await consumer.disconnect()
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [TOPIC], fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage: async ({ partition, message }) => show(message, partition) })
}

read().catch(fail)
