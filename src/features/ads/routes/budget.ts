import { dayInZone } from '#kernel/day.ts'
import { type Micros, decimalText, decimalsOf, microsFromDecimal, ratioOf } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import { setBudgetGuard, setBudgetPlan, showBudget, suggestBudgetMoves } from '../api/budget.ts'
import { weightOf } from '../rules/budget/calendar.ts'
import type { Stop } from '../rules/budget/guard.ts'
import { type Pace, planCurve } from '../rules/budget/pace.ts'
import { reallocate } from '../rules/budget/reallocate.ts'
import { type BudgetState, type CampaignMonth, getPlace, loadBudget } from '../store/budget-state.ts'
import { findGuard, insertGuard, insertPlan, listNotices } from '../store/plans.ts'
import { leastBudget, stopNow } from '../store/stop.ts'

type Shown = OutputOf<typeof showBudget>

/** The month's budget: shown, planned, moved, guarded. */
export function budgetRoutes(): Route[] {
  return [
    route(showBudget, ({ params, query, now, read }) =>
      read(async (tx) => {
        const at = { clientId: params.clientId, storeId: query.storeId, marketplace: query.marketplace }
        const month = query.month === undefined ? null : `${query.month}-01`
        const state = await loadBudget(tx, at, month, now)
        const guard = await findGuard(tx, at)
        const notices = await listNotices(tx, at, [state.month])
        return shownOf(state, guard, stopNow(state, guard), notices)
      }),
    ),

    route(suggestBudgetMoves, ({ params, query, now, read }) =>
      read(async (tx) => {
        const at = { clientId: params.clientId, storeId: query.storeId, marketplace: query.marketplace }
        const state = await loadBudget(tx, at, null, now)
        const wanted = query.aim === 'fit' ? dayThatFits(state) : null
        const spenders = state.campaigns.flatMap((one) => one.spender ?? [])
        const { currency } = state.place
        const found = reallocate({
          spenders,
          aim: wanted === null ? { keep: true } : { keep: false, dayMicros: wanted },
          maxStepRatio: query.step / 100,
          leastMicros: leastBudget(at.marketplace, currency),
          currency,
        })
        const whole = (micros: number): string => decimalText(BigInt(Math.round(micros / 10_000)) * 10_000n)
        const amount = (micros: Micros): string => decimalText(micros, decimalsOf(currency))
        return {
          moves: found.moves.map(({ fromMicros, toMicros, ...one }) => ({
            ...one,
            from: amount(fromMicros),
            to: amount(toMicros),
          })),
          totalFrom: amount(found.totalFromMicros),
          totalTo: amount(found.totalToMicros),
          spendFrom: whole(found.spendFrom),
          spendTo: whole(found.spendTo),
          salesMore: whole(found.salesMore),
          wanted: wanted === null ? null : decimalText(wanted),
          shortOf: found.shortOf,
        }
      }),
    ),

    route(setBudgetPlan, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const at = { clientId: params.clientId, storeId: body.storeId, marketplace: body.marketplace }
        const place = await getPlace(tx, at)
        const month = `${body.month}-01`
        const today = dayInZone(now, place.timeZone)
        if (body.month < today.slice(0, 7)) throw new Refusal('month_over', { month: body.month })
        const amountMicros = body.amount === null ? null : amountIn(body.amount, place.currency)
        await insertPlan(tx, at, {
          month,
          campaignId: body.campaignId ?? '',
          currency: place.currency,
          amountMicros,
          by: { id: actor.userId, name: actor.name },
        })
        await tx.ledger(params.clientId, 'budget.planned', `budget:${at.storeId}/${at.marketplace}`, {
          month: body.month,
          marketplace: at.marketplace,
          campaign: body.campaignId,
          currency: place.currency,
          amount: body.amount,
        })
        return { ok: true as const }
      }),
    ),

    route(setBudgetGuard, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const at = { clientId: params.clientId, storeId: body.storeId, marketplace: body.marketplace }
        const place = await getPlace(tx, at)
        const before = await findGuard(tx, at)
        // Whose money it is decides that a rule may act on it.
        if (body.mode === 'act' && before?.mode !== 'act' && isAgencyRole(actor.role))
          throw new Refusal('guard_by_client')
        const dayLimitMicros = body.dayLimit === null ? null : amountIn(body.dayLimit, place.currency)
        await insertGuard(tx, at, {
          mode: body.mode,
          dayLimitMicros,
          resumes: body.resumes,
          by: { id: actor.userId, name: actor.name },
        })
        await tx.ledger(params.clientId, 'budget.guarded', `budget:${at.storeId}/${at.marketplace}`, {
          marketplace: at.marketplace,
          mode: body.mode,
          dayLimit: body.dayLimit,
          resumes: body.resumes,
          currency: place.currency,
        })
        return { ok: true as const }
      }),
    ),
  ]
}

/** Refuses amount_not_positive and amount_too_precise. */
function amountIn(text: string, currency: string): Micros {
  const micros = microsFromDecimal(text)
  if (micros === null || micros <= 0n) throw new Refusal('amount_not_positive')
  if (micros % 10n ** BigInt(6 - decimalsOf(currency)) !== 0n)
    throw new Refusal('amount_too_precise', { currency })
  return micros
}

/** What a day may cost on average for the plan to hold. Refuses no_plan. */
function dayThatFits({ planMicros, pace }: BudgetState): Micros {
  if (planMicros === null) throw new Refusal('no_plan')
  const left = planMicros - pace.spentMicros
  return left <= 0n ? 0n : left / BigInt(Math.max(1, pace.daysLeft))
}

function shownOf(
  state: BudgetState,
  guard: Awaited<ReturnType<typeof findGuard>>,
  stop: Stop,
  notices: Awaited<ReturnType<typeof listNotices>>,
): Shown {
  const { place, plans } = state
  const plan = plans.find((one) => one.campaignId === '') ?? null
  const nameOf = new Map(state.campaigns.map((one) => [one.campaignId, one.name]))
  return {
    month: state.month.slice(0, 7),
    today: state.today,
    asOf: state.asOf,
    currency: place.currency,
    plan:
      plan === null || plan.amountMicros === null
        ? null
        : {
            amount: decimalText(plan.amountMicros),
            setBy: plan.setByName,
            setAt: plan.setAt.toISOString(),
          },
    lastMonth: amountOrNull(state.lastMonthMicros),
    pace: paceOf(state.pace),
    brandSpent: state.brandSpentMicros === 0n ? null : decimalText(state.brandSpentMicros),
    worst: decimalText(state.worstMicros),
    dailyTotal: decimalText(
      state.campaigns.reduce(
        (sum, one) => sum + (one.state === 'enabled' ? (one.budgetMicros ?? 0n) : 0n),
        0n,
      ),
    ),
    curve: curveOf(state),
    missing: [...state.pace.missing],
    weights: [...state.weights],
    weightDays: state.weightDays,
    campaigns: state.campaigns.map(campaignOf),
    recordedFrom: state.recordedFrom?.toISOString() ?? null,
    guard:
      guard === null
        ? null
        : {
            mode: guard.mode,
            dayLimit: amountOrNull(guard.dayLimitMicros),
            resumes: guard.resumes,
            setBy: guard.setByName,
            setAt: guard.setAt.toISOString(),
          },
    stop: stopOf(stop),
    notices: notices.map((one) => ({ code: one.code, at: one.at.toISOString(), batchId: one.batchId })),
    history: plans.map((one) => ({
      campaign: one.campaignId === '' ? null : (nameOf.get(one.campaignId) ?? one.campaignId),
      amount: amountOrNull(one.amountMicros),
      setBy: one.setByName,
      setAt: one.setAt.toISOString(),
    })),
  }
}

const amountOrNull = (micros: Micros | null): string | null => (micros === null ? null : decimalText(micros))

function paceOf(pace: Pace): Shown['pace'] {
  const { endMicros } = pace
  return {
    spent: decimalText(pace.spentMicros),
    planned: amountOrNull(pace.plannedMicros),
    deviationRatio: pace.deviationRatio,
    end:
      endMicros === null
        ? null
        : {
            likely: decimalText(endMicros.likely),
            low: decimalText(endMicros.low),
            high: decimalText(endMicros.high),
          },
    verdict: pace.verdict,
    sure: pace.sure,
    daysLeft: pace.daysLeft,
  }
}

/** By day: what was spent, what was planned, and from the last known day on where it leads. */
function curveOf(state: BudgetState): Shown['curve'] {
  const { month, asOf, spend, pace, weights, planMicros } = state
  const planned = planCurve(planMicros ?? 0n, month, weights)
  const ahead = planned.filter((one) => asOf === null || one.day > asOf)
  const rest = pace.endMicros === null ? null : pace.endMicros.likely - pace.spentMicros
  const weight = ahead.reduce((sum, one) => sum + weightOf(weights, one.day), 0)
  let spent = 0n
  let gone = 0
  return planned.map(({ day, micros }) => {
    const isPast = asOf !== null && day <= asOf
    if (isPast) spent += spend.get(day) ?? 0n
    else gone += weightOf(weights, day)
    const projected =
      rest === null || weight === 0 ? null : spent + BigInt(Math.round((Number(rest) * gone) / weight))
    const isEdge = asOf !== null && day === asOf
    return {
      day,
      spent: isPast ? decimalText(spent) : null,
      planned: planMicros === null ? null : decimalText(micros),
      projected: (isPast && !isEdge) || projected === null ? null : decimalText(projected),
    }
  })
}

function campaignOf(one: CampaignMonth): Shown['campaigns'][number] {
  const worst = one.above[0]
  const told = one.out.filter((each) => each.basis === 'events')
  return {
    campaignId: one.campaignId,
    name: one.name,
    state: one.state,
    dailyBudget: amountOrNull(one.budgetMicros),
    spent: decimalText(one.spentMicros),
    plan: amountOrNull(one.planMicros),
    pace: one.pace === null ? null : paceOf(one.pace),
    daysAbove: one.above.length,
    worstDay:
      worst === undefined
        ? null
        : {
            day: worst.day,
            spend: decimalText(worst.spendMicros),
            budget: decimalText(worst.budgetMicros),
            overRatio: worst.overRatio,
          },
    outHours: one.outShare === null ? null : told.reduce((sum, each) => sum + (each.hours ?? 0), 0),
    outShare: one.outShare,
    suspectedDays: one.out.length - told.length,
    lostSales: amountOrNull(one.lostMicros),
    roas: one.spender === null ? null : ratioOf(one.spender.salesMicros, one.spender.spendMicros),
  }
}

function stopOf(stop: Stop): Shown['stop'] {
  if (stop.act === 'none') return { act: 'none', items: [] }
  const items =
    stop.act === 'lower'
      ? stop.budgets.map((one) => ({ ...one, to: decimalText(one.toMicros) }))
      : stop.campaigns.map((one) => ({ ...one, to: null, grounds: stop.grounds }))
  return {
    act: stop.act,
    items: items.map(({ campaignId, name, budgetMicros, to, grounds }) => ({
      campaignId,
      name,
      from: decimalText(budgetMicros),
      to,
      grounds,
    })),
  }
}
