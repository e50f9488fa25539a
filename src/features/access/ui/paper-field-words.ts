import { messages } from '#web/words.ts'
import type { PaperField } from '../rules/paper-fields.ts'

/** What each merge field is. */
export const paperFieldWords = messages<Record<PaperField, string>>({
  zh: {
    clientCompany: '委托方公司名称',
    clientRegistration: '委托方统一社会信用代码/注册号',
    clientRepresentative: '委托方代表人',
    clientAddress: '委托方地址',
    agencyCompany: '受托方公司名称',
    agencyRegistration: '受托方统一社会信用代码/注册号',
    agencyRepresentative: '受托方代表人',
    agencyAddress: '受托方地址',
    stores: '授权的店铺',
    scope: '授权事项',
    purpose: '披露目的',
    validFrom: '生效日',
    validTo: '截止日',
    confidentialYears: '保密年限（年）',
    governingLaw: '适用法律',
    court: '管辖法院或仲裁机构',
  },
  en: {
    clientCompany: 'Client: company',
    clientRegistration: 'Client: registration number',
    clientRepresentative: 'Client: representative',
    clientAddress: 'Client: address',
    agencyCompany: 'Agency: company',
    agencyRegistration: 'Agency: registration number',
    agencyRepresentative: 'Agency: representative',
    agencyAddress: 'Agency: address',
    stores: 'Stores',
    scope: 'What the agent may do',
    purpose: 'Purpose of disclosure',
    validFrom: 'Valid from',
    validTo: 'Valid to',
    confidentialYears: 'Years of confidentiality',
    governingLaw: 'Governing law',
    court: 'Court or arbitration',
  },
})

export function fieldNames(names: unknown, words: Record<PaperField, string>, joint: string): string {
  const said: Readonly<Record<string, string>> = words
  return String(names ?? '')
    .split(' ')
    .filter(Boolean)
    .map((name) => said[name] ?? name)
    .join(joint)
}
