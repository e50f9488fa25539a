import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Capability, type SpRole, capabilities, capabilityRules } from '#kernel/capability.ts'
import { Refusal } from '#kernel/refusal.ts'
import {
  type Registration,
  allowedOperations,
  chooseRegistration,
  missingFor,
  refuseOutside,
  reportTypes,
  rolesFor,
} from './guard.ts'
import { type OperationName, operationNames, operationOf } from './operations.ts'

const everything = new Set(capabilities)
const grant = (...list: Capability[]): ReadonlySet<Capability> => new Set(list)

describe('a client grants advertising and reports, and nothing else', () => {
  const granted = grant('advertising_view', 'sales_reports')

  it('which allows to look at campaigns and to fetch sales', () => {
    expect(() => refuseOutside(granted, 'sponsoredProducts.listKeywords')).not.toThrow()
    expect(() =>
      refuseOutside(granted, 'reports.createReport', ['GET_SALES_AND_TRAFFIC_REPORT']),
    ).not.toThrow()
  })

  it('but neither to change a bid nor to read an order', () => {
    expect(missingFor(granted, 'sponsoredProducts.updateKeywords')).toEqual(['advertising_manage'])
    expect(missingFor(granted, 'orders.getOrder')).toEqual(['orders'])
    const settle = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
    expect(missingFor(granted, 'reports.getReports', ['GET_SALES_AND_TRAFFIC_REPORT', settle])).toEqual([
      'finances',
    ])
  })

  it('and the refusal says what was tried and what is missing', () => {
    try {
      refuseOutside(granted, 'reports.createReport', ['GET_FBA_REIMBURSEMENTS_DATA'])
      expect.unreachable()
    } catch (refusal) {
      expect(refusal).toBeInstanceOf(Refusal)
      expect((refusal as Refusal).code).toBe('outside_grant')
      expect((refusal as Refusal).params).toEqual({
        operation: 'reports.createReport',
        about: 'GET_FBA_REIMBURSEMENTS_DATA',
        missing: 'inventory',
      })
    }
  })
})

describe('the table', () => {
  it('knows every operation: with nothing granted only the probes are left, with everything granted nothing is refused', () => {
    expect(allowedOperations(new Set(), operationNames)).toEqual([
      'sellers.getMarketplaceParticipations',
      'notifications.deleteSubscriptionById',
      'applications.rotateApplicationClientSecret',
      'profiles.listProfiles',
      'managerAccounts.getManagerAccounts',
    ])
    expect(allowedOperations(everything, operationNames)).toEqual(operationNames)
  })

  it('a grant without a managing capability changes nothing at Amazon but its own reports and subscriptions', () => {
    const looking = new Set(capabilities.filter((one) => !capabilityRules[one].writes))
    const writes = allowedOperations(looking, operationNames).filter(
      (name) => operationOf(name).effect === 'write',
    )
    const own = /^(reports|dataKiosk|adsReports|exports|streams|notifications|applications)\./
    expect(writes.filter((name) => !own.test(name))).toEqual([])
  })

  it('a report nobody listed, or a call that does not say what it is about, is refused whatever is granted', () => {
    expect(missingFor(everything, 'reports.createReport', ['GET_FLAT_FILE_ORDERS_DATA_SHIPPING'])).toEqual([
      'unlisted',
    ])
    expect(missingFor(everything, 'reports.getReportDocument')).toEqual(['unlisted'])
    expect(missingFor(everything, 'dataKiosk.createQuery', ['analytics_vendorAnalytics_2024_09_30'])).toEqual(
      ['unlisted'],
    )
    expect(missingFor(everything, 'reports.createReport', ['constructor'])).toEqual(['unlisted'])
    expect(missingFor(everything, 'tokens.createRestrictedDataToken' as OperationName)).toEqual(['unlisted'])
  })

  it('more granted never allows less', () => {
    fc.assert(
      fc.property(fc.subarray([...capabilities]), fc.constantFrom(...capabilities), (some, more) => {
        const before = allowedOperations(new Set(some), operationNames)
        const after = new Set(allowedOperations(new Set([...some, more]), operationNames))
        expect(before.every((one) => after.has(one))).toBe(true)
      }),
    )
  })

  it('holds no report that needs a restricted role', () => {
    const restricted =
      /SHIPPING|INVOICING|_TAX|RECONCILIATION|EASYSHIP|GST_MTR|VAT_|AMAZON_FULFILLED_SHIPMENTS|ACTIONABLE_ORDER/
    expect(Object.keys(reportTypes).filter((type) => restricted.test(type))).toEqual([])
  })
})

describe('the narrowest application', () => {
  const app = (id: string, ...roles: SpRole[]): Registration => ({ id, api: 'sp', roles })
  const reports = app('reports', 'brand_analytics')
  const money = app('money', 'brand_analytics', 'finance_and_accounting')
  const all = app('all', 'brand_analytics', 'finance_and_accounting', 'product_listing', 'pricing')
  const ads: Registration = { id: 'ads', api: 'ads', roles: [] }
  const apps = [all, money, reports, ads]

  it('is the one with the fewest roles that covers what is wanted', () => {
    expect(chooseRegistration('sp', apps, ['sales_reports'])).toBe(reports)
    expect(chooseRegistration('sp', apps, ['sales_reports', 'finances'])).toBe(money)
    expect(chooseRegistration('sp', apps, ['pricing', 'advertising_view'])).toBe(all)
    expect(chooseRegistration('ads', apps, ['pricing', 'advertising_view'])).toBe(ads)
  })

  it('is none when no application covers it, or when nothing is wanted of that API', () => {
    expect(chooseRegistration('sp', apps, ['inbound'])).toBeNull()
    expect(chooseRegistration('ads', apps, ['pricing'])).toBeNull()
  })

  it('covers the wanted roles, and no other covering one is narrower', () => {
    const role = fc.constantFrom<SpRole>(
      'brand_analytics',
      'pricing',
      'product_listing',
      'amazon_fulfillment',
    )
    const made = fc.uniqueArray(
      fc.record({ id: fc.uuid(), api: fc.constant('sp' as const), roles: fc.uniqueArray(role) }),
    )
    fc.assert(
      fc.property(made, fc.subarray([...capabilities], { minLength: 1 }), (registrations, wanted) => {
        const chosen = chooseRegistration('sp', registrations, wanted)
        const roles = rolesFor(wanted)
        const covering = registrations.filter((one) => roles.every((need) => one.roles.includes(need)))
        if (chosen === null) expect(roles.length === 0 || covering.length === 0).toBe(true)
        else {
          expect(covering).toContain(chosen)
          expect(Math.min(...covering.map((one) => one.roles.length))).toBe(chosen.roles.length)
        }
      }),
    )
  })
})
