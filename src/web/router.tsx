// Every page of the product, one line each. To add a page: write `ui/XxxPage.tsx` in your room with a component `XxxPage`, add a line to
// `pages` below, such as
//   page({ path: '/clients/:clientId/imports', load: () => import('#features/facts/ui/ImportsPage.tsx').then((m) => m.ImportsPage),
//     permission: 'import.read', title: named('数据导入', 'Imports'), menu: 'client', icon: ImportOutlined }),
// (path, how to load it, permission, title in zh and en, and `menu` where a link to it shall stand), and import its
// refusals into `refusalTables` when your room refuses things. Nothing else: menu, breadcrumbs, title, rights follow.
// Who has no session is sent to /sign-in?back=…, who lacks the second factor to /second-factor?back=…; both are 'public' pages.
import {
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  CopyrightOutlined,
  ControlOutlined,
  DashboardOutlined,
  EditOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  ImportOutlined,
  LineChartOutlined,
  MedicineBoxOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ShopOutlined,
  StopOutlined,
  SwapOutlined,
  SyncOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { createBrowserRouter } from 'react-router'
import { accessRefusals } from '#features/access/ui/refusals.ts'
import { ipRefusals } from '#features/access/ui/ip-refusals.ts'
import { paperRefusals } from '#features/access/ui/paper-refusals.ts'
import { signRefusals } from '#features/access/ui/sign-refusals.ts'
import { adsRefusals } from '#features/ads/ui/refusals.ts'
import { budgetRefusals } from '#features/ads/ui/budget-refusals.ts'
import { ruleRefusals } from '#features/ads/ui/rule-refusals.ts'
import { changesRefusals } from '#features/changes/ui/refusals.ts'
import { governRefusals } from '#features/changes/ui/govern-refusals.ts'
import { cockpitRefusals } from '#features/cockpit/ui/refusals.ts'
import { agreementPages, priceBookPage } from '#features/engagement/ui/contract-pages.ts'
import { contractRefusals } from '#features/engagement/ui/contract-refusals.ts'
import { diagnosisRefusals } from '#features/diagnosis/ui/refusals.ts'
import { StaleNotice } from '#features/facts/ui/StaleNotice.tsx'
import { factsRefusals } from '#features/facts/ui/refusals.ts'
import { identityRefusals } from '#features/identity/ui/refusals.ts'
import { RehearsalBar } from '#features/rehearsal/ui/RehearsalBar.tsx'
import { rehearsalRefusals } from '#features/rehearsal/ui/refusals.ts'
import { Frame } from './layout/Frame.tsx'
import { type Page, named, page } from './page.ts'
import type { RefusalWords } from './refusals.tsx'

export const pages: readonly Page[] = [
  page({
    path: '/sign-in',
    load: () => import('#features/identity/ui/SignInPage.tsx').then((m) => m.SignInPage),
    permission: 'public',
    title: named('登录', 'Sign in'),
  }),
  page({
    path: '/second-factor',
    load: () => import('#features/identity/ui/SecondFactorPage.tsx').then((m) => m.SecondFactorPage),
    permission: 'public',
    title: named('二次验证', 'Second factor'),
  }),
  page({
    path: '/sign-up',
    load: () => import('#features/identity/ui/LetterForms.tsx').then((m) => m.SignUpPage),
    permission: 'public',
    title: named('开通代运营公司', 'Open an agency'),
  }),
  page({
    path: '/forgot-password',
    load: () => import('#features/identity/ui/LetterForms.tsx').then((m) => m.ForgotPasswordPage),
    permission: 'public',
    title: named('重设密码', 'Set a new password'),
  }),
  page({
    path: '/reset-password',
    load: () => import('#features/identity/ui/ResetPasswordPage.tsx').then((m) => m.ResetPasswordPage),
    permission: 'public',
    title: named('设置新密码', 'Set a new password'),
  }),
  page({
    path: '/invitation',
    load: () => import('#features/identity/ui/InvitationPage.tsx').then((m) => m.InvitationPage),
    permission: 'public',
    title: named('邀请', 'Invitation'),
  }),
  page({
    path: '/dev/mail',
    load: () => import('#features/identity/ui/DevMailPage.tsx').then((m) => m.DevMailPage),
    permission: 'public',
    title: named('开发邮箱', 'Development mailbox'),
  }),
  page({
    path: '/',
    load: () => import('#features/cockpit/ui/CockpitPage.tsx').then((m) => m.CockpitPage),
    permission: 'agency.read',
    title: named('驾驶舱', 'Cockpit'),
    menu: 'agency',
    icon: DashboardOutlined,
  }),
  page({
    path: '/clients/:clientId',
    load: () => import('#features/cockpit/ui/OverviewPage.tsx').then((m) => m.OverviewPage),
    permission: 'facts.read',
    title: named('总览', 'Overview'),
    menu: 'client',
    icon: LineChartOutlined,
  }),
  page({
    path: '/clients/:clientId/imports',
    load: () => import('#features/facts/ui/ImportsPage.tsx').then((m) => m.ImportsPage),
    permission: 'import.read',
    title: named('数据导入', 'Imports'),
    menu: 'client',
    icon: ImportOutlined,
  }),
  page({
    path: '/clients/:clientId/diagnosis',
    load: () => import('#features/diagnosis/ui/DiagnosisPage.tsx').then((m) => m.DiagnosisPage),
    permission: 'diagnosis.read',
    title: named('店铺诊断', 'Diagnosis'),
    menu: 'client',
    icon: MedicineBoxOutlined,
  }),
  ...agreementPages,
  page({
    path: '/clients/:clientId/ads',
    load: () => import('#features/ads/ui/AdsPage.tsx').then((m) => m.AdsPage),
    permission: 'facts.read',
    title: named('广告', 'Advertising'),
    menu: 'client',
    icon: ControlOutlined,
  }),
  page({
    path: '/clients/:clientId/ads/bids',
    load: () => import('#features/ads/ui/bids/BidsPage.tsx').then((m) => m.BidsPage),
    permission: 'facts.read',
    title: named('竞价优化', 'Bid optimisation'),
  }),
  page({
    path: '/clients/:clientId/ads/terms',
    load: () => import('#features/ads/ui/terms/TermsPage.tsx').then((m) => m.TermsPage),
    permission: 'facts.read',
    title: named('搜索词', 'Search terms'),
  }),
  page({
    path: '/clients/:clientId/ads/spend',
    load: () => import('#features/ads/ui/spend/SpendPage.tsx').then((m) => m.SpendPage),
    permission: 'facts.read',
    title: named('花费明细', 'Spend'),
  }),
  page({
    path: '/clients/:clientId/ads/structure',
    load: () => import('#features/ads/ui/StructurePage.tsx').then((m) => m.StructurePage),
    permission: 'facts.read',
    title: named('结构体检与建广告', 'Ads structure'),
  }),
  page({
    path: '/clients/:clientId/ads/budget',
    load: () => import('#features/ads/ui/budget/BudgetPage.tsx').then((m) => m.BudgetPage),
    permission: 'facts.read',
    title: named('预算', 'Budget'),
  }),
  page({
    path: '/clients/:clientId/ads/audit',
    load: () => import('#features/ads/ui/audit/AuditPage.tsx').then((m) => m.AuditPage),
    permission: 'facts.read',
    title: named('广告审计', 'Ads audit'),
  }),
  page({
    path: '/clients/:clientId/ads/rules',
    load: () => import('#features/ads/ui/rules/RulesPage.tsx').then((m) => m.RulesPage),
    permission: 'facts.read',
    title: named('自动规则', 'Rules'),
  }),
  page({
    path: '/clients/:clientId/ads/schedule',
    load: () => import('#features/ads/ui/schedule/SchedulePage.tsx').then((m) => m.SchedulePage),
    permission: 'facts.read',
    title: named('分时投放', 'Dayparting'),
  }),
  page({
    path: '/clients/:clientId/connections',
    load: () => import('#features/access/ui/ConnectionsPage.tsx').then((m) => m.ConnectionsPage),
    permission: 'access.read',
    title: named('亚马逊授权', 'Amazon access'),
    menu: 'client',
    icon: ApiOutlined,
  }),
  page({
    path: '/clients/:clientId/sync',
    load: () => import('#features/facts/ui/SyncPage.tsx').then((m) => m.SyncPage),
    permission: 'import.read',
    title: named('数据同步', 'Sync'),
    menu: 'client',
    icon: SyncOutlined,
  }),
  page({
    path: '/consent',
    load: () => import('#features/access/ui/ConsentPage.tsx').then((m) => m.ConsentPage),
    permission: 'access.manage',
    title: named('亚马逊授权', 'Amazon access'),
  }),
  page({
    path: '/consent/from-amazon',
    load: () => import('#features/access/ui/ConsentPage.tsx').then((m) => m.FromAmazonPage),
    permission: 'access.manage',
    title: named('亚马逊授权续期', 'Renewing Amazon access'),
  }),
  page({
    path: '/approvals',
    load: () => import('#features/changes/ui/InboxPage.tsx').then((m) => m.InboxPage),
    permission: 'changes.read',
    title: named('待我审批', 'My approvals'),
    menu: 'agency',
    icon: CheckSquareOutlined,
  }),
  page({
    path: '/approve/:token',
    load: () => import('#features/changes/ui/ApprovePage.tsx').then((m) => m.ApprovePage),
    permission: 'changes.read',
    title: named('审批', 'Approval'),
  }),
  page({
    path: '/clients/:clientId/changes',
    load: () => import('#features/changes/ui/ChangesPage.tsx').then((m) => m.ChangesPage),
    permission: 'changes.read',
    title: named('变更', 'Changes'),
    menu: 'client',
    icon: EditOutlined,
  }),
  page({
    path: '/clients/:clientId/changes/:batchId',
    load: () => import('#features/changes/ui/BatchPage.tsx').then((m) => m.BatchPage),
    permission: 'changes.read',
    title: named('变更详情', 'Batch of changes'),
  }),
  page({
    path: '/clients/:clientId/witness',
    load: () => import('#features/changes/ui/WitnessPage.tsx').then((m) => m.WitnessPage),
    permission: 'witness.read',
    title: named('变更见证', 'Witness'),
    menu: 'client',
    icon: FileProtectOutlined,
  }),
  page({
    path: '/clients/:clientId/governance',
    load: () => import('#features/changes/ui/GovernancePage.tsx').then((m) => m.GovernancePage),
    permission: 'changes.read',
    title: named('审批规则', 'Approval rules'),
    menu: 'client',
    icon: AuditOutlined,
  }),
  page({
    path: '/clients/:clientId/stops',
    load: () => import('#features/changes/ui/StopsPage.tsx').then((m) => m.StopsPage),
    permission: 'changes.read',
    title: named('紧急停止', 'Kill switches'),
    menu: 'client',
    icon: StopOutlined,
  }),
  page({
    path: '/clients/:clientId/ledger',
    load: () => import('#features/ledger/ui/LedgerPage.tsx').then((m) => m.LedgerPage),
    permission: 'ledger.read',
    title: named('台账', 'Ledger'),
    menu: 'client',
    icon: SafetyCertificateOutlined,
  }),
  page({
    path: '/clients/:clientId/papers',
    load: () => import('#features/access/ui/PapersPage.tsx').then((m) => m.PapersPage),
    permission: 'papers.read',
    title: named('文件', 'Papers'),
    menu: 'client',
    icon: FileDoneOutlined,
  }),
  page({
    path: '/clients/:clientId/ip',
    load: () => import('#features/access/ui/IpPage.tsx').then((m) => m.IpPage),
    permission: 'ip.read',
    title: named('知识产权', 'IP register'),
    menu: 'client',
    icon: CopyrightOutlined,
  }),
  page({
    path: '/paper-templates',
    load: () => import('#features/access/ui/PaperTemplatesPage.tsx').then((m) => m.PaperTemplatesPage),
    permission: 'papers.template',
    title: named('文件范本', 'Wordings of papers'),
  }),
  page({
    path: '/clients',
    load: () => import('#features/identity/ui/ClientsPage.tsx').then((m) => m.ClientsPage),
    permission: 'agency.read',
    title: named('客户管理', 'Clients'),
    menu: 'agency',
    icon: ShopOutlined,
  }),
  page({
    path: '/people',
    load: () => import('#features/identity/ui/PeoplePage.tsx').then((m) => m.PeoplePage),
    permission: 'people.read',
    title: named('成员与权限', 'People & rights'),
    menu: 'agency',
    icon: TeamOutlined,
  }),
  page({
    path: '/agency',
    load: () => import('#features/identity/ui/AgencyPage.tsx').then((m) => m.AgencyPage),
    permission: 'agency.read',
    title: named('公司设置', 'Agency settings'),
    menu: 'agency',
    icon: SettingOutlined,
  }),
  page({
    path: '/apps',
    load: () => import('#features/access/ui/AppsPage.tsx').then((m) => m.AppsPage),
    permission: 'apps.read',
    title: named('亚马逊应用', 'Amazon applications'),
    menu: 'agency',
    icon: AppstoreOutlined,
  }),
  page({
    path: '/exchange-rates',
    load: () => import('#features/facts/ui/RatesPage.tsx').then((m) => m.RatesPage),
    permission: 'settings.read',
    title: named('汇率', 'Exchange rates'),
    menu: 'agency',
    icon: SwapOutlined,
  }),
  priceBookPage,
  page({
    path: '/account',
    load: () => import('#features/identity/ui/AccountPage.tsx').then((m) => m.AccountPage),
    permission: 'session.self',
    title: named('我的账号', 'My account'),
    menu: 'person',
  }),
]

/** The words of the rooms' refusals: `ui/refusals.ts` of each. */
export const refusalTables: readonly RefusalWords[] = [
  accessRefusals,
  adsRefusals,
  budgetRefusals,
  changesRefusals,
  cockpitRefusals,
  contractRefusals,
  diagnosisRefusals,
  factsRefusals,
  governRefusals,
  identityRefusals,
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
