import type { ClockKind } from './register-clocks.ts'

// Letters about clocks: one form for all of them, before the end and at the end.

type Locale = 'zh-CN' | 'en'

type Said = { readonly what: string; readonly advice: string }

const zh: Readonly<Record<ClockKind, Said>> = {
  code: { what: '授权尚未完成', advice: '请重新发起授权。' },
  link: { what: '授权合作伙伴链接', advice: '链接 7 天内只能使用一次；过期后请重新发送。' },
  consent: { what: '亚马逊授权', advice: '到期后数据停止同步，已批准的变更也无法执行，请续期。' },
  secret: { what: '应用密钥', advice: '失效后，通过它授权的店铺都无法同步，请立即更换。' },
  password: { what: '登录密码', advice: '密码使用不得超过一年，请在“我的账号”中更换。' },
  standing: { what: '服务商资质', advice: '请在到期前续办，并登记新的凭证。' },
  review: { what: '季度权限复核', advice: '请逐项确认或移除；有未确认的项目时不能关闭。' },
  leaver: { what: '离职人员的权限', advice: '须在 24 小时内全部关闭。' },
}

const en: Readonly<Record<ClockKind, Said>> = {
  code: { what: 'A consent that was begun', advice: 'Please begin it again.' },
  link: {
    what: 'The Authorized Partner link',
    advice: 'It works once and for seven days; send another when it is over.',
  },
  consent: {
    what: 'The Amazon consent',
    advice: 'After its end nothing is synced and no approved change can be made: renew it.',
  },
  secret: {
    what: 'The application’s secret',
    advice: 'Without it no store connected through the application is synced: replace it.',
  },
  password: {
    what: 'Your password',
    advice: 'A password may be a year old at most: change it under My account.',
  },
  standing: { what: 'A registration of the agency', advice: 'Renew it in time and enter the new evidence.' },
  review: {
    what: 'The quarterly review of access',
    advice: 'Confirm or remove line by line; it cannot be closed while a line is open.',
  },
  leaver: {
    what: 'The access of somebody who leaves',
    advice: 'Everything has to be closed within 24 hours.',
  },
}

/** A letter about a clock. `isOver`: it has run out. `until`: day and minute in UTC. */
export function clockLetter(
  locale: Locale,
  about: { kind: ClockKind; name: string; until: string; isOver: boolean; link: string },
): { subject: string; text: string } {
  const { kind, name, until, isOver, link } = about
  if (locale === 'zh-CN') {
    const { what, advice } = zh[kind]
    return {
      subject: isOver ? `${what}已到期：${name}` : `${what}将于 ${until.slice(0, 10)} 到期：${name}`,
      text: `${what}（${name}）${isOver ? '已于' : '将于'} ${until}（UTC）到期。\n\n${advice}\n\n${link}\n`,
    }
  }
  const { what, advice } = en[kind]
  return {
    subject: isOver ? `${what} is over: ${name}` : `${what} ends on ${until.slice(0, 10)}: ${name}`,
    text: `${what} (${name}) ${isOver ? 'ended' : 'ends'} on ${until} (UTC).\n\n${advice}\n\n${link}\n`,
  }
}
