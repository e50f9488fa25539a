import { notFound } from '#kernel/refusal.ts'
import type { Role } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import { listDemoSignIns } from '../api/demo.ts'
import type { Desk } from '../store/desk.ts'
import { hasSeededFactor, seededCode, seededTotp } from '../store/seed.ts'

export type DemoPerson = { role: Role; name: string; email: string; password: string }
export type DemoSignIn = DemoPerson & { code: string | null; totpSecret: string | null }

/** What each of the demo's people signs in with now. */
export function demoSignIns(desk: Desk, people: readonly DemoPerson[]): Promise<DemoSignIn[]> {
  return Promise.all(
    people.map(async (person) => {
      if (!hasSeededFactor(person.role)) return { ...person, code: null, totpSecret: null }
      const { secret } = seededTotp(desk, person.email)
      return { ...person, code: await seededCode(desk, person.email), totpSecret: secret }
    }),
  )
}

/** `shown` is empty unless this installation shows the demo. */
export function demoRoutes(desk: Desk, shown: () => readonly DemoPerson[]): Route[] {
  return [
    route(listDemoSignIns, async () => {
      if (shown().length === 0) throw notFound()
      return demoSignIns(desk, shown())
    }),
  ]
}
