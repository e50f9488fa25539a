import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signOut } from '#features/identity/api/session.ts'
import { exportLedger, listenLive } from '#features/ledger/api.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// Pages hear at once that something changed: those who may see it, and nobody after signing out.

let world: TestWorld
let agency: TestAgency
let origin: string
let isClosed = false

beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency()
  // A stream needs a port.
  origin = await world.app.http.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => (isClosed ? undefined : world?.close()))

type Stream = { next(): Promise<unknown>; ended(): Promise<string> }

async function listen(caller: Caller): Promise<Stream> {
  const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(origin + listenLive.path, { headers: { cookie, accept: 'text/event-stream' } })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    async next() {
      for (;;) {
        const found = /data: (.*)\n\n/.exec(text)
        if (found !== null) {
          text = text.slice(found.index + found[0].length)
          return JSON.parse(found[1]!) as unknown
        }
        const { value, done } = await reader.read()
        if (done) throw new Error('the stream ended')
        text += value
      }
    },
    async ended() {
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return text
        text += value
      }
    },
  }
}

/** Of which clients something is heard until a topic comes. */
async function heard(stream: Stream, topic: string): Promise<string[]> {
  const clients = new Set<string>()
  for (;;) {
    const note = (await stream.next()) as { clientId: string; topic: string }
    expect(Object.keys(note)).toEqual(['clientId', 'topic'])
    clients.add(note.clientId)
    if (note.topic === topic) return [...clients]
  }
}

/** Something that leaves an entry in a client's ledger. */
async function happens(clientId: string): Promise<void> {
  const lin = await agency.as('lin')
  await lin.ask(exportLedger, { params: { clientId }, query: { format: 'zip' } })
}

describe('what changes', () => {
  it('is told to those whose client it is, with nothing but the client and the topic', async () => {
    const [mine, theirs] = agency.clients
    const nora = await listen(await agency.arrive('nora'))
    const sasha = await listen(await agency.arrive('sasha'))
    await happens(mine!.clientId)
    expect(await heard(nora, 'ledger')).toEqual([mine!.clientId])
    await happens(theirs!.clientId)
    // All that she has heard until then is her own.
    expect(await heard(sasha, 'ledger')).toEqual([theirs!.clientId])
  })

  it('is not told any more to whom has signed out: the stream ends', async () => {
    const caller = await agency.arrive('nils')
    const stream = await listen(caller)
    await caller.call(signOut)
    await happens(agency.clients[0]!.clientId)
    expect(await stream.ended()).not.toContain('data:')
  })

  it('is told to nobody who is not signed in, and only as a stream', async () => {
    expect((await world.nobody().ask(listenLive)).status).toBe(401)
    expect((await (await agency.as('nora')).ask(listenLive)).status).toBe(400)
  })

  it('does not keep the product from closing', async () => {
    const stream = await listen(await agency.arrive('nadia'))
    await world.close()
    isClosed = true
    expect(await stream.ended()).not.toContain('data:')
  })
})
