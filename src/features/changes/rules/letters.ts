/** The letter that somebody's word is waited for. */
export function askingLetter(
  locale: 'zh-CN' | 'en',
  about: { client: string; title: string; items: number; by: string; until: string; link: string },
): { subject: string; text: string } {
  const { client, title, items, by, until, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `待您审批：${title}（${client}，${items} 项变更）`,
        text: `${by} 为「${client}」提出了 ${items} 项变更：${title}\n\n打开链接查看每一项的原值与新值、依据和预期影响，并作决定（需要二次验证）：\n\n${link}\n\n${until} 前未审批将自动作废，店铺不会有任何改动。\n`,
      }
    : {
        subject: `Waiting for your word: ${title} (${client}, ${items} changes)`,
        text: `${by} proposes ${items} changes for ${client}: ${title}\n\nOpen the link to see old and new values, the evidence and the expected effect, and decide (your second factor is asked for):\n\n${link}\n\nWhat is not decided by ${until} lapses, and nothing happens in the store.\n`,
      }
}

/** The letter that Amazon's records hold changes which our ledger does not know. */
export function witnessLetter(
  locale: 'zh-CN' | 'en',
  about: { client: string; unlogged: number; notSeen: number; first: string; link: string },
): { subject: string; text: string } {
  const { client, unlogged, notSeen, first, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `「${client}」发现 ${unlogged + notSeen} 处与台账不符`,
        text: `亚马逊的记录与掌柜台账对账，「${client}」有 ${unlogged} 处改动台账中没有（不是通过掌柜做的），${notSeen} 处台账有而亚马逊没有。\n\n例如：${first}\n\n请查看并说明：${link}\n`,
      }
    : {
        subject: `${client}: ${unlogged + notSeen} differences between Amazon and the ledger`,
        text: `Amazon's records were compared with Steward's ledger. For ${client}, ${unlogged} changes are not in the ledger (they were not made through Steward), and ${notSeen} are in the ledger but not at Amazon.\n\nFor example: ${first}\n\nPlease look at them and explain: ${link}\n`,
      }
}
