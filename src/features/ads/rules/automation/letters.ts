/** What a rule's owner is written after a run that proposed something, or one that failed. */
export function runLetter(
  locale: 'zh-CN' | 'en',
  about: {
    readonly rule: string
    readonly client: string
    readonly proposed: number
    readonly approved: number
    readonly held: number
    readonly failure: string | null
    readonly link: string
  },
): { subject: string; text: string } {
  const { rule, client, proposed, approved, held, failure, link } = about
  if (failure !== null)
    return locale === 'zh-CN'
      ? {
          subject: `自动规则「${rule}」没有跑成（${client}）`,
          text: `「${client}」的自动规则「${rule}」这次没有执行成功，没有提出任何改动。原因代码：${failure}\n\n查看运行记录：${link}\n`,
        }
      : {
          subject: `The rule “${rule}” did not run (${client})`,
          text: `The rule “${rule}” of ${client} failed this time and proposed nothing. Code: ${failure}\n\nSee its runs: ${link}\n`,
        }
  return locale === 'zh-CN'
    ? {
        subject: `自动规则「${rule}」提出 ${proposed} 项改动（${client}）`,
        text: `「${client}」的自动规则「${rule}」以您的名义提出了 ${proposed} 项改动，其中 ${approved} 项在客户授权限额内已自动通过，其余等待审批；另有 ${held} 项因先后顺序或冷却期而搁置。\n\n查看每一项的依据：${link}\n`,
      }
    : {
        subject: `The rule “${rule}” proposed ${proposed} changes (${client})`,
        text: `The rule “${rule}” of ${client} proposed ${proposed} changes in your name. ${approved} of them are within the client’s delegated limits and went through, the others wait for approval; ${held} more were held back by precedence or cool-down.\n\nSee the grounds of each: ${link}\n`,
      }
}
