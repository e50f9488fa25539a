// FBA inventory downloads. Flat-file names; translated ones as the Spanish store prints them.
import type { ReportType } from '../report-type.ts'
import { count, day, money, percent, text } from '../report-type.ts'

export const fbaMyi: ReportType = {
  id: 'fba_myi',
  dataset: 'stock',
  columns: {
    sku: text({ en: 'sku', ja: '出品者SKU' }),
    fnsku: text({ en: 'fnsku' }),
    asin: text({ en: 'asin' }),
    title: text({ en: 'product-name', es: 'nombre-del-producto', ja: '商品名' }),
    condition: text({ en: 'condition', es: 'estado' }),
    price: money({ en: 'your-price', es: 'tu-precio' }),
    fulfillable: count({ en: 'afn-fulfillable-quantity', es: 'cantidad-disponible-gestionada-por-amazon' }),
    unsellable: count({ en: 'afn-unsellable-quantity', es: 'cantidad-no-vendible' }),
    reserved: count({ en: 'afn-reserved-quantity', es: 'cantidad-reservada' }),
    total: count({ en: 'afn-total-quantity', es: 'cantidad-total-gestionada-por-amazon' }),
    inboundWorking: count({ en: 'afn-inbound-working-quantity', es: 'cantidad-entrante-en-preparacion' }),
    inboundShipped: count({ en: 'afn-inbound-shipped-quantity', es: 'cantidad-entrante-enviada' }),
    inboundReceiving: count({ en: 'afn-inbound-receiving-quantity', es: 'cantidad-entrante-en-recepcion' }),
  },
  required: ['sku', 'asin', 'fulfillable', 'total'],
}

export const fbaPlanning: ReportType = {
  id: 'fba_planning',
  dataset: 'stock',
  columns: {
    day: day({ en: 'snapshot-date', es: 'fecha-de-la-instantanea' }),
    sku: text({ en: 'sku' }),
    fnsku: text({ en: 'fnsku' }),
    asin: text({ en: 'asin' }),
    title: text({ en: 'product-name', es: 'nombre-del-producto' }),
    condition: text({ en: 'condition' }),
    available: count({ en: 'available' }),
    currency: text({ en: 'currency' }),
    price: money({ en: 'your-price' }),
    marketplace: text({ en: 'marketplace' }),
    age0to90: count({ en: 'inv-age-0-to-90-days' }),
    age91to180: count({ en: 'inv-age-91-to-180-days' }),
    age181to270: count({ en: 'inv-age-181-to-270-days' }),
    age271to365: count({ en: 'inv-age-271-to-365-days' }),
    age365plus: count({ en: 'inv-age-365-plus-days' }),
    unitsShipped30: count({ en: 'units-shipped-t30' }),
    unitsShipped90: count({ en: 'units-shipped-t90' }),
    daysOfSupply: percent({ en: 'days-of-supply' }),
    inboundWorking: count({ en: 'inbound-working' }),
    inboundShipped: count({ en: 'inbound-shipped' }),
    inboundReceiving: count({ en: 'inbound-received' }),
    reserved: count({ en: 'reserved-quantity|Total Reserved Quantity' }),
    unsellable: count({ en: 'unfulfillable-quantity' }),
  },
  required: ['day', 'sku', 'available', 'age0to90'],
}
