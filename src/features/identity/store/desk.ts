import { deviceOf } from '../rules/device.ts'
import type { LetterText, Locale } from '../rules/letters.ts'
import { resetLetter } from '../rules/letters.ts'
import { type AuthDb, authDb } from './db.ts'
import { findPerson, membershipsOf } from './members.ts'
import { type Event, moveEntries, noteEvent } from './pending-entries.ts'
import { type SignIn, createSignIn, openAuthPool } from './sign-in.ts'
import type { World } from '#platform/world.ts'

/** What this room's routes work with. */
export type Desk = {
  readonly world: World
  readonly db: AuthDb
  readonly signIn: SignIn
  /** Keeps an event and moves it into its ledgers now. */
  record(event: Event): Promise<void>
  /** Moves noted events into their ledgers; what fails now is moved by the job. */
  move(): Promise<void>
  /** Tells every ledger that concerns this person; the actor is the sign-in itself, because nobody proved to be the person. */
  recordOf(personId: string, event: string, data: Record<string, string>): Promise<void>
  letter(person: { email: string; locale: Locale }, compose: (locale: Locale) => LetterText): Promise<void>
  /** Work whose duration must tell the asker nothing. */
  later(work: () => Promise<void>): void
  /** Resolves when all later work is done. */
  idle(): Promise<void>
  link(path: string): string
  close(): Promise<void>
}

export function createDesk(world: World): Desk {
  const pool = openAuthPool(world.authUrl)
  const db = authDb(pool)
  const running = new Set<Promise<void>>()
  const link = (path: string): string => `${world.publicUrl}${path}`

  const desk: Desk = {
    world,
    db,
    signIn: createSignIn(world, pool, async (to, token) => {
      desk.later(async () => {
        const person = await findPerson(db, { personId: to.id })
        if (person === null) return
        await desk.letter(person, (locale) =>
          resetLetter(locale, person.name, link(`/reset-password#${token}`)),
        )
      })
    }),
    async record(event) {
      await noteEvent(db, event, world.wall.now())
      await desk.move()
    },
    async move() {
      await moveEntries(db, world.tenant).catch((error: unknown) =>
        world.log.error('identity.entries_waiting', { error }),
      )
    },
    async recordOf(personId, event, data) {
      for (const { agencyId, clientIds } of await membershipsOf(db, personId))
        await noteEvent(
          db,
          {
            agencyId,
            clientIds,
            actor: { kind: 'system', name: 'sign-in', agencyId, clientIds },
            event,
            subject: `person:${personId}`,
            data,
          },
          world.wall.now(),
        )
      await desk.move()
    },
    async letter(person, compose) {
      await world.mail.send({ to: person.email, ...compose(person.locale) })
    },
    later(work) {
      const run = work()
        .catch((error: unknown) => world.log.error('identity.later_failed', { error }))
        .finally(() => running.delete(run))
      running.add(run)
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
    link,
    async close() {
      await desk.idle()
      await pool.end()
    },
  }
  return desk
}

/** Where a request comes from, as the ledger keeps it. */
export function originOf(request: { ip: string; headers: { 'user-agent'?: string } }): {
  address: string
  browser: string
  system: string
} {
  return { address: request.ip, ...deviceOf(request.headers['user-agent'] ?? '') }
}
