import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, events, isSettled, reachedAmazon, states } from './states.ts'

const paths = fc.array(fc.constantFrom(...events), { maxLength: 40 })

/** Follows what can happen, from a proposal. */
function walk(path: readonly (typeof events)[number][]) {
  const seen: {
    from: (typeof states)[number]
    event: (typeof events)[number]
    to: (typeof states)[number]
  }[] = []
  let state: (typeof states)[number] = 'proposed'
  for (const event of path) {
    const next = after(state, event)
    if (next === null) continue
    seen.push({ from: state, event, to: next })
    state = next
  }
  return { state, seen }
}

describe('the life of a change', () => {
  it('on every path: no call without agreement, and no second one before the first is known to have done nothing', () => {
    fc.assert(
      fc.property(paths, (path) => {
        let agreed = false
        let open = false
        for (const { event } of walk(path).seen) {
          if (event === 'approve') agreed = true
          if (event === 'reconsider') agreed = false
          if (event === 'begin') {
            expect(agreed).toBe(true)
            expect(open).toBe(false)
            open = true
          }
          if (['accept', 'find', 'confirm'].includes(event)) open = true
          // Only these say that nothing stands at Amazon from the call.
          if (['release', 'miss', 'refuse', 'overtake'].includes(event)) open = false
        }
      }),
    )
  })

  it('once settled, only a confirmed or contradicted one moves again, and only by being taken back', () => {
    for (const state of states.filter(isSettled))
      for (const event of events) {
        const next = after(state, event)
        if (next !== null) expect([event, next]).toEqual(['revert', 'reverted'])
      }
  })

  it('has every state reachable, and every event used', () => {
    const reached = new Set<string>(['proposed'])
    const used = new Set<string>()
    for (let grown = true; grown;) {
      grown = false
      for (const state of states)
        if (reached.has(state))
          for (const event of events) {
            const next = after(state, event)
            if (next === null) continue
            used.add(event)
            grown ||= !reached.has(next)
            reached.add(next)
          }
    }
    expect([...reached].toSorted()).toEqual([...states].toSorted())
    expect([...used].toSorted()).toEqual([...events].toSorted())
  })

  it('refuses illegal steps', () => {
    expect(after('proposed', 'begin')).toBeNull()
    expect(after('rejected', 'approve')).toBeNull()
    expect(after('unknown', 'begin')).toBeNull()
    expect(after('applied', 'begin')).toBeNull()
    expect(states.filter(reachedAmazon)).not.toContain('approved')
  })
})
