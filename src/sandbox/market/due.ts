// The agenda: what will happen at which hour.

import { HOUR } from './calendar.ts'
import type { Due, StoreState } from './state.ts'
import type { Instant } from './world.ts'

/** Puts something on the agenda; nothing happens before the next hour. */
export function dueAt(store: StoreState, at: Instant, due: Due): void {
  const hour = Math.max(store.hour + 1, Math.floor(at / HOUR))
  const list = store.due.get(hour)
  if (list) list.push(due)
  else store.due.set(hour, [due])
}

/** Takes what is due at the hour off the agenda. */
export function takeDue(store: StoreState, hour: number): readonly Due[] {
  const list = store.due.get(hour)
  if (!list) return []
  store.due.delete(hour)
  return list
}
