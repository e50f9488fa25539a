// What agency and client agree upon: plan, quote, contract, and the prices behind them.
import { CalculatorOutlined, FileTextOutlined, FlagOutlined, TagsOutlined } from '@ant-design/icons'
import { type Page, named, page } from '../page.ts'

/** What agency and client agree upon. */
export const agreementPages: readonly Page[] = [
  page({
    path: '/clients/:clientId/plan',
    load: () => import('#features/engagement/ui/PlanPage.tsx').then((m) => m.PlanPage),
    permission: 'plan.read',
    title: named('运营方案', 'Plan'),
    menu: 'client',
    section: 'engagement',
    icon: FlagOutlined,
  }),
  page({
    path: '/clients/:clientId/quote',
    load: () => import('#features/engagement/ui/QuotePage.tsx').then((m) => m.QuotePage),
    permission: 'quote.read',
    title: named('报价', 'Quote'),
    menu: 'client',
    section: 'engagement',
    icon: CalculatorOutlined,
  }),
  page({
    path: '/clients/:clientId/contract',
    load: () => import('#features/engagement/ui/ContractPage.tsx').then((m) => m.ContractPage),
    permission: 'contract.read',
    title: named('合同', 'Contract'),
    menu: 'client',
    section: 'engagement',
    icon: FileTextOutlined,
  }),
]

export const priceBookPage: Page = page({
  path: '/price-book',
  load: () => import('#features/engagement/ui/PriceBookPage.tsx').then((m) => m.PriceBookPage),
  permission: 'prices.read',
  title: named('价格表', 'Price book'),
  menu: 'agency',
  icon: TagsOutlined,
})
