import { type Day, addDays, dayInZone, daysBetween } from '#kernel/day.ts'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { type AdDay, type AdLevel, adDays, lastAdDay } from '#features/facts/public/ad-days.ts'
import type { JobKind } from '#platform/jobs.ts'
import { figuresKey } from '../public/evidence.ts'
import { type Office, engine } from '../public/office.ts'
import { type Effect, type HorizonDays, type Metric, measureEffect } from '../rules/effect/measure.ts'
import type { Change, Profile } from '../store/changes.ts'
import { changesToMeasure, profilesChanged, saveEffects, touchedObjects } from '../store/effects.ts'

const HORIZONS: readonly HorizonDays[] = [7, 14, 60]
const METRICS: readonly Metric[] = ['spend', 'clicks', 'orders', 'sales']
/** The control looks so far back. */
const BEFORE_DAYS = 56
/** After this time a change has been measured for the last time: 60 days, and 14 until conversions are ripe. */
const LAST_DAYS = 80
const ALL = HORIZONS.length * METRICS.length

/** Twice a day, after the day's figures have come: what each change did, beside objects that nobody changed. */
export function effectJobs(office: Office): JobKind[] {
  const { world } = office
  return [
    {
      name: 'changes.measure',
      cron: '41 */12 * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const since = new Date(world.clock.now().getTime() - LAST_DAYS * 86_400_000)
          const profiles = await world.tenant.read(engine(agencyId, clientId), (tx) =>
            profilesChanged(tx, clientId, since),
          )
          for (const at of profiles) await measureProfile(office, agencyId, at, since)
        }
      },
    },
  ]
}

/** Measures what is not final yet of all changes of a profile. */
export async function measureProfile(
  office: Office,
  agencyId: string,
  at: Profile,
  since: Date,
): Promise<void> {
  const { world } = office
  const actor = engine(agencyId, at.clientId)
  const timeZone = timeZoneOf(at.marketplace)
  const measured = await world.tenant.read(actor, async (tx) => {
    const changes = (await changesToMeasure(tx, at, since)).filter((one) => one.final < ALL)
    const asOf = await lastAdDay(tx, at)
    if (changes.length === 0 || asOf === null) return []
    const from = addDays(dayInZone(since, timeZone), -BEFORE_DAYS)
    const touched = await touchedObjects(tx, at, from)
    const figures = new Map<AdLevel, Map<string, AdDay[]>>()
    for (const level of new Set(changes.flatMap((one) => figuresKey(one)?.level ?? [])))
      figures.set(
        level,
        Map.groupBy(await adDays(tx, { ...at, from, to: asOf }, level), (day) => day.key),
      )
    return changes.flatMap((change) =>
      measureChange(change, {
        figures,
        touched,
        from,
        asOf,
        timeZone,
        today: dayInZone(world.clock.now(), timeZone),
      }),
    )
  })
  if (measured.length === 0) return
  await world.tenant.write(actor, async (tx) => {
    tx.noLedger('figures derived from facts and changes that have their own entries')
    await saveEffects(tx, at.clientId, measured)
  })
}

type Basis = {
  readonly figures: ReadonlyMap<AdLevel, ReadonlyMap<string, readonly AdDay[]>>
  /** Ids of objects and campaigns somebody changed. */
  readonly touched: ReadonlySet<string>
  readonly from: Day
  readonly asOf: Day
  readonly today: Day
  readonly timeZone: string
}

/** All horizons and metrics of one change whose window has passed. What has no line in the reports is not measured. */
function measureChange(change: Change, basis: Basis) {
  const at = figuresKey(change)
  if (at === null || change.appliedAt === null) return []
  const all = basis.figures.get(at.level)
  const changedOn = dayInZone(change.appliedAt, basis.timeZone)
  const own = all?.get(at.key) ?? []
  // Targets of one campaign take searches from each other: none of it is a control.
  const campaigns = new Set([change.campaignId ?? change.objectId])
  const donors = [...(all ?? [])].filter(
    ([key, days]) =>
      key !== at.key &&
      !campaigns.has(days[0]!.campaignId) &&
      !basis.touched.has(key) &&
      !basis.touched.has(days[0]!.campaignId),
  )
  const results: {
    changeId: string
    horizonDays: number
    metric: string
    standing: 'provisional' | 'final'
    effect: Effect
  }[] = []
  for (const horizonDays of HORIZONS) {
    const to = addDays(changedOn, horizonDays)
    // The reports must have reached the window's end.
    if (to > basis.asOf) continue
    for (const metric of METRICS) {
      const series = (id: string, days: readonly AdDay[]) => ({ id, ...seriesOf(days, metric, basis) })
      const effect = measureEffect({
        changedOn,
        horizonDays,
        asOf: basis.today,
        metric,
        treated: series(at.key, own),
        donors: donors.map(([key, days]) => series(key, days)),
      })
      if (effect.standing === 'running') continue
      results.push({ changeId: change.id, horizonDays, metric, standing: effect.standing, effect })
    }
  }
  return results
}

/** One value a day from the first to the last; a day without a line had nothing. */
function seriesOf(
  days: readonly AdDay[],
  metric: Metric,
  { from, asOf }: Basis,
): { from: Day; values: number[] } {
  const values = Array.from({ length: daysBetween(from, asOf) }, () => 0)
  for (const day of days) {
    const index = daysBetween(from, day.day) - 1
    if (index >= 0 && index < values.length) values[index]! += valueOf(day, metric)
  }
  return { from, values }
}

function valueOf(day: AdDay, metric: Metric): number {
  if (metric === 'clicks') return day.clicks
  if (metric === 'orders') return day.orders
  return Number(metric === 'spend' ? day.costMicros : day.salesMicros) / 1e6
}
