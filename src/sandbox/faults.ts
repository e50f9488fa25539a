// Faults on demand. Each waits for the calls it is meant for, strikes a given number of times and is gone.

export const faultKinds = [
  'throttle',
  'failure',
  'unavailable',
  'hang',
  'timeoutAfterEffect',
  'truncated',
  'doublyZipped',
  'wrongCharset',
  'expiredUrl',
  'fatal',
  'cancelled',
  'duplicateMessage',
  'outOfOrder',
  'clockSkew',
  'shortPageToken',
] as const

export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  id: number
  kind: FaultKind
  /** Seller id, ads profile id, or '*'. */
  seller: string
  /** Operation name with or without its API ('createReport'), report type, queue name, or '*'. */
  operation: string
  /** Strikes left. */
  times: number
  /** throttle: whether the answer carries its header. Default false. */
  header: boolean
  /** clockSkew: minutes added to the Date header. */
  skewMinutes: number
}

export type Faults = {
  /** The fault that strikes now, counted down; null when none is meant for this. */
  strike(kind: FaultKind, seller: string, ...names: readonly string[]): Fault | null
  add(fault: Omit<Fault, 'id'>): Fault
  all(): readonly Fault[]
  clear(id?: number): void
}

export function createFaults(): Faults {
  let waiting: Fault[] = []
  let nextId = 1
  // The login service is nobody's API: it fails only when it is named ('lwa.token', 'lwa.authorization_code').
  const meant = (fault: Fault, names: readonly string[]): boolean =>
    (fault.operation === '*' && !names.every((name) => name.startsWith('lwa.'))) ||
    names.some((name) => name === fault.operation || name.endsWith(`.${fault.operation}`))
  return {
    strike(kind, seller, ...names) {
      const fault = waiting.find(
        (one) => one.kind === kind && (one.seller === '*' || one.seller === seller) && meant(one, names),
      )
      if (!fault) return null
      fault.times -= 1
      if (fault.times <= 0) waiting = waiting.filter((one) => one !== fault)
      return fault
    },
    add(fault) {
      const added = { ...fault, id: nextId++ }
      waiting.push(added)
      return added
    },
    all: () => waiting,
    clear(id) {
      waiting = id === undefined ? [] : waiting.filter((one) => one.id !== id)
    },
  }
}
