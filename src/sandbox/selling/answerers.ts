import type { Answerers } from './call.ts'
import { catalogueAnswerers } from './catalogue.ts'
import { dataKioskAnswerers } from './data-kiosk.ts'
import { financesAnswerers } from './finances.ts'
import { inventoryAnswerers } from './inventory.ts'
import { subscriptionAnswerers } from './notifications.ts'
import { ordersAnswerers } from './orders.ts'
import { pricingAnswerers } from './pricing.ts'
import { productsAnswerers } from './products.ts'
import { reportsAnswerers } from './reports.ts'
import { sellersAnswerers } from './sellers.ts'

/** Every operation that a seller's token opens, by name. */
export const answerers: Answerers = {
  ...sellersAnswerers,
  ...reportsAnswerers,
  ...dataKioskAnswerers,
  ...ordersAnswerers,
  ...inventoryAnswerers,
  ...financesAnswerers,
  ...catalogueAnswerers,
  ...productsAnswerers,
  ...pricingAnswerers,
  ...subscriptionAnswerers,
}
