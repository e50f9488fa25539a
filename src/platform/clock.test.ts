import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { nap } from './clock.ts'
import { followClock } from './follow-clock.ts'

const HOUR_MS = 3_600_000

describe('a sleep', () => {
  it('is over at the signal', async () => {
    const ended = new AbortController()
    const clock = followClock(() => Promise.reject(new Error('nobody there')), new Date(0))
    const sleeps = [nap(HOUR_MS, ended.signal), clock.sleep(HOUR_MS, ended.signal)]
    ended.abort()
    await Promise.all(sleeps)
    await nap(HOUR_MS, ended.signal)
    clock.stop()
  })

  it('does not keep a process that has nothing else to do', async () => {
    const code = `
      const { systemClock } = await import('./src/platform/clock.ts')
      const { followClock } = await import('./src/platform/follow-clock.ts')
      const clock = followClock(() => Promise.reject(new Error('nobody there')), new Date(0))
      void systemClock.sleep(${HOUR_MS})
      void clock.sleep(${HOUR_MS})`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code])
    const [exit] = (await once(child, 'close')) as [number]
    expect(exit).toBe(0)
  })
})
