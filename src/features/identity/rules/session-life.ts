/** However busy, a session ends after so many days. */
export const absoluteDays = 7
/** last_seen_at is written at most this often. */
export const seenEverySeconds = 60

export type SessionTimes = { readonly startedAt: Date; readonly lastSeenAt: Date }

/** Whether a session still stands at `now`: neither idle for too long nor too old. */
export function isAlive(session: SessionTimes, idleMinutes: number, now: Date): boolean {
  const idle = now.getTime() - session.lastSeenAt.getTime()
  const age = now.getTime() - session.startedAt.getTime()
  return idle <= idleMinutes * 60_000 && age <= absoluteDays * 86_400_000
}
