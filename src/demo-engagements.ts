import type { App } from './app.ts'
import { browserOf } from './demo-consents.ts'
import { changeEngagement, readEngagement } from './features/engagement/api/board.ts'
import { readIntake, saveIntake, submitIntake } from './features/engagement/api/intake.ts'
import type { Answers } from './features/engagement/rules/intake.ts'
import { addDays } from './kernel/day.ts'

// What the demo's sellers said before they signed up: one suits, one has a condition open, one is still answering.

const common: Answers = {
  contactName: '负责人',
  amazonYears: '1_to_3',
  listingStyle: 'curated',
  priceStance: 'middle',
  supply: 'steady_supplier',
  copySkill: 'basic',
  adsSkill: 'none',
  sharesData: 'all',
  pastAgency: false,
}

const told: readonly { answers: Answers; submitted: boolean; nextDays: number; nextWhat: string }[] = [
  {
    answers: {
      ...common,
      goals: ['profit_repair', 'launch_product'],
      lossCauses: ['ads', 'returns'],
      launchCount: 2,
      companyName: '拓野户外',
      companyKind: 'brand',
      category: '户外用品',
      marketplaces: ['US', 'CA', 'UK', 'DE'],
      targetMarketplaces: ['US', 'CA', 'UK', 'DE'],
      channels: ['own_site', 'tiktok'],
      skuCount: 28,
      budget: { amount: '15000', currency: 'CNY' },
      costs: 'per_sku',
      expects: '半年内广告花费占销售额降到 10%，两款新品站稳首页。',
    },
    submitted: true,
    nextDays: 3,
    nextWhat: '与客户过诊断结论',
  },
  {
    answers: {
      ...common,
      goals: ['clear_stock'],
      clearUnits: 3200,
      clearAge: '181_365',
      companyName: '宁波厨具厂',
      companyKind: 'factory',
      category: '厨具',
      marketplaces: ['US', 'DE'],
      targetMarketplaces: ['US', 'DE'],
      supply: 'own_factory',
      skuCount: 40,
      budget: { amount: '9000', currency: 'CNY' },
      costs: 'unknown',
      expects: '旺季前清掉旧款，德国站做起来。',
    },
    submitted: true,
    nextDays: -2,
    nextWhat: '请客户补成本表',
  },
  {
    answers: { goals: ['brand_launch'], companyKind: 'brand', amazonYears: 'over_3' },
    submitted: false,
    nextDays: 7,
    nextWhat: '等客户填完问卷',
  },
]

/** Answers the questionnaires of the demo's clients, and says who looks after each and what is next; what was answered is left alone. */
export async function engageDemo(
  app: App,
  clientIds: readonly string[],
  manager: { email: string; password: string },
): Promise<void> {
  const call = await browserOf(app, manager)
  for (const [index, { answers, submitted, nextDays, nextWhat }] of told.entries()) {
    const clientId = clientIds[index]
    if (clientId === undefined) return
    const { draft } = await call(readIntake, { clientId })
    if (draft !== null) continue
    await call(saveIntake, { clientId }, { answers })
    if (submitted) await call(submitIntake, { clientId })
    const { candidates, today } = await call(readEngagement, { clientId })
    const person = candidates.find((one) => one.role === 'account_manager') ?? candidates[0]
    const nextOn = addDays(today, nextDays)
    await call(changeEngagement, { clientId }, { ownerId: person?.personId ?? null, nextOn, nextWhat })
  }
}
