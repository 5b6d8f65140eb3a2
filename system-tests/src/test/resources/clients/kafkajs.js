// Reads with kafkajs: SERVERS TOPIC:PARTITION:LAST..., prints `TOPIC PARTITION OFFSET TYPE` for each record.

const { Kafka, logLevel } = require('kafkajs')

const [server, ...wanted] = process.argv.slice(2)
const last = new Map(wanted.map(each => {
  const [topic, partition, offset] = each.split(':')
  return [topic + ' ' + partition, BigInt(offset)]
}))
const kafka = new Kafka({ brokers: [server], logLevel: logLevel.ERROR })
const consumer = kafka.consumer({ groupId: 'kafkajs-' + process.pid })

const end = (status, message) => {
  if (message) console.error(message)
  process.exit(status)
}
setTimeout(() => end(1, 'Not read to their last record: ' + [...last.keys()]), 120_000)

async function read() {
  await consumer.connect()
  await consumer.subscribe({ topics: [...new Set(wanted.map(each => each.split(':')[0]))], fromBeginning: true })
  consumer.on(consumer.events.CRASH, event => end(1, event.payload.error.stack))
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      console.log(topic, partition, message.offset, String(message.headers.ce_type ?? '-'))
      const place = topic + ' ' + partition
      if (last.has(place) && BigInt(message.offset) >= last.get(place)) last.delete(place)
      if (last.size === 0) end(0)
    }
  })
}
read().catch(error => end(1, error.stack))
