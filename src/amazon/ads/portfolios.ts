import { z } from 'zod'
import type { Micros } from '#kernel/money.ts'
import { assert } from '#kernel/refusal.ts'
import { idText, instant, listOf, maybe, micros, numberOfMicros, real } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'
import { type ItemOutcome, batchSchema, outcomesOf } from './outcomes.ts'

const portfolio = z
  .object({
    portfolioId: idText,
    name: z.string(),
    state: z.string(),
    inBudget: maybe(z.boolean()),
    budget: maybe(
      z.object({
        amount: maybe(micros),
        currencyCode: maybe(z.string()),
        policy: maybe(z.string()),
        startDate: maybe(z.string()),
        endDate: maybe(z.string()),
      }),
    ),
  })
  .transform(({ budget, ...rest }) => ({
    ...rest,
    budget: budget && {
      amountMicros: budget.amount,
      currency: budget.currencyCode,
      policy: budget.policy,
      startOn: budget.startDate,
      endOn: budget.endDate,
    },
  }))

export type Portfolio = z.output<typeof portfolio>

const page = z
  .object({ portfolios: listOf(portfolio), nextToken: maybe(z.string()) })
  .transform(({ portfolios, nextToken }) => ({ items: portfolios, nextToken }))

/** Portfolios of the profile, up to 1,000 a page. */
export function listPortfolios(
  door: Door,
  ask: { ids?: readonly string[]; nextToken?: string },
): Promise<Answer<{ items: Portfolio[]; nextToken: string | null }>> {
  const body = {
    portfolioIdFilter: ask.ids && { include: ask.ids },
    nextToken: ask.nextToken,
    includeExtendedDataFields: false,
  }
  return send(door, 'portfolios.listPortfolios', { body }, page)
}

export type PortfolioBudget = {
  readonly policy: 'DATE_RANGE' | 'MONTHLY_RECURRING' | 'NO_CAP'
  readonly amountMicros?: Micros
  readonly currency?: string
  readonly startOn?: string
  readonly endOn?: string | null
}

export type PortfolioDraft = { readonly name: string; readonly budget?: PortfolioBudget }
export type PortfolioChange = {
  readonly portfolioId: string
  readonly name?: string
  readonly budget?: PortfolioBudget
}

const batch = batchSchema({
  wrapper: 'portfolios',
  idKey: 'portfolioId',
  entityKey: 'portfolio',
  entity: portfolio,
})

/** Creates up to 100. */
export async function createPortfolios(
  door: Door,
  drafts: readonly PortfolioDraft[],
): Promise<Answer<ItemOutcome<Portfolio>[]>> {
  assert(drafts.length > 0 && drafts.length <= 100, 'a batch has 1 to 100 portfolios')
  const portfolios = drafts.map((draft) => ({ ...wireOf(draft), state: 'ENABLED' }))
  const answer = await send(door, 'portfolios.createPortfolios', { body: { portfolios } }, batch)
  return { ...answer, value: outcomesOf(drafts.length, answer.value) }
}

/** Changes up to 100; fields left out stay. */
export async function updatePortfolios(
  door: Door,
  changes: readonly PortfolioChange[],
): Promise<Answer<ItemOutcome<Portfolio>[]>> {
  assert(changes.length > 0 && changes.length <= 100, 'a batch has 1 to 100 portfolios')
  const answer = await send(
    door,
    'portfolios.updatePortfolios',
    { body: { portfolios: changes.map(wireOf) } },
    batch,
  )
  return { ...answer, value: outcomesOf(changes.length, answer.value) }
}

function wireOf(item: { readonly budget?: PortfolioBudget }): object {
  const { budget, ...rest } = item
  if (budget === undefined) return rest
  const { amountMicros, currency, startOn, endOn, policy } = budget
  return {
    ...rest,
    budget: {
      policy,
      amount: amountMicros === undefined ? undefined : numberOfMicros(amountMicros),
      currencyCode: currency,
      startDate: startOn,
      endDate: endOn,
    },
  }
}

const usage = z
  .object({
    success: listOf(
      z.object({
        portfolioId: idText,
        budget: maybe(micros),
        budgetUsagePercent: maybe(real),
        usageUpdatedTimestamp: maybe(instant),
      }),
    ),
  })
  .transform(({ success }) =>
    success.map((one) => ({
      portfolioId: one.portfolioId,
      budgetMicros: one.budget,
      usedRatio: one.budgetUsagePercent === null ? null : one.budgetUsagePercent / 100,
      updatedAt: one.usageUpdatedTimestamp,
    })),
  )

export type PortfolioUsage = z.output<typeof usage>[number]

/** How much of their budgets up to 100 portfolios have used. */
export function getPortfolioUsage(
  door: Door,
  portfolioIds: readonly string[],
): Promise<Answer<PortfolioUsage[]>> {
  return send(door, 'portfolios.portfolioBudgetUsage', { body: { portfolioIds } }, usage)
}
