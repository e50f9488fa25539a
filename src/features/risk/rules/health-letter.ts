import { ACCOUNT_STATUS } from '#features/facts/rules/health-metrics.ts'
import type { Role } from '#kernel/rights.ts'
import type { Worsening } from './health.ts'
import { type HealthLocale, healthAdvice, healthName, healthStatus } from './health-words.ts'

/** Who is written to when an account's health got worse: those who answer for it on both sides. */
export const toldRoles: readonly Role[] = ['agency_owner', 'account_manager', 'compliance', 'client_owner']

/** The letter that an account's health got worse: what, from what to what, and what to do. */
export function healthLetter(
  locale: 'zh-CN' | 'en',
  about: {
    client: string
    store: string
    marketplace: string
    on: string
    worse: readonly Worsening[]
    link: string
  },
): { subject: string; text: string } {
  const zh = locale === 'zh-CN'
  const { client, store, marketplace, on, worse, link } = about
  const status = worse.find((one) => one.metric === ACCOUNT_STATUS)
  const head =
    status === undefined
      ? zh
        ? '账户状况变差'
        : 'Account health got worse'
      : zh
        ? `账户${healthStatus(status.now, 'zh')}`
        : `Account ${healthStatus(status.now, 'en').toLowerCase()}`
  const lines = worse.map(
    (one) => `· ${healthName(one.metric, locale)}${zh ? '：' : ': '}${stepText(one, locale)}`,
  )
  const todo = [
    ...new Set(worse.map((one) => healthAdvice(one.metric, locale)).filter((text) => text !== null)),
  ]
  const first = zh
    ? `${client} 的店铺 ${store}（${marketplace}），亚马逊 ${on} 的报告：`
    : `Store ${store} (${marketplace}) of ${client}, Amazon's report of ${on}:`
  const act =
    todo.length === 0 ? [] : [zh ? '怎么办：' : 'What to do:', ...todo.map((text) => `· ${text}`), '']
  return {
    subject: `${head}${zh ? '：' : ': '}${store} ${marketplace}`,
    text: [first, ...lines, '', ...act, link, ''].join('\n'),
  }
}

function stepText({ kind, was, now }: Worsening, locale: HealthLocale): string {
  const shown = (text: string): string =>
    kind === 'status' || kind === 'warning'
      ? healthStatus(text, locale)
      : kind === 'rate'
        ? `${Number((Number(text) * 100).toFixed(2))}%`
        : text
  return was === null ? shown(now) : `${shown(was)} → ${shown(now)}`
}
