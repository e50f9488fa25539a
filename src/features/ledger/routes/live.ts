import { Refusal } from '#kernel/refusal.ts'
import { type Authenticate, type Route, route } from '#platform/http/route.ts'
import type { Live } from '#platform/live.ts'
import { listenLive } from '../api.ts'

/** Proxies end what is silent for longer, and a session that ended is noticed at the latest then. */
const BEAT_MS = 20_000

/** Tells pages that something changed. Who listens is looked up anew before every word: a session that ended hears nothing more. */
export function liveRoutes(live: Live, authenticate: Authenticate): Route[] {
  return [
    route(listenLive, async ({ request, reply }) => {
      if (request.headers.accept?.includes('text/event-stream') !== true)
        throw new Refusal('invalid_input', { field: 'accept', problem: 'text/event-stream' })
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // nginx keeps answers back otherwise.
        'x-accel-buffering': 'no',
      })
      // What comes while somebody is looked up is told together: a note says that something changed, not how often.
      const waiting = new Map<string, { clientId: string; topic: string }>()
      let looking = false
      async function tell(): Promise<void> {
        if (looking) return
        looking = true
        const actor = await authenticate(request).catch(() => null)
        looking = false
        if (raw.writableEnded) return
        if (actor === null || !actor.secondFactor) return end()
        const told = [...waiting.values()].filter((one) => actor.clientIds.includes(one.clientId))
        waiting.clear()
        raw.write(
          told.length === 0 ? ':\n\n' : told.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''),
        )
      }
      const { stop, ready } = live.listen({
        hear(note) {
          waiting.set(`${note.clientId} ${note.topic}`, note)
          void tell()
        },
        end: () => end(),
      })
      const beat = setInterval(() => void tell(), BEAT_MS)
      function end(): void {
        clearInterval(beat)
        stop()
        raw.end()
      }
      raw.on('close', end)
      await ready
      if (!raw.writableEnded) raw.write(':\n\n')
      return undefined as never
    }),
  ]
}
