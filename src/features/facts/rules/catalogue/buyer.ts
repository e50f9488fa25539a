// Columns that identify a buyer, or hold what a buyer wrote. They are dropped before a row is built and blanked in what is kept.
import type { Cell } from '../cells.ts'
import { headerKey } from '../cells.ts'

const named = new Set(
  `ship-city|ship-state|ship-postal-code|ship-county|ship-district|order city|order state|order postal|url|customized-url|
customized-page|purchase-order-number|cpf|buyer-name|buyer-email|buyer-phone-number|recipient-name|customer-comments|comments|
rater email|rater|buyer comments|order postcode|postal code|address-1|address-2|ship-to-name|
ciudad-de-envio|provincia-de-envio|codigo-postal-de-envio|numero-de-orden-de-compra|comentarios-del-cliente|
Ort der Bestellung|Bundesland|Postleitzahl|ville d'où provient la commande|Région d'où provient la commande|
code postal de la commande|Città di provenienza dell'ordine|Provincia di provenienza dell'ordine|CAP dell'ordine|
ciudad de procedencia del pedido|comunidad autónoma de procedencia del pedido|código postal de procedencia del pedido|
ciudad del pedido|código postal del pedido|市町村|都道府県|郵便番号|订单城市|订单州|订单邮政编码|
Kommentare|Kommentar|Commentaires|Commenti|Comentarios|コメント|评论|意见|买家邮箱|评级者电子邮件|
Bewertungs-E-Mail-Adresse|E-Mail-Adresse des Bewerters|E-Mail des Bewertenden|E-mail de l'évaluateur|Adresse e-mail de l'évaluateur|
E-mail valutatore|Indirizzo e-mail del votante|Correo electrónico del evaluador|評価者Eメール|評価者のEメールアドレス|購入者のEメールアドレス|
arrival_post_code|departure_post_code|sale arrival city|buyer_vat_number|buyer_vat_number_country|fullName|primaryEmail`
    .split(/\|\s*/)
    .map(headerKey),
)

/** Words that name a person wherever they stand in a header; "purchaser" and "e mail" as headerKey leaves them. */
const TELLING =
  /\b(?:e ?mail|phone|telephone|telefon|telefono|buyer (?!count)|recipient|postal|postcode|zip|address|adresse|indirizzo|direccion|vat (?:number|id|reg)|tax (?:id|registration))|メール|電話|住所|氏名|邮箱|电话|地址|收件人|买家姓名/

/** Whether a header names a column that identifies a buyer or carries a buyer's words. */
export function isBuyerColumn(header: Cell): boolean {
  const key = headerKey(header)
  return named.has(key) || TELLING.test(key)
}
