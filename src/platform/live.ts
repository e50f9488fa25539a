import pg from 'pg'
import type { Log } from './log.ts'

/** What was just written into a client's ledger: the part of the event before its dot, such as `changes` or `witness`. */
export type LiveNote = { readonly clientId: string; readonly topic: string }
type Listener = { hear(note: LiveNote): void; end(): void }

/** Hears what any process on the database commits. Lost notes are lost: whoever listens asks again by itself now and then. */
export type Live = {
  /** Answers how to stop listening, and when it is listened indeed. `end` is called when nothing more will come. */
  listen(listener: Listener): { stop(): void; ready: Promise<void> }
  close(): Promise<void>
}

export const LIVE_CHANNEL = 'steward_live'
const AGAIN_MS = 5_000

/** One connection a process, opened for the first listener. A pooler that keeps no session hears nothing, and pages ask as before. */
export function openLive(url: string, log: Log): Live {
  const listeners = new Set<Listener>()
  let client: pg.Client | null = null
  let ready = Promise.resolve()
  let again: NodeJS.Timeout | null = null
  let closed = false

  function connect(): void {
    again = null
    if (client !== null || closed) return
    const mine = new pg.Client({ connectionString: url, application_name: 'steward live' })
    client = mine
    const lost = (): void => {
      if (client !== mine) return
      client = null
      if (closed || listeners.size === 0) return
      again = setTimeout(connect, AGAIN_MS)
      again.unref()
    }
    mine.on('error', lost)
    mine.on('end', lost)
    mine.on('notification', ({ payload = '' }) => {
      const [clientId = '', topic = ''] = payload.split(' ')
      for (const listener of listeners) listener.hear({ clientId, topic })
    })
    ready = mine
      .connect()
      .then(() => mine.query(`listen ${LIVE_CHANNEL}`))
      .then(() => undefined)
      .catch((error: unknown) => {
        log.error('live.not_connected', { error })
        lost()
      })
  }

  return {
    listen(listener) {
      listeners.add(listener)
      if (again === null) connect()
      return { ready, stop: () => void listeners.delete(listener) }
    },
    async close() {
      closed = true
      if (again !== null) clearTimeout(again)
      for (const listener of listeners) listener.end()
      listeners.clear()
      await client?.end().catch(() => undefined)
    },
  }
}
