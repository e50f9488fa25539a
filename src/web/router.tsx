// Every page of the product, one line each. To add a page: write `ui/XxxPage.tsx` in your room with a component `XxxPage`, add a line to a
// list in `pages/`, such as
//   page({ path: '/clients/:clientId/imports', load: () => import('#features/facts/ui/ImportsPage.tsx').then((m) => m.ImportsPage),
//     permission: 'import.read', title: named('数据导入', 'Imports'), menu: 'client', icon: ImportOutlined }),
// (path, how to load it, permission, title in zh and en, and `menu` where a link to it shall stand), and import its
// refusals into `refusalTables` when your room refuses things. Nothing else: menu, breadcrumbs, title, rights follow.
// Who has no session is sent to /sign-in?back=…, who lacks the second factor to /second-factor?back=…; both are 'public' pages.
import { createBrowserRouter } from 'react-router'
import { accessRefusals } from '#features/access/ui/refusals.ts'
import { ipRefusals } from '#features/access/ui/ip-refusals.ts'
import { paperRefusals } from '#features/access/ui/paper-refusals.ts'
import { signRefusals } from '#features/access/ui/sign-refusals.ts'
import { registerRefusals } from '#features/access/ui/register-refusals.ts'
import { adsRefusals } from '#features/ads/ui/refusals.ts'
import { budgetRefusals } from '#features/ads/ui/budget-refusals.ts'
import { ruleRefusals } from '#features/ads/ui/rule-refusals.ts'
import { changesRefusals } from '#features/changes/ui/refusals.ts'
import { governRefusals } from '#features/changes/ui/govern-refusals.ts'
import { cockpitRefusals } from '#features/cockpit/ui/refusals.ts'
import { contractRefusals } from '#features/engagement/ui/contract-refusals.ts'
import { diagnosisRefusals } from '#features/diagnosis/ui/refusals.ts'
import { engagementRefusals } from '#features/engagement/ui/board-refusals.ts'
import { StaleNotice } from '#features/facts/ui/StaleNotice.tsx'
import { costRefusals } from '#features/facts/ui/cost-refusals.ts'
import { queueRefusals } from '#features/facts/ui/queue-refusals.ts'
import { factsRefusals } from '#features/facts/ui/refusals.ts'
import { identityRefusals } from '#features/identity/ui/refusals.ts'
import { RehearsalBar } from '#features/rehearsal/ui/RehearsalBar.tsx'
import { rehearsalRefusals } from '#features/rehearsal/ui/refusals.ts'
import { Frame } from './layout/Frame.tsx'
import type { Page } from './page.ts'
import { agencyPages } from './pages/agency.ts'
import { clientPages } from './pages/client.ts'
import { doorPages } from './pages/doors.ts'
import type { RefusalWords } from './refusals.tsx'

export const pages: readonly Page[] = [...doorPages, ...agencyPages, ...clientPages]

/** The words of the rooms' refusals: `ui/refusals.ts` of each. */
export const refusalTables: readonly RefusalWords[] = [
  accessRefusals,
  adsRefusals,
  budgetRefusals,
  changesRefusals,
  cockpitRefusals,
  contractRefusals,
  costRefusals,
  diagnosisRefusals,
  engagementRefusals,
  factsRefusals,
  governRefusals,
  identityRefusals,
  queueRefusals,
  registerRefusals,
  rehearsalRefusals,
  ruleRefusals,
  signRefusals,
  paperRefusals,
  ipRefusals,
]

/** What stands around every page of a signed-in person. */
const furniture = { bar: <RehearsalBar />, notice: <StaleNotice /> }

export function createRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter([{ path: '*', element: <Frame pages={pages} furniture={furniture} /> }])
}
