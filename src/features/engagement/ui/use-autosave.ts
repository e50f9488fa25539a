import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused } from '#web/call.ts'
import { type Answer, type Answers, asked, checkAnswer } from '../rules/intake.ts'
import { type QuestionId, findQuestion } from '../rules/intake-questions.ts'
import { useFlush } from './use-flush.ts'

export type Problem = { readonly code: string; readonly most: number | null }
type Changes = Readonly<Partial<Record<QuestionId, unknown>>>
type Saved = {
  savedAt: string
  problems: readonly { question: string; code: string; most: number | null }[]
}

export type Autosave = {
  /** As the person sees them: what is saved, with what was changed since. */
  readonly answers: Changes
  readonly problems: Readonly<Partial<Record<QuestionId, Problem>>>
  readonly state: 'untouched' | 'saving' | 'saved' | 'waiting' | 'held'
  /** A link that is over, a right that was taken: nothing more can be saved. */
  readonly ended: Error | null
  set(question: QuestionId, value: Answer | null): void
  /** Saves now; true when nothing is left unsaved. */
  flush(): Promise<boolean>
  say(problems: Readonly<Partial<Record<QuestionId, Problem>>>): void
}

const PAUSE_MS = 700
const RETRY_MS = 4000

function kept(key: string): Changes {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Changes
  } catch {
    return {}
  }
}

/**
 * Saves answers a moment after each change. What is not saved yet lies in this browser under `key`: a lost connection, a closed tab or a
 * wrong answer loses nothing. Only changed answers are sent, so that two people may answer at once.
 */
export function useAutosave(
  key: string,
  first: Answers,
  save: (answers: Record<string, unknown>) => Promise<Saved>,
): Autosave {
  const [pending, setPending] = useState<Changes>(() => kept(key))
  const [base, setBase] = useState<Changes>(first)
  const [problems, setProblems] = useState<Autosave['problems']>({})
  const [state, setState] = useState<Autosave['state']>('untouched')
  const [ended, setEnded] = useState<Error | null>(null)
  const now = useRef(pending)
  const known = useRef<Changes>(first)
  const send = useRef(save)
  useEffect(() => {
    send.current = save
  }, [save])

  const put = useCallback(
    (next: Changes) => {
      now.current = next
      setPending(next)
      if (Object.keys(next).length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(next))
    },
    [key],
  )

  const once = useCallback(async (): Promise<boolean> => {
    // A wrong answer to what is no longer asked holds nothing up.
    const open = new Set<string>(asked({ ...known.current, ...now.current } as Answers))
    const dropped = Object.entries(now.current).filter(([id, value]) => !open.has(id) && !isRight(id, value))
    if (dropped.length > 0) {
      const gone = new Set(dropped.map(([id]) => id))
      put(Object.fromEntries(Object.entries(now.current).filter(([id]) => !gone.has(id))))
      setProblems((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !gone.has(id))))
    }
    const sent = Object.fromEntries(Object.entries(now.current).filter(([id, value]) => isRight(id, value)))
    const left = (): number => Object.keys(now.current).length
    if (Object.keys(sent).length === 0) {
      setState((before) => (left() > 0 ? 'held' : before === 'held' ? 'saved' : before))
      return left() === 0
    }
    setState('saving')
    try {
      const answer = await send.current(sent)
      const wrong = new Map(answer.problems.map(({ question, code, most }) => [question, { code, most }]))
      setProblems((before) => ({ ...before, ...Object.fromEntries(wrong) }))
      const right = Object.entries(sent).filter(([id]) => !wrong.has(id))
      known.current = { ...known.current, ...Object.fromEntries(right) }
      setBase(known.current)
      // What was changed again while it was on its way is still to be saved.
      const same = new Set(
        right.filter(([id, value]) => now.current[id as QuestionId] === value).map(([id]) => id),
      )
      put(Object.fromEntries(Object.entries(now.current).filter(([id]) => !same.has(id))))
      setState(left() > 0 ? 'held' : 'saved')
      return left() === 0
    } catch (error) {
      const passing =
        error instanceof Refused && (error.status === 0 || error.status >= 500 || error.status === 429)
      if (passing) setState('waiting')
      else setEnded(error as Error)
      return false
    }
  }, [put])

  const { flush, flushIn } = useFlush(once, state === 'waiting', RETRY_MS)

  useEffect(() => {
    // What an earlier visit could not save.
    if (Object.keys(now.current).length > 0) void flush()
    const back = (): void => void flush()
    addEventListener('online', back)
    return () => {
      removeEventListener('online', back)
      if (Object.keys(now.current).length > 0) void flush()
    }
  }, [flush])

  const set = useCallback(
    (question: QuestionId, value: Answer | null) => {
      const problem = value === null ? null : checkAnswer(findQuestion(question)!, value)
      setProblems((before) => {
        const { [question]: _, ...rest } = before
        return problem === null ? rest : { ...rest, [question]: problem }
      })
      put({ ...now.current, [question]: value })
      setState((before) => (before === 'waiting' ? before : 'saving'))
      flushIn(PAUSE_MS)
    },
    [put, flushIn],
  )

  return { answers: { ...base, ...pending }, problems, state, ended, set, flush, say: setProblems }
}

function isRight(id: string, value: unknown): boolean {
  const question = findQuestion(id)
  return question !== null && (value === null || checkAnswer(question, value) === null)
}
