// A rule as a person writes it: where, when, then, how far, how often. Amounts and thresholds are decimal text; shares are 0..1.

export const ruleLevels = ['campaign', 'adGroup', 'target', 'searchTerm'] as const
export type RuleLevel = (typeof ruleLevels)[number]

export const metrics = [
  'impressions',
  'clicks',
  'ctr',
  'cpc',
  'spend',
  'orders',
  'cvr',
  'sales',
  'acos',
  'roas',
  'coverDays',
  'changedDays',
  'budgetUsed',
] as const
export type Metric = (typeof metrics)[number]

/** How a metric is written: an amount of the currency, a share 0..1, or a plain number. */
export const unitOf: Readonly<Record<Metric, 'money' | 'share' | 'number'>> = {
  impressions: 'number',
  clicks: 'number',
  ctr: 'share',
  cpc: 'money',
  spend: 'money',
  orders: 'number',
  cvr: 'share',
  sales: 'money',
  acos: 'share',
  roas: 'number',
  coverDays: 'number',
  changedDays: 'number',
  budgetUsed: 'share',
}

export const comparators = ['above', 'atLeast', 'below', 'atMost'] as const
export type Comparator = (typeof comparators)[number]

/** A value of the metric's unit, or so many times the goal's ACoS or the account's own average. */
export const yardsticks = ['value', 'targetAcos', 'average'] as const
export type Yardstick = (typeof yardsticks)[number]

export type Condition = {
  readonly metric: Metric
  readonly comparator: Comparator
  readonly than: Yardstick
  /** Decimal text: the value, or the factor of the yardstick. */
  readonly value: string
}

export const actionSorts = [
  'bidStep',
  'bidToValue',
  'bidSet',
  'state',
  'budgetStep',
  'placementStep',
  'negativeExact',
  'keywordExact',
] as const
export type ActionSort = (typeof actionSorts)[number]
export const placementsSteered = ['top', 'productPage', 'restOfSearch'] as const

export type Action =
  | { readonly sort: 'bidStep' | 'budgetStep'; readonly percent: number }
  /** Sales per click × the target ACoS. */
  | { readonly sort: 'bidToValue' }
  | { readonly sort: 'bidSet'; readonly bid: string }
  | { readonly sort: 'state'; readonly state: 'ENABLED' | 'PAUSED' }
  | {
      readonly sort: 'placementStep'
      readonly placement: (typeof placementsSteered)[number]
      readonly points: number
    }
  | { readonly sort: 'negativeExact'; readonly wide: boolean }
  | { readonly sort: 'keywordExact'; readonly bid: string | null }

/** Which levels an action can be taken at. */
export const levelsOf: Readonly<Record<ActionSort, readonly RuleLevel[]>> = {
  bidStep: ['target', 'adGroup'],
  bidToValue: ['target', 'adGroup'],
  bidSet: ['target', 'adGroup'],
  state: ['campaign', 'adGroup', 'target'],
  budgetStep: ['campaign'],
  placementStep: ['campaign'],
  negativeExact: ['searchTerm'],
  keywordExact: ['searchTerm'],
}

export const windowLengths = [7, 14, 30, 60] as const
export const ruleModes = ['off', 'dry', 'propose', 'execute'] as const
export type RuleMode = (typeof ruleModes)[number]

export type Rule = {
  readonly name: string
  readonly currency: string
  readonly scope: {
    readonly level: RuleLevel
    /** Empty: whatever the name says. */
    readonly campaignIds: readonly string[]
    /** '' for every campaign. */
    readonly nameContains: string
  }
  readonly when: {
    readonly join: 'all' | 'any'
    readonly windowDays: number
    /** The last days before a run, whose orders are not all known yet. */
    readonly immatureDays: number
    readonly conditions: readonly Condition[]
  }
  readonly action: Action
  readonly limits: {
    readonly least: string | null
    readonly most: string | null
    readonly mostStepPercent: number
    readonly cooldownDays: number
    readonly mostChanges: number
    readonly leastClicks: number
  }
  readonly schedule: {
    readonly every: 'day' | 'week'
    /** Monday = 1; of no meaning for daily rules. */
    readonly weekday: number
    /** Of the marketplace's own time. */
    readonly hour: number
  }
  /** Null: the goal of the store and marketplace. */
  readonly targetAcosRatio: number | null
}

/** Does the rule name a target ACoS in a condition or in its action? */
export const needsTarget = (rule: Rule): boolean =>
  rule.action.sort === 'bidToValue' || rule.when.conditions.some((one) => one.than === 'targetAcos')
