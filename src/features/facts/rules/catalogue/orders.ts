// Orders, returns, removals and seller feedback. What identifies a buyer is named in buyer.ts and never read.
import type { ReportType } from '../report-type.ts'
import { count, day, moment, money, text } from '../report-type.ts'

export const allOrders: ReportType = {
  id: 'all_orders',
  dataset: 'order_line',
  columns: {
    orderId: text({ en: 'amazon-order-id|Order ID', es: 'identificador-del-pedido-de-amazon' }),
    purchasedAt: moment({ en: 'purchase-date|Date', es: 'fecha-de-la-compra' }),
    updatedAt: moment({ en: 'last-updated-date', es: 'fecha-de-la-ultima-actualizacion' }),
    status: text({ en: 'order-status|Status', es: 'estado-del-pedido' }),
    itemStatus: text({ en: 'item-status|Courier Status', es: 'estado-del-articulo' }),
    fulfillment: text({ en: 'fulfillment-channel|Fulfilment', es: 'canal-de-gestion-logistica' }),
    salesChannel: text({ en: 'sales-channel', es: 'canal-de-venta' }),
    sku: text({ en: 'sku' }),
    asin: text({ en: 'asin' }),
    title: text({ en: 'product-name', es: 'nombre-del-producto' }),
    quantity: count({ en: 'quantity|Qty', es: 'cantidad' }),
    currency: text({ en: 'currency', es: 'divisa' }),
    itemPrice: money({ en: 'item-price|Amount', es: 'precio-del-articulo' }),
    itemTax: money({ en: 'item-tax', es: 'impuesto-del-articulo' }),
    shippingPrice: money({ en: 'shipping-price', es: 'precio-del-envio' }),
    promotion: money({ en: 'item-promotion-discount', es: 'descuento-promocional-del-articulo' }),
    shipPromotion: money({ en: 'ship-promotion-discount', es: 'descuento-promocional-del-envio' }),
    shipCountry: text({ en: 'ship-country', es: 'pais-de-envio' }),
    isBusiness: text({ en: 'is-business-order|B2B', es: 'es-pedido-de-empresa' }),
  },
  required: ['orderId', 'purchasedAt', 'status', 'sku', 'quantity', 'itemPrice'],
}

export const fbaReturns: ReportType = {
  id: 'fba_returns',
  dataset: 'return_line',
  columns: {
    returnedAt: moment({ en: 'return-date', es: 'fecha-de-devolucion' }),
    orderId: text({ en: 'order-id', es: 'identificador-del-pedido' }),
    sku: text({ en: 'sku' }),
    asin: text({ en: 'asin' }),
    fnsku: text({ en: 'fnsku' }),
    title: text({ en: 'product-name', es: 'nombre-del-producto' }),
    quantity: count({ en: 'quantity', es: 'cantidad' }),
    fulfillmentCenter: text({ en: 'fulfillment-center-id', es: 'identificador-del-centro-logistico' }),
    disposition: text({ en: 'detailed-disposition', es: 'disposicion-detallada' }),
    reason: text({ en: 'reason', es: 'motivo' }),
    status: text({ en: 'status', es: 'estado' }),
  },
  required: ['returnedAt', 'sku', 'quantity', 'disposition', 'reason'],
}

const removal = {
  requestedAt: moment({ en: 'request-date' }),
  orderId: text({ en: 'order-id' }),
  sku: text({ en: 'sku' }),
  fnsku: text({ en: 'fnsku' }),
  disposition: text({ en: 'disposition' }),
  shipped: count({ en: 'shipped-quantity' }),
}

export const removalOrder: ReportType = {
  id: 'removal_order',
  dataset: 'removal_line',
  columns: {
    ...removal,
    orderType: text({ en: 'order-type' }),
    requested: count({ en: 'requested-quantity' }),
    cancelled: count({ en: 'cancelled-quantity' }),
    disposed: count({ en: 'disposed-quantity' }),
    fee: money({ en: 'removal-fee' }),
    currency: text({ en: 'currency' }),
  },
  required: ['requestedAt', 'orderId', 'sku', 'disposition', 'requested'],
}

export const removalShipment: ReportType = {
  id: 'removal_shipment',
  dataset: 'removal_line',
  columns: {
    ...removal,
    shippedAt: moment({ en: 'shipment-date' }),
    orderType: text({ en: 'removal-order-type' }),
  },
  required: ['requestedAt', 'orderId', 'shippedAt', 'sku', 'shipped'],
}

export const sellerFeedback: ReportType = {
  id: 'seller_feedback',
  dataset: 'feedback',
  columns: {
    day: day({ en: 'Date', zh: '日期', de: 'Datum', fr: 'Date', it: 'Data', es: 'Fecha', ja: '日付' }),
    rating: count({
      en: 'Rating',
      zh: '评级|评分',
      de: 'Bewertung',
      fr: 'Évaluation|Note',
      it: 'Valutazione|Giudizio',
      es: 'Valoración|Calificación',
      ja: '評価',
    }),
    response: text({
      en: 'Response|Your Response',
      zh: '回复|您的回复',
      de: 'Ihre Antwort|Antwort',
      fr: 'Votre réponse|Réponse',
      it: 'La tua risposta|Risposta',
      es: 'Su respuesta|Tu respuesta|Respuesta',
      ja: '回答|返答|出品者からの返信',
    }),
    orderId: text({
      en: 'Order ID',
      zh: '订单编号',
      de: 'Bestellnummer',
      fr: 'Numéro de commande|Numéro de la commande',
      it: 'Numero ordine|Numero d’ordine',
      es: 'Número de pedido|Identificador de pedido',
      ja: '注文番号',
    }),
  },
  required: ['day', 'rating', 'orderId'],
}
