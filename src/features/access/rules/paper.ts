import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { type Day, daysBetween } from '#kernel/day.ts'
import { type PaperValues, merged } from './paper-fields.ts'
import type { TemplateKind, Wording } from './paper-templates.ts'

export const paperKinds = [
  'authorization',
  'nda',
  'contract',
  'licence',
  'identity',
  'monthly_report',
  'other',
] as const
export type PaperKind = (typeof paperKinds)[number]
export type PaperState = 'draft' | 'offered' | 'signed' | 'erased'

/** What a person sees: an end that has passed wins over everything but erasure. */
export type PaperStanding = PaperState | 'expired'

export function standingOfPaper(state: PaperState, expiresOn: Day | null, today: Day): PaperStanding {
  if (state === 'erased') return state
  return expiresOn !== null && expiresOn < today ? 'expired' : state
}

/** Copies of licences and identity papers: taken only where a contract needs them, and never for access. */
export const isSensitive = (kind: PaperKind): boolean => kind === 'licence' || kind === 'identity'

export type PaperTerms = {
  readonly kind: PaperKind
  readonly need: string | null
  readonly consentBy: string | null
  readonly consentOn: Day | null
  readonly expiresOn: Day | null
  readonly eraseOn: Day | null
}

/** The longest a licence or an identity paper is kept without being asked for anew. */
export const longestKeptDays = 366

/** What is wrong with a paper's terms, a code; null when nothing is. */
export function termsProblem(terms: PaperTerms, today: Day): string | null {
  const { kind, need, consentBy, consentOn, expiresOn, eraseOn } = terms
  if (isSensitive(kind)) {
    if ((need ?? '').trim().length < 10) return 'paper_need_missing'
    if ((consentBy ?? '').trim() === '' || consentOn === null) return 'paper_consent_missing'
    if (eraseOn === null) return 'paper_erasure_missing'
    if (daysBetween(today, eraseOn) > longestKeptDays) return 'paper_erasure_late'
  }
  if (consentOn !== null && consentOn > today) return 'paper_consent_future'
  if (eraseOn !== null && eraseOn <= today) return 'paper_erasure_past'
  if (expiresOn !== null && expiresOn < today) return 'paper_expiry_past'
  return null
}

/** The canonical content of a paper from a template: what its hash is taken over and what people sign. */
export function paperContent(
  kind: TemplateKind,
  templateHash: string,
  wording: Wording,
  values: PaperValues,
): string {
  const content = {
    kind,
    template: templateHash,
    zh: merged(wording.zh, values),
    en: merged(wording.en, values),
  }
  return canonicalJson({ type: 'paper', v: 1, ...content } satisfies Json)
}

export type PaperText = { readonly kind: TemplateKind; readonly zh: string; readonly en: string }

/**
 * What is wrong with the month that a paper tells of, a code; null when nothing is. `month` YYYY-MM; a month is told of once it is over.
 */
export function monthProblem(kind: PaperKind, month: string | null, today: Day): string | null {
  if (kind !== 'monthly_report') return month === null ? null : 'paper_month_strange'
  if (month === null) return 'paper_month_missing'
  return month < today.slice(0, 7) ? null : 'paper_month_open'
}

const steps = [30, 7, 1] as const

/** How many days before its end somebody is to be told now: each step once. Null: nothing is due. */
export function expiryNotice(expiresOn: Day | null, noticedDays: number | null, today: Day): number | null {
  if (expiresOn === null || expiresOn < today) return null
  const left = daysBetween(today, expiresOn) - 1
  const due = steps.filter((step) => left <= step).at(-1)
  return due === undefined || (noticedDays !== null && noticedDays <= due) ? null : due
}

/** The letter that something waits for one's name. */
export function offerLetter(
  locale: 'zh-CN' | 'en',
  about: { title: { zh: string; en: string }; client: string; version: number; link: string },
): { subject: string; text: string } {
  const { title, client, version, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `请签署“${title.zh}”（${client}）`,
        text: `“${title.zh}”第 ${version} 版等待您签署（客户：${client}）。\n\n请打开 ${link} 阅读并签署；签署需要本次登录中完成二次验证。\n`,
      }
    : {
        subject: `Please sign “${title.en}” (${client})`,
        text: `Version ${version} of “${title.en}” waits for your signature (client: ${client}).\n\nRead and sign it at ${link}. Signing needs the second factor of your session.\n`,
      }
}

/** The letter that a paper ends soon. */
export function expiryLetter(
  locale: 'zh-CN' | 'en',
  about: { title: string; client: string; until: Day; link: string },
): { subject: string; text: string } {
  const { title, client, until, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `文件“${title}”将于 ${until} 到期`,
        text: `客户「${client}」的文件“${title}”将于 ${until} 到期。\n\n如需续签，请打开 ${link} 起草新文件并提交签署；不再需要的文件可以在那里立即删除。\n`,
      }
    : {
        subject: `The paper “${title}” ends on ${until}`,
        text: `The paper “${title}” of ${client} ends on ${until}.\n\nTo renew it open ${link}, draft a new one and offer it for signature; what is needed no more can be erased there at once.\n`,
      }
}
