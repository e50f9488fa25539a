type Locale = 'zh-CN' | 'en'
type Letter = { subject: string; text: string }

type About = {
  client: string
  place: string
  month: string
  plan: string
  spent: string
  /** The projected end, with its interval. */
  likely: string
  low: string
  high: string
  link: string
}

/** That a month is heading away from its plan. */
export function paceLetter(locale: Locale, verdict: 'over' | 'under', about: About): Letter {
  const { client, place, month, plan, spent, likely, low, high, link } = about
  if (locale === 'zh-CN') {
    const way = verdict === 'over' ? '超出' : '低于'
    return {
      subject: `「${client}」${month} 广告预算预计${way}计划 10% 以上（${place}）`,
      text: `「${client}」${place} ${month} 的广告计划为 ${plan}，已花费 ${spent}。按最近的花费推算，月末约为 ${likely}（90% 区间 ${low} 至 ${high}），${way}计划 10% 以上。\n\n请查看并决定是否调整预算：${link}\n`,
    }
  }
  const way = verdict === 'over' ? 'above' : 'below'
  return {
    subject: `${client}: ${month} is heading more than 10 % ${way} its advertising plan (${place})`,
    text: `The advertising plan of ${client}, ${place}, for ${month} is ${plan}; ${spent} is spent. As the last days went, the month ends at about ${likely} (90 % interval ${low} to ${high}), more than 10 % ${way} plan.\n\nPlease look and decide about budgets: ${link}\n`,
  }
}

type StopAbout = {
  client: string
  place: string
  month: string
  plan: string
  spent: string
  campaigns: number
  /** Where the batch is, when one was proposed. */
  batch: string | null
  link: string
}

const zhActs: Readonly<Record<string, string>> = {
  pause: '暂停',
  lower: '下调每日预算',
  day_limit: '下调每日预算至日限额以内',
  resume: '月初恢复',
}
const enActs: Readonly<Record<string, string>> = {
  pause: 'pausing',
  lower: 'lowering daily budgets of',
  day_limit: 'lowering to the limit by day the budgets of',
  resume: 'resuming for the new month',
}

/** That the stop asks for something, or has proposed it. */
export function stopLetter(locale: Locale, code: string, about: StopAbout): Letter {
  const { client, place, month, plan, spent, campaigns, batch, link } = about
  if (locale === 'zh-CN') {
    const act = zhActs[code] ?? code
    const next =
      batch === null
        ? `目前没有任何改动。请打开预算页面决定：${link}`
        : `已按规则提出一批改动，超出自动额度的部分要等批准：${batch}`
    return {
      subject: `「${client}」预算止损：${act} ${campaigns} 个广告活动（${place}）`,
      text: `「${client}」${place} ${month} 的广告计划为 ${plan}，已花费 ${spent}。预算止损需要${act} ${campaigns} 个广告活动。\n\n${next}\n`,
    }
  }
  const act = enActs[code] ?? code
  const next =
    batch === null
      ? `Nothing has been changed. Please decide on the budget page: ${link}`
      : `A batch was proposed by rule; what is beyond the limits waits for approval: ${batch}`
  return {
    subject: `${client}: budget stop, ${act} ${campaigns} campaigns (${place})`,
    text: `The advertising plan of ${client}, ${place}, for ${month} is ${plan}; ${spent} is spent. The stop asks for ${act} ${campaigns} campaigns.\n\n${next}\n`,
  }
}
