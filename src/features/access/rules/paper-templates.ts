export type TemplateKind = 'authorization' | 'nda'
export const templateKinds = ['authorization', 'nda'] as const

export type Wording = { readonly zh: string; readonly en: string }

/** What a wording's hash is taken over. */
export const wordingText = (kind: TemplateKind, { zh, en }: Wording): string =>
  `${kind}\n${zh.replaceAll('\r\n', '\n').trim()}\n---\n${en.replaceAll('\r\n', '\n').trim()}\n`

/** The wording in force on a day: the latest begun; among those of one day the last saved. Null: the house's own. */
export function wordingOn<T extends { readonly usedFrom: string; readonly id: string }>(
  all: readonly T[],
  day: string,
): T | null {
  const begun = all.filter((one) => one.usedFrom <= day)
  return (
    begun.toSorted((a, b) => b.usedFrom.localeCompare(a.usedFrom) || Number(b.id) - Number(a.id))[0] ?? null
  )
}

const authorizationZh = `# 授权书

## 一、双方

委托方：{{clientCompany}}（统一社会信用代码/注册号：{{clientRegistration}}），地址：{{clientAddress}}，代表人：{{clientRepresentative}}。

受托方：{{agencyCompany}}（统一社会信用代码/注册号：{{agencyRegistration}}），地址：{{agencyAddress}}，代表人：{{agencyRepresentative}}。

## 二、授权的店铺

{{stores}}

## 三、授权事项

委托方授权受托方在上述店铺内办理以下事项：{{scope}}。

## 四、授权的方式与界限

1. 访问店铺只通过亚马逊提供的授权方式（授权合作伙伴、应用授权、广告管理账户）。委托方不交出、受托方不索取店铺的登录密码与验证码。

2. 每项改动按双方约定的审批额度办理并记入台账。超出额度的改动须由委托方事先批准。

3. 受托方不得更改店铺的收款账户、法人资料、税务资料与主账号，不得转委托，不得把本授权用于其他客户或其他用途。

## 五、期限与撤回

本授权自 {{validFrom}} 起至 {{validTo}} 止。委托方可以随时在亚马逊后台或本系统内撤回全部或部分授权，撤回即时生效，无需说明理由。

## 六、责任

受托方在授权范围内按约定办事的后果由委托方承受；超出范围或违反约定造成的损失由受托方承担。`

const authorizationEn = `# Letter of authorization

## 1. Parties

Principal: {{clientCompany}} (registration number {{clientRegistration}}), {{clientAddress}}, represented by {{clientRepresentative}}.

Agent: {{agencyCompany}} (registration number {{agencyRegistration}}), {{agencyAddress}}, represented by {{agencyRepresentative}}.

## 2. Stores

{{stores}}

## 3. What the agent may do

In these stores the principal authorises the agent to do the following: {{scope}}.

## 4. How, and within which bounds

1. Stores are reached only through the ways that Amazon provides (authorised partner, application consent, advertising manager account). The principal hands over no password and no verification code, and the agent asks for none.

2. Every change follows the approval limits agreed between the parties and is entered in the ledger. What exceeds them needs the principal's prior approval.

3. The agent does not touch the store's bank account, legal and tax details or primary user, does not pass this authorization on, and uses it for no other client and no other purpose.

## 5. Term and withdrawal

This authorization runs from {{validFrom}} to {{validTo}}. The principal may withdraw all or part of it at any time, at Amazon or in this system, with immediate effect and without giving reasons.

## 6. Liability

What the agent does within this authorization and as agreed binds the principal; loss from exceeding it or from breach of the agreement is borne by the agent.`

const ndaZh = `# 保密协议

## 一、双方

甲方：{{clientCompany}}（统一社会信用代码/注册号：{{clientRegistration}}），地址：{{clientAddress}}。

乙方：{{agencyCompany}}（统一社会信用代码/注册号：{{agencyRegistration}}），地址：{{agencyAddress}}。

## 二、目的

双方为以下目的互相披露信息：{{purpose}}。

## 三、保密信息

一方以任何形式提供、且依其性质应当保密的信息均为保密信息，包括店铺的销售、广告、库存与财务数据，采购成本，供应商，产品计划，客户资料，以及双方的方法与报价。

已公开的信息、接收方在披露前已合法掌握的信息、接收方独立开发或从有权披露的第三方取得的信息，不在此列。

## 四、义务

1. 接收方只为上述目的使用保密信息，只让为此确有需要、并负有同等保密义务的人员接触。

2. 乙方把各客户的数据分开保管，不把一个客户的数据用于另一个客户，也不用于训练人工智能模型。

3. 依法必须向机关提供时，接收方在法律允许的范围内事先通知披露方，并只提供必须提供的部分。

4. 发现或怀疑泄露时，接收方应在二十四小时内通知披露方，并采取补救措施。

## 五、返还与删除

合作终止或披露方要求时，接收方返还或删除保密信息，并书面确认；法律要求保留的除外，保留部分继续保密。

## 六、期限

本协议自 {{validFrom}} 起生效。保密义务在合作终止后继续 {{confidentialYears}} 年；商业秘密在其仍为秘密期间持续受保护。

## 七、违约与争议

违约方赔偿对方因此受到的损失。本协议适用 {{governingLaw}}；争议由 {{court}} 管辖。`

const ndaEn = `# Non-disclosure agreement

## 1. Parties

Party A: {{clientCompany}} (registration number {{clientRegistration}}), {{clientAddress}}.

Party B: {{agencyCompany}} (registration number {{agencyRegistration}}), {{agencyAddress}}.

## 2. Purpose

The parties disclose information to each other for this purpose: {{purpose}}.

## 3. Confidential information

Whatever a party provides in any form and is by its nature to be kept secret is confidential: the stores' sales, advertising, stock and finance data, purchase costs, suppliers, product plans, customers' details, and both parties' methods and prices.

Excepted is what is public, what the recipient lawfully had before, and what it developed independently or obtained from somebody entitled to disclose it.

## 4. Duties

1. The recipient uses confidential information for the purpose alone and shows it only to people who need it for that and are bound in the same way.

2. Party B keeps the data of its clients apart, uses none of one client for another, and trains no artificial intelligence models with it.

3. Where the law demands disclosure to an authority, the recipient gives notice beforehand as far as the law allows and discloses only what it must.

4. A leak, found or suspected, is told to the other party within twenty-four hours, and remedied.

## 5. Return and deletion

At the end of the cooperation or on demand the recipient returns or deletes confidential information and confirms so in writing; what the law requires to be kept stays confidential.

## 6. Term

This agreement takes effect on {{validFrom}}. Its duties continue for {{confidentialYears}} years after the cooperation has ended, and for trade secrets as long as they are secret.

## 7. Breach and disputes

A party in breach makes good the other's loss. This agreement is governed by {{governingLaw}}; disputes go to {{court}}.`

/** The house's own wordings; an agency may put dated ones of its own in their place. No legal advice: the page says so. */
export const ownWordings: Readonly<Record<TemplateKind, Wording>> = {
  authorization: { zh: authorizationZh, en: authorizationEn },
  nda: { zh: ndaZh, en: ndaEn },
}
