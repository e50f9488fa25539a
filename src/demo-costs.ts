import type { App } from './app.ts'
import { browserOf } from './demo-consents.ts'
import { enterCost, setCostAssumption, showCosts } from './features/facts/api/costs.ts'
import { addDays } from './kernel/day.ts'

// What the demo's first seller says its goods cost: the one whose questionnaire says that it knows. A few SKUs are left to be filled in.

/** Yuan for one unit of a currency, near enough for a story. */
const yuan: Readonly<Record<string, number>> = { USD: 7.1, EUR: 7.9, GBP: 9.1, CAD: 5.2, JPY: 0.047 }

const inYuan = (units: number) => ({ amount: units.toFixed(2), currency: 'CNY' })

/** Enters costs and lead times of one client as its manager would; what was entered is left alone. */
export async function costDemo(
  app: App,
  clientId: string,
  manager: { email: string; password: string },
): Promise<void> {
  const call = await browserOf(app, manager)
  const { skus, today } = await call(showCosts, { clientId })
  if (skus.some((one) => one.entries > 0)) return
  const fromOn = addDays(today, -330)
  for (const [index, { sku, margins }] of skus.entries()) {
    const line = margins.find((one) => one.price !== null)
    if (line === undefined || index % 7 === 5) continue
    const price = Number(line.price) * (yuan[line.currency] ?? 7)
    // Between 18 and 26 percent of the price.
    const share = 0.18 + (index % 5) * 0.02
    const entry = {
      goods: inYuan(price * share),
      freight: inYuan(price * 0.05),
      duty: inYuan(price * 0.02),
      productionDays: 25 + (index % 4) * 5,
      transportDays: 38,
      receivingDays: 9,
      moq: 300 + (index % 3) * 200,
      cartonQuantity: 24,
    }
    await call(enterCost, { clientId }, { sku, fromOn, ...entry })
    // The supplier's prices of some went up.
    if (index % 6 === 0)
      await call(
        enterCost,
        { clientId },
        { sku, fromOn: addDays(today, -60), goods: inYuan(price * share * 1.06), note: '供应商调价 6%' },
      )
  }
  await call(
    setCostAssumption,
    { clientId },
    {
      marketplace: null,
      fromOn,
      targetMarginRatio: 0.3,
      taxTreatment: 'separate',
      returnHandling: inYuan(12),
      prep: inYuan(0.8),
    },
  )
}
