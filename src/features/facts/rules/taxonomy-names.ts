// Transaction types and descriptions of translated date-range exports, as the English words the taxonomy knows.
// Compared without case, accents and everything that is not a letter.

const TYPES: Readonly<Record<string, string>> = {
  Order:
    'Bestellung|Bestellung_Wiedereinzug|Commande|Ordine|Pedido|注文|订单|Bestelling|Zamówienie|Beställning',
  Refund:
    'Erstattung|Erstattung_Wiedereinzug|Remboursement|Rimborso|Reembolso|返金|退款|Terugbetaling|Zwrot kosztów|Återbetalning',
  'Chargeback Refund':
    'Erstattung durch Rückbuchung|Remboursement suite à rejet de débit|Rimborso per storno',
  'A-to-z Guarantee Claim':
    'A-bis-z-Garantieantrag|Réclamation Garantie A à Z|Reclamo A-Z|Reclamación de la Garantía de la A a la Z|マケプレ保証申請',
  Adjustment: 'Anpassung|Ajustement|Modifica|Ajuste|調整|调整|Korrektur|Aanpassing',
  Transfer: 'Übertrag|Transfert|Trasferimento|Transferir|Transferencia|振込み|振込|转账|Overboeking',
  'Service Fee':
    'Servicegebühr|Frais de service|Commissione di servizio|Tarifa de prestación de servicio|Tarifa de servicio|注文外料金|サービス料|服务费',
  'FBA Inventory Fee':
    'Versand durch Amazon Lagergebühr|Frais de stock Expédié par Amazon|Costo di stoccaggio Logistica di Amazon|Tarifas de inventario de Logística de Amazon|Tarifa de inventario de Logística de Amazon|FBA 在庫関連の手数料|亚马逊物流库存费|Fulfilment by Amazon Inventory Fee',
  'FBA Transaction Fees':
    'Transaktionsgebühren für Versand durch Amazon|Frais de transaction Expédié par Amazon|FBA transaction fees',
  'Deal Fee':
    'Blitzangebotsgebühr|Frais de Vente Flash|Commissione Offerta Lampo|Tarifa de Oferta flash|数量限定タイムセール手数料|Lightning Deal Fee|Deals',
  'Order Retrocharge': 'Bestellung Wiedereinzug',
  Debt: 'Verbindlichkeit|Dette|Debito|Deuda|債務',
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'Refund for Advertiser':
    'Erstattung für Werbetreibende|Remboursement à l’annonceur|Reembolso al anunciante|Rimborso all’inserzionista|広告主への返金|广告主退款',
  'Cost of Advertising':
    'Werbekosten|Prix de la publicité|Frais de publicité|Costo della pubblicità|Prezzo della pubblicità|Gastos de publicidad|Gasto publicitario|広告費用|広告費|广告费用|广告费',
  Subscription: 'Abonnement|Abonnementgebühr|Abbonamento|Suscripción|月額登録料|订阅费|Subscription Fee',
  'Storage Fee':
    'Versand durch Amazon Lagergebühr|Lagergebühr|Frais de stockage Expédié par Amazon|Tariffa di stoccaggio Logistica di Amazon|Tarifa de almacenamiento de Logística de Amazon|FBA保管手数料|FBA 在庫保管手数料|仓储费|FBA storage fee',
  'Removal Order':
    'Versand durch Amazon Remissionsgebühr|Remissionsauftrag|FBA在庫の返送・廃棄手数料|FBA在庫の返送手数料|FBA在庫の廃棄手数料|FBA 返送手数料|移除订单',
  'Inbound Placement':
    'Gebühr für Amazon-Partnertransport|Amazon-Partnertransport|FBA 納品時の輸送手数料|FBAパートナーキャリア配送料|入库配置服务费',
  'Coupon Redemption Fee':
    'Gutschein-Einlösungsgebühr|Coupon-Einlösegebühr|Frais de coupon|クーポン手数料|优惠券兑换费',
  'FBA Inventory Reimbursement':
    'Versand durch Amazon Erstattung für Lagerbestand|Erstattung Lagerbestand|Remboursement stock Expédié par Amazon|Rimborso per inventario Logistica di Amazon|Reembolso de inventario de Logística de Amazon|FBA在庫の払い戻し|FBA 在庫の補てん|亚马逊物流库存赔偿',
}

/** Letters and digits only, upper case, accents off: the form in which taxonomy words are compared. */
export function bareWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

function table(words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const [english, names] of Object.entries(words))
    for (const name of names.split('|')) map.set(bareWord(name), english)
  return map
}

const types = table(TYPES)
const descriptions = [...table(DESCRIPTIONS)]

/** Amazon's English transaction type for a translated one; the text itself when it is not known. */
export function englishType(type: string): string {
  return types.get(bareWord(type)) ?? type
}

/** Amazon's English description for a translated one that begins with known words; the text itself otherwise. */
export function englishDescription(description: string): string {
  const bare = bareWord(description)
  const known =
    descriptions.find(([word]) => bare === word) ?? descriptions.find(([word]) => bare.startsWith(word))
  return known?.[1] ?? description
}
