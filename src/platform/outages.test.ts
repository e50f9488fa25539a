import { describe, expect, it } from 'vitest'
import { fixedClock } from './clock.ts'
import type { Log } from './log.ts'
import { watchOutages } from './outages.ts'

const away = new Error('away')
const MINUTE_MS = 60_000

function watched() {
  const said: string[] = []
  const say =
    (level: string): Log['info'] =>
    (event) =>
      said.push(`${level} ${event}`)
  const wall = fixedClock('2026-11-30T00:00:00Z')
  const log = { info: say('info'), error: say('error'), debug: say('debug') }
  return { said, wall, outages: watchOutages({ log, wall }, 'queue.not_read', (error) => error === away) }
}

describe('work that the clock takes up again', () => {
  it('is news while its failure may pass, and an error once that has lasted', () => {
    const { said, wall, outages } = watched()
    for (let minute = 0; minute <= 31; minute++) {
      outages.failed(away)
      wall.advance(MINUTE_MS)
    }
    expect(said).toEqual([
      ...Array<string>(30).fill('info queue.not_read'),
      ...Array<string>(2).fill('error queue.not_read'),
    ])
  })

  it('is an error at once when nothing passes by itself', () => {
    const { said, outages } = watched()
    outages.failed(new Error('denied'))
    expect(said).toEqual(['error queue.not_read'])
  })

  it('has its patience anew once it worked, each piece of work its own', () => {
    const { said, wall, outages } = watched()
    outages.failed(away, { store: 1 })
    outages.failed(away, { store: 2 })
    wall.advance(40 * MINUTE_MS)
    outages.worked({ store: 1 })
    outages.failed(away, { store: 1 })
    outages.failed(away, { store: 2 })
    expect(said.map((one) => one.split(' ')[0])).toEqual(['info', 'info', 'info', 'error'])
  })
})
