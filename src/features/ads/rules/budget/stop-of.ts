import { decimalText, decimalsOf } from '#kernel/money.ts'
import type { Wanted } from '../wishes.ts'
import type { Stop } from './guard.ts'

/** A stop as wishes that the change engine takes. */
export function stopWishes(stop: Stop, currency: string): Wanted[] {
  if (stop.act === 'lower')
    return stop.budgets.map((one) => ({
      kind: 'sp.budget',
      wish: { campaignId: one.campaignId, dailyBudget: decimalText(one.toMicros, decimalsOf(currency)) },
      grounds: one.grounds,
    }))
  if (stop.act === 'pause')
    return stop.campaigns.map((one) => ({
      kind: 'sp.state',
      wish: { entity: 'campaigns', id: one.campaignId, state: 'PAUSED' },
      grounds: stop.grounds,
    }))
  return []
}

/** What takes a stop back, of the changes that stood: campaigns run again, budgets are what they were. */
export function resumeWishes(
  made: readonly { objectId: string; kind: string; state: string; from: unknown }[],
  month: string,
): Wanted[] {
  return made.flatMap(({ objectId, kind, state, from }): Wanted[] => {
    if (state !== 'confirmed' && state !== 'applied') return []
    const grounds = [{ code: 'guard_resume', data: { month } }]
    if (kind === 'sp.state')
      return [{ kind, wish: { entity: 'campaigns', id: objectId, state: 'ENABLED' }, grounds }]
    const { dailyBudget } = (from ?? {}) as { dailyBudget?: string }
    return kind === 'sp.budget' && dailyBudget !== undefined
      ? [{ kind, wish: { campaignId: objectId, dailyBudget }, grounds }]
      : []
  })
}
