import type { Json } from '#kernel/canonical-json.ts'
import { type Role, roles } from '#kernel/rights.ts'
import { endOfConsent } from './connection.ts'

// Who could do what on a past day, from what stands now and what the ledger tells of the time since.

export type PastEvent = {
  readonly at: Date
  readonly event: string
  /** person:…, connection:…, grant:…, right:… */
  readonly subject: string
  readonly data: { readonly [name: string]: Json }
}

export type Seat = { readonly personId: string; readonly name: string; readonly role: Role }

export const peopleEvents = [
  'person.joined',
  'person.assigned',
  'person.unassigned',
  'person.role_changed',
  'person.left',
] as const

/**
 * The people of a client at an instant: those of now, with everything undone that the client's ledger tells of later, the newest first.
 * `names` of people who are gone since, by id.
 */
export function peopleAt(
  now: readonly Seat[],
  events: readonly PastEvent[],
  at: Date,
  names: ReadonlyMap<string, string>,
): Seat[] {
  const seats = new Map(now.map((one) => [one.personId, one]))
  const later = events.filter((one) => one.at > at).toReversed()
  for (const { event, subject, data } of later) {
    const personId = subject.slice(subject.indexOf(':') + 1)
    const known = seats.get(personId)
    const name = text(data['person']) ?? known?.name ?? names.get(personId) ?? personId
    switch (event) {
      case 'person.joined':
      case 'person.assigned':
        seats.delete(personId)
        break
      case 'person.unassigned':
      case 'person.left': {
        const role = roleOf(data['role'])
        if (role !== null) seats.set(personId, { personId, name, role })
        break
      }
      case 'person.role_changed': {
        const role = roleOf(data['from'])
        if (role !== null && known !== undefined) seats.set(personId, { ...known, role })
        break
      }
    }
  }
  return [...seats.values()].toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function roleOf(value: Json | undefined): Role | null {
  return roles.find((one) => one === value) ?? null
}

export type AmazonGrant = {
  readonly subject: string
  readonly sort: 'sp' | 'ads' | 'partner' | 'ads_link'
  readonly store: string
  /** Capabilities of a consent; levels of a grant kept by hand. */
  readonly granted: readonly string[]
  readonly since: Date
}

export type AmazonRight = {
  readonly subject: string
  readonly personId: string
  readonly person: string
  readonly store: string
  readonly system: string
  readonly level: string
  readonly pages: string
}

export const grantEvents = [
  'connection.made',
  'connection.renewed',
  'connection.grant_changed',
  'connection.disconnected',
  'connection.ended',
  'connection.lost',
  'grant.accepted',
  'grant.verified',
  'grant.revoked',
] as const

/** What was granted to the agency at an instant: consents through which calls could leave, and accepted grants kept by hand. */
export function grantsAt(events: readonly PastEvent[], at: Date): AmazonGrant[] {
  const found = new Map<string, AmazonGrant>()
  for (const { at: since, event, subject, data } of events.filter((one) => one.at <= at)) {
    const before = found.get(subject)
    switch (event) {
      case 'connection.made':
      case 'connection.renewed':
        found.set(subject, {
          subject,
          sort: data['api'] === 'ads' ? 'ads' : 'sp',
          store: text(data['store']) ?? '',
          granted: texts(data['granted']),
          since,
        })
        break
      case 'connection.grant_changed':
        if (before !== undefined) found.set(subject, { ...before, granted: texts(data['after']) })
        break
      case 'grant.accepted':
      case 'grant.verified':
        found.set(subject, {
          subject,
          sort: data['kind'] === 'ads_link' ? 'ads_link' : 'partner',
          store: text(data['store']) ?? '',
          granted: levelsOf(data['rights']),
          since: before?.since ?? since,
        })
        break
      default:
        found.delete(subject)
    }
  }
  return [...found.values()].filter((one) => {
    const end = one.sort === 'sp' ? endOfConsent('sp', one.since) : null
    return end === null || at < end
  })
}

export const rightEvents = ['right.given', 'right.ended'] as const

/** What persons could do at Amazon itself at an instant. */
export function rightsAt(events: readonly PastEvent[], at: Date): AmazonRight[] {
  const found = new Map<string, AmazonRight>()
  for (const { event, subject, data } of events.filter((one) => one.at <= at)) {
    if (event === 'right.ended') found.delete(subject)
    if (event === 'right.given')
      found.set(subject, {
        subject,
        personId: text(data['personId']) ?? '',
        person: text(data['person']) ?? '',
        store: text(data['store']) ?? '',
        system: text(data['system']) ?? '',
        level: text(data['level']) ?? '',
        pages: text(data['pages']) ?? '',
      })
  }
  return [...found.values()]
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** {pages: {inventory: 'edit'}} → inventory:edit; {level: 'viewer'} → viewer. */
export function levelsOf(rights: Json | undefined): string[] {
  if (rights === undefined || rights === null || typeof rights !== 'object' || Array.isArray(rights))
    return []
  const { pages = {}, level } = rights as { pages?: Json; level?: Json }
  if (typeof level === 'string') return [level]
  return Object.entries(pages as Record<string, Json>)
    .filter(([, one]) => one !== 'none')
    .map(([page, one]) => `${page}:${String(one)}`)
    .toSorted()
}

/** The last instant of a calendar day (UTC). */
export function endOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000 - 1)
}
