// The registrations a developer has at Amazon: one for the Selling Partner API, one for Ads. A rotated secret lives on for seven days.

import type { Clock } from '../clock.ts'
import { type Seal, uuidLike } from '../tokens.ts'

export type App = {
  kind: 'selling' | 'ads'
  name: string
  clientId: string
  /** What consent pages call it: amzn1.sp.solution.…; Ads has none. */
  applicationId: string
  /** Null: any address on this machine. */
  redirectUris: string[] | null
  /** Where Seller Central sends a seller who begins there. */
  loginUri: string | null
  /** A draft can be consented to with version=beta only. */
  isDraft: boolean
  secrets: { secret: string; goodUntil: number }[]
}

export type Apps = {
  selling: App
  ads: App
  byClient(clientId: string): App | null
  byApplication(applicationId: string): App | null
  /** The app when id and secret fit; null otherwise. */
  check(clientId: string, secret: string): App | null
  /** Makes a new secret; the old one lives seven days more. */
  rotate(app: App): { newSecret: string; newGoodUntil: number; oldGoodUntil: number }
}

const DAY = 86_400_000
const SECRET_LIFE = 180 * DAY
const OLD_SECRET_LIFE = 7 * DAY

export function createApps(seal: Seal, clock: Clock): Apps {
  const make = (kind: App['kind'], name: string): App => ({
    kind,
    name,
    clientId: `amzn1.application-oa2-client.${seal.name(`client/${kind}`, 32)}`,
    applicationId: kind === 'selling' ? `amzn1.sp.solution.${uuidLike(seal.name('solution', 32))}` : '',
    redirectUris: null,
    loginUri: null,
    isDraft: false,
    secrets: [
      {
        secret: `amzn1.oa2-cs.v1.${seal.name(`secret/${kind}/0`, 64)}`,
        goodUntil: clock.now() + SECRET_LIFE,
      },
    ],
  })
  const selling = make('selling', 'Steward')
  const ads = make('ads', 'Steward Ads')
  const byClient = (clientId: string): App | null =>
    [selling, ads].find((app) => app.clientId === clientId) ?? null
  return {
    selling,
    ads,
    byClient,
    byApplication: (id) => (id !== '' && selling.applicationId === id ? selling : null),
    check(clientId, secret) {
      const app = byClient(clientId)
      const now = clock.now()
      return app?.secrets.some((one) => one.secret === secret && one.goodUntil > now) ? app : null
    },
    rotate(app) {
      const now = clock.now()
      const newSecret = `amzn1.oa2-cs.v1.${seal.name(`secret/${app.kind}/${now}/${seal.next()}`, 64)}`
      const oldGoodUntil = now + OLD_SECRET_LIFE
      const old = app.secrets.map((one) => ({ ...one, goodUntil: Math.min(one.goodUntil, oldGoodUntil) }))
      Object.assign(app, { secrets: [{ secret: newSecret, goodUntil: now + SECRET_LIFE }, ...old] })
      return { newSecret, newGoodUntil: now + SECRET_LIFE, oldGoodUntil }
    },
  }
}
