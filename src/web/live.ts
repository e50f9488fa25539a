import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

// What the server says has changed is asked for again at once. Without the stream (an old proxy, no secure page) pages ask now and then.

const PATH = '/api/live'
const NAME = 'steward-live'
/** A batch that is carried out writes many entries: they are answered with one question. */
const TOGETHER_MS = 400
const AGAIN_MS = 30_000

type Note = { readonly clientId: string; readonly topic: string }

/** Keeps what is shown in step while somebody is signed in. All tabs of a browser share one stream, which the first of them holds. */
export function useLive(isSignedIn: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isSignedIn || typeof EventSource === 'undefined' || !('locks' in navigator)) return
    const notes = new Map<string, Note>()
    let timer: number | undefined
    const hear = (note: Note): void => {
      notes.set(`${note.clientId} ${note.topic}`, note)
      timer ??= window.setTimeout(() => {
        timer = undefined
        const heard = [...notes.values()]
        notes.clear()
        refresh(queries, heard)
      }, TOGETHER_MS)
    }
    const others = new BroadcastChannel(NAME)
    others.addEventListener('message', ({ data }: MessageEvent<Note>) => hear(data))
    const left = new AbortController()
    navigator.locks
      .request(NAME, { signal: left.signal }, () =>
        stream(left.signal, (note) => {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of one's own origin, not a window
          others.postMessage(note)
          hear(note)
        }),
      )
      .catch(() => undefined)
    return () => {
      left.abort()
      others.close()
      window.clearTimeout(timer)
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- signing in or out begins or ends the stream
  }, [queries, isSignedIn])
}

/** Listens until the tab leaves. A lost line is taken up again by the browser; one that was turned away is asked for anew after a while. */
function stream(left: AbortSignal, hear: (note: Note) => void): Promise<void> {
  return new Promise((resolve) => {
    let source = open()
    let again: number | undefined
    function open(): EventSource {
      const opened = new EventSource(PATH)
      opened.addEventListener('message', ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as Note))
      opened.addEventListener('error', () => {
        if (opened.readyState !== EventSource.CLOSED) return
        again = window.setTimeout(() => {
          source = open()
        }, AGAIN_MS)
      })
      return opened
    }
    left.addEventListener('abort', () => {
      window.clearTimeout(again)
      source.close()
      resolve()
    })
  })
}

/** Asks again for the answers that hang on such topics, of the clients they are about. */
export function refresh(queries: QueryClient, notes: readonly Note[]): void {
  void queries.invalidateQueries({
    predicate: ({ meta, queryKey }) => {
      const topics = (meta?.['live'] ?? []) as readonly string[]
      const input = queryKey[1] as { params?: { clientId?: string } } | undefined
      const clientId = input?.params?.clientId
      return notes.some(
        (one) => topics.includes(one.topic) && (clientId === undefined || clientId === one.clientId),
      )
    },
  })
}
