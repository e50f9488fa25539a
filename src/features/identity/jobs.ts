import { sql } from 'kysely'
import type { JobKind } from '#platform/jobs.ts'
import { forgetHours, spentSeconds } from './rules/lockout.ts'
import { absoluteDays } from './rules/session-life.ts'
import { rows } from './store/db.ts'
import type { Desk } from './store/desk.ts'
import { moveEntries } from './store/pending-entries.ts'

export function identityJobs(desk: Desk): JobKind[] {
  const { db, world } = desk
  return [
    {
      name: 'identity.move_entries',
      cron: '* * * * *',
      async run() {
        await moveEntries(db, world.tenant)
      },
    },
    {
      name: 'identity.forget',
      cron: '17 3 * * *',
      async run() {
        const now = world.wall.now()
        const day = 86_400_000
        const oldSession = new Date(now.getTime() - absoluteDays * day)
        const oldAttempt = new Date(now.getTime() - forgetHours * 3_600_000)
        await rows(db, sql`delete from session where expires_at < now() or started_at < ${oldSession}`)
        await rows(db, sql`delete from verification where expires_at < now()`)
        await rows(
          db,
          sql`delete from spent_code where spent_at < ${new Date(now.getTime() - spentSeconds * 1000)}`,
        )
        await rows(
          db,
          sql`delete from attempt where last_at < ${oldAttempt} and (locked_until is null or locked_until < ${now})`,
        )
      },
    },
  ]
}
