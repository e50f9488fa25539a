import { useCallback, useEffect, useRef } from 'react'

/** Sends what is not saved, one attempt after the other. */
export type Flush = {
  /** Tries now, instead of what was put off; answers whether nothing is left. */
  readonly flush: () => Promise<boolean>
  /** Tries after so many milliseconds, instead of what was put off before. */
  readonly flushIn: (ms: number) => void
  readonly cancel: () => void
}

/** `once` is one attempt and answers whether nothing is left. While `isWaiting` for the connection it is made again every `retryMs`. */
export function useFlush(once: () => Promise<boolean>, isWaiting: boolean, retryMs: number): Flush {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const sending = useRef<Promise<boolean> | null>(null)
  const cancel = useCallback(() => clearTimeout(timer.current), [])
  const flush = useCallback(async (): Promise<boolean> => {
    cancel()
    if (sending.current !== null) await sending.current
    sending.current = once()
    const done = await sending.current
    sending.current = null
    return done
  }, [once, cancel])
  const flushIn = useCallback(
    (ms: number) => {
      cancel()
      timer.current = setTimeout(() => void flush(), ms)
    },
    [flush, cancel],
  )
  useEffect(() => {
    if (!isWaiting) return undefined
    const again = setInterval(() => void flush(), retryMs)
    return () => clearInterval(again)
  }, [isWaiting, retryMs, flush])
  return { flush, flushIn, cancel }
}
