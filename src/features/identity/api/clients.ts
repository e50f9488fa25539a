import { z } from 'zod'
import { findMarketplace } from '#kernel/marketplace.ts'
import { endpoint, id } from '#platform/endpoint.ts'
import { locale, nothing, reading, title } from './shapes.ts'

// The agency, its clients, their stores.

export const updateAgency = endpoint({
  name: 'updateAgency',
  summary: 'Change the agency’s name, language, or how long an idle session lasts',
  method: 'PATCH',
  path: '/api/agency',
  permission: 'agency.manage',
  ledger: { event: 'agency.changed' },
  body: z.object({
    name: title.optional(),
    locale: locale.optional(),
    sessionIdleMinutes: z.int().min(15).max(1440).optional(),
  }),
  output: nothing,
})

export const readAgency = endpoint({
  name: 'readAgency',
  summary: 'The agency’s settings',
  method: 'GET',
  path: '/api/agency',
  permission: 'agency.read',
  ledger: reading,
  output: z.object({ id, name: z.string(), locale, sessionIdleMinutes: z.int() }),
})

const currency = z.string().regex(/^[A-Z]{3}$/)
const region = z.enum(['NA', 'EU', 'FE'])
const marketplaceCode = z
  .string()
  .refine((code) => findMarketplace(code)?.code === code, 'unknown marketplace')

const storeShape = z.object({
  storeId: id,
  name: z.string(),
  region,
  sellerId: z.string().nullable(),
  /** Country codes as Amazon uses them: US, UK, DE … */
  marketplaces: z.array(z.string()),
})

const clientShape = z.object({
  clientId: id,
  name: z.string(),
  baseCurrency: z.string(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  stores: z.array(storeShape),
})

const newStore = z
  .object({
    name: title,
    region,
    sellerId: z
      .string()
      .regex(/^[A-Z0-9]{6,20}$/)
      .nullish(),
    marketplaces: z.array(marketplaceCode).min(1).max(23),
  })
  .refine((store) => store.marketplaces.every((code) => findMarketplace(code)?.region === store.region), {
    path: ['marketplaces'],
    message: 'a marketplace lies in another region',
  })

export const listClients = endpoint({
  name: 'listClients',
  summary: 'The clients I see, with their stores and marketplaces',
  method: 'GET',
  path: '/api/clients',
  permission: 'client.read',
  ledger: reading,
  output: z.array(clientShape),
})

export const readClient = endpoint({
  name: 'readClient',
  summary: 'One client with its stores and marketplaces',
  method: 'GET',
  path: '/api/clients/:clientId',
  permission: 'client.read',
  ledger: reading,
  params: z.object({ clientId: id }),
  output: clientShape,
})

export const createClient = endpoint({
  name: 'createClient',
  summary: 'A new client with its stores; whoever creates it is assigned to it',
  method: 'POST',
  path: '/api/clients',
  permission: 'client.create',
  ledger: { event: 'client.created' },
  body: z.object({
    name: title,
    baseCurrency: currency.default('CNY'),
    stores: z.array(newStore).max(20).default([]),
  }),
  output: z.object({ clientId: id, storeIds: z.array(id) }),
  refusals: ['store_name_taken'],
})

export const updateClient = endpoint({
  name: 'updateClient',
  summary: 'Rename a client, change its base currency, archive it or bring it back',
  method: 'PATCH',
  path: '/api/clients/:clientId',
  permission: 'client.manage',
  ledger: { event: 'client.changed' },
  params: z.object({ clientId: id }),
  body: z.object({
    name: title.optional(),
    baseCurrency: currency.optional(),
    archived: z.boolean().optional(),
  }),
  output: nothing,
})

export const createStore = endpoint({
  name: 'createStore',
  summary: 'A new store of a client',
  method: 'POST',
  path: '/api/clients/:clientId/stores',
  permission: 'client.manage',
  ledger: { event: 'store.created' },
  params: z.object({ clientId: id }),
  body: newStore,
  output: z.object({ storeId: id }),
  refusals: ['store_name_taken'],
})

export const updateStore = endpoint({
  name: 'updateStore',
  summary: 'Change a store’s name, seller id or marketplaces',
  method: 'PUT',
  path: '/api/clients/:clientId/stores/:storeId',
  permission: 'client.manage',
  ledger: { event: 'store.changed' },
  params: z.object({ clientId: id, storeId: id }),
  body: newStore,
  output: nothing,
  refusals: ['store_name_taken', 'store_region_fixed'],
})
