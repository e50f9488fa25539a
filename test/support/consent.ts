import { answerConsent, startConsent } from '#features/access/api.ts'
import type { Capability, SpRole } from '#kernel/capability.ts'
import type { App } from '#app.ts'
import { answerPage } from '#demo-consents.ts'
import { type Sandbox, fetchFrom } from './sandbox.ts'
import type { Caller, TestAgency } from './world.ts'

export const salesCapabilities: Capability[] = [
  'sales_reports',
  'orders',
  'inventory',
  'finances',
  'account_health',
]

/** Enters the sandbox's two registrations, as the demo does; `more`: roles that the first holds besides. */
export async function registerApps(
  app: App,
  agency: TestAgency,
  sandbox: Sandbox,
  more: readonly SpRole[] = [],
): Promise<void> {
  const health = await sandbox.health()
  const clients = await app.world.directory.clients()
  const actor = {
    kind: 'system' as const,
    name: 'test',
    agencyId: agency.agencyId,
    clientIds: clients.filter((one) => one.agencyId === agency.agencyId).map((one) => one.id),
  }
  const common = { name: 'Sandbox', draft: false }
  await app.access.registerSandboxApp(
    actor,
    {
      ...common,
      api: 'sp',
      applicationId: health.applicationId,
      lwaClientId: health.lwa.clientId,
      roles: [
        'amazon_fulfillment',
        'brand_analytics',
        'finance_and_accounting',
        'inventory_and_order_tracking',
        'product_listing',
        'selling_partner_insights',
        ...more,
      ],
    },
    health.lwa.clientSecret,
  )
  await app.access.registerSandboxApp(
    actor,
    { ...common, api: 'ads', applicationId: null, lwaClientId: health.ads.clientId, roles: [] },
    health.ads.clientSecret,
  )
}

/** What Amazon's page sends the browser back with after this answer on it. */
export function consentAt(
  sandbox: Sandbox,
  url: string,
  choice: string | null,
): ReturnType<typeof answerPage> {
  if (!['localhost', '127.0.0.1'].includes(new URL(url).hostname)) throw new Error(`not the sandbox: ${url}`)
  return answerPage(fetchFrom(sandbox).fetch, url, choice)
}

/** A person connects a store, from the product's page to Amazon's and back. */
export async function connectStore(
  who: Caller,
  sandbox: Sandbox,
  store: { clientId: string; storeId: string },
  choice: string,
  wish: { api: 'sp' | 'ads'; granted: Capability[] },
): Promise<{ clientId: string; outcome: 'made' | 'renewed' | 'denied' }> {
  const { url } = await who.call(startConsent, { params: store, body: wish })
  return who.call(answerConsent, { body: await consentAt(sandbox, url, choice) })
}
