import type { Store } from '../market/world.ts'
import { type Answerers, factsOf, type SellingCall } from './call.ts'

function participation(call: SellingCall, store: Store): unknown {
  const facts = factsOf(call, store)
  return {
    marketplace: {
      id: facts.marketplaceId,
      name: facts.salesChannel,
      countryCode: facts.country,
      defaultCurrencyCode: facts.currency,
      defaultLanguageCode: facts.locale.replace('-', '_'),
      domainName: `www.${facts.salesChannel.toLowerCase()}`,
    },
    participation: { isParticipating: true, hasSuspendedListings: false },
    storeName: store.accountName,
  }
}

/** A shop window for invoicing that no shopper sees: clients must not stumble over it. */
function shadow(call: SellingCall): unknown[] {
  if (call.region !== 'NA') return []
  return [
    {
      marketplace: {
        id: 'AHRY1CZE9ZY4H',
        name: 'Amazon.com Invoicing Shadow Marketplace',
        countryCode: 'US',
        defaultCurrencyCode: 'USD',
        defaultLanguageCode: 'en_US',
        domainName: 'invoicing-shadow.amazon.com',
      },
      participation: { isParticipating: true, hasSuspendedListings: false },
      storeName: call.seller.brand,
    },
  ]
}

const all = (call: SellingCall): unknown[] => [
  ...call.stores.map((store) => participation(call, store)),
  ...shadow(call),
]

export const sellersAnswerers: Answerers = {
  'sellers.getMarketplaceParticipations': (call) => ({ body: { payload: all(call) } }),
  'sellers.getAccount'(call) {
    const { seller } = call
    const address = {
      addressLine1: '1 Sandbox Road',
      countryCode: 'CN',
      stateOrProvinceCode: 'Guangdong',
      city: 'Shenzhen',
      postalCode: '518000',
    }
    return {
      body: {
        payload: {
          marketplaceParticipationList: all(call),
          businessType: 'PRIVATE_LIMITED',
          sellingPlan: 'PROFESSIONAL',
          business: {
            name: seller.companyName,
            registeredBusinessAddress: address,
            nonLatinName: seller.companyNameZh,
          },
          primaryContact: { name: seller.brand, address },
        },
      },
    }
  },
}
