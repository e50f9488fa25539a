import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused } from '#web/call.ts'
import { useFlush } from './use-flush.ts'

/** A draft as the server has it. */
export type DraftHead<T> = {
  readonly content: T
  readonly note: string
  readonly revision: number
  readonly savedByName: string
  readonly savedAt: string
}

/** saved: nothing is left to save. waiting: the server cannot be reached. held: it does not take this content. moved: somebody saved meanwhile. */
export type DraftState = 'saved' | 'changed' | 'saving' | 'waiting' | 'held' | 'moved'

export type DraftWork<T> = {
  readonly content: T
  readonly note: string
  readonly state: DraftState
  /** When it was saved last, and by whom; of the newest known revision. */
  readonly savedAt: string
  readonly savedByName: string
  readonly revision: () => number
  change(part: Partial<T>): void
  setNote(note: string): void
  /** Saves now; true when nothing is left unsaved. */
  flush(): Promise<boolean>
  /** After a conflict: the other's text, or one's own over it. */
  takeTheirs(): void
  keepMine(): Promise<boolean>
  /** Does what ends the draft; nothing unsaved of it comes back afterwards. */
  leave(act: () => Promise<unknown>): Promise<void>
}

type Kept<T> = { readonly content: T; readonly note: string; readonly revision: number }

const PAUSE_MS = 1500
const RETRY_MS = 5000

/**
 * A draft that saves itself a moment after each change. What is not saved yet lies in this browser under `key`, so that a closed tab or a
 * lost connection loses nothing. Two people cannot overwrite each other unseen: whoever saves second is asked whose text holds.
 */
export function useDraft<T extends object>(options: {
  readonly key: string
  readonly draft: DraftHead<T>
  readonly byName: string
  readonly save: (content: T, note: string, revision: number) => Promise<{ revision: number }>
}): DraftWork<T> {
  const { key, draft, byName } = options
  const [first] = useState(() => begin(key, draft))
  const [content, setContent] = useState(first.content)
  const [note, putNote] = useState(first.note)
  const [state, setState] = useState<DraftState>(first.state)
  const [saved, setSaved] = useState({ at: draft.savedAt, by: draft.savedByName })
  const now = useRef<Kept<T>>(first)
  const isSaved = useRef(first.state === 'saved')
  const send = useRef(options.save)
  const queries = useQueryClient()
  useEffect(() => {
    send.current = options.save
  }, [options.save])

  const once = useCallback(async (): Promise<boolean> => {
    if (isSaved.current) return true
    const mine = now.current
    setState('saving')
    try {
      const { revision } = await send.current(mine.content, mine.note, mine.revision)
      const same = now.current.content === mine.content && now.current.note === mine.note
      now.current = { ...now.current, revision }
      isSaved.current = same
      if (same) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(now.current))
      setSaved({ at: new Date().toISOString(), by: byName })
      setState(same ? 'saved' : 'changed')
      return same
    } catch (error) {
      const next = stateAfter(error)
      setState(next)
      // The other's text is fetched to choose from.
      if (next === 'moved') void queries.invalidateQueries()
      return false
    }
  }, [key, byName, queries])

  const { flush, flushIn, cancel } = useFlush(once, state === 'waiting', RETRY_MS)

  const put = useCallback(
    (next: Partial<Kept<T>>) => {
      now.current = { ...now.current, ...next }
      isSaved.current = false
      localStorage.setItem(key, JSON.stringify(now.current))
      setContent(now.current.content)
      putNote(now.current.note)
      setState((before) => {
        if (before === 'moved') return before
        flushIn(PAUSE_MS)
        return before === 'waiting' ? before : 'changed'
      })
    },
    [key, flushIn],
  )

  useEffect(() => {
    // What an earlier visit could not save, and what is left when the page is left.
    if (first.state === 'changed') flushIn(0)
    return () => {
      cancel()
      void flush()
    }
  }, [first, flush, flushIn, cancel])

  useEffect(() => {
    if (state === 'saved') return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [state])

  const takeTheirs = useCallback(() => {
    cancel()
    localStorage.removeItem(key)
    now.current = { content: draft.content, note: draft.note, revision: draft.revision }
    isSaved.current = true
    setContent(draft.content)
    putNote(draft.note)
    setSaved({ at: draft.savedAt, by: draft.savedByName })
    setState('saved')
  }, [key, draft, cancel])

  useEffect(() => {
    // Somebody else saved while nothing was changed here: theirs is the newest.
    if (isSaved.current && draft.revision > now.current.revision) takeTheirs()
  }, [draft, takeTheirs])

  return {
    content,
    note,
    state,
    savedAt: saved.at,
    savedByName: saved.by,
    revision: () => now.current.revision,
    change: (part) => put({ content: { ...now.current.content, ...part } }),
    setNote: (next) => put({ note: next }),
    flush,
    takeTheirs,
    leave: async (act) => {
      cancel()
      const before = isSaved.current
      isSaved.current = true
      try {
        await act()
        localStorage.removeItem(key)
      } catch (error) {
        isSaved.current = before
        throw error
      }
    },
    keepMine: () => {
      now.current = { ...now.current, revision: draft.revision }
      return flush()
    },
  }
}

/** What was left in this browser goes on if nobody has saved since; else it is held against the newest. */
function begin<T>(key: string, draft: DraftHead<T>): Kept<T> & { state: DraftState } {
  const { content, note, revision } = draft
  const kept = read<T>(key)
  if (kept === null) return { content, note, revision, state: 'saved' }
  return { ...kept, state: kept.revision === revision ? 'changed' : 'moved' }
}

function read<T>(key: string): Kept<T> | null {
  try {
    const text = localStorage.getItem(key)
    return text === null ? null : (JSON.parse(text) as Kept<T>)
  } catch {
    return null
  }
}

function stateAfter(error: unknown): DraftState {
  if (!(error instanceof Refused)) return 'waiting'
  if (error.code === 'draft_moved') return 'moved'
  return error.status === 0 || error.status >= 500 || error.status === 429 ? 'waiting' : 'held'
}
