import { messages } from '#web/words.ts'

type Said = {
  client: string
  store: string
  title: string
  items: number
  /** Spend of what is to be changed, in words of the language; null without figures. */
  stake: string | null
  until: string
  link: string
}

/** A link for a chat, and the text that goes with it: no figures but the money at stake, no names of people. */
export const linkMessages = messages({
  zh: {
    copy: '复制链接发到聊天',
    title: '发到微信、企业微信或飞书',
    about: '对方打开链接后要先登录，审批时还要二次验证；链接随提议到期失效。生成链接已记入台账。',
    language: '语言',
    text: '要发送的文字',
    copyText: '复制',
    copied: '已复制，请粘贴到聊天窗口',
    byHand: '浏览器不允许自动复制，请选中文字手动复制。',
    close: '关闭',
    chat: ({ client, store, title, items, stake, until, link }: Said) =>
      `【掌柜】待审批：${title}\n${client} · ${store}，共 ${items} 项变更${stake === null ? '' : `，涉及近 30 天花费 ${stake}`}\n请在 ${until} 前查看并决定，逾期自动作废，店铺不会有改动：\n${link}`,
  },
  en: {
    copy: 'Copy link for chat',
    title: 'Send it by WeChat, WeCom or Feishu',
    about:
      'Who opens the link signs in first, and deciding asks for the second factor; it ends with the proposal. That the link was made is in the ledger.',
    language: 'Language',
    text: 'Text to send',
    copyText: 'Copy',
    copied: 'Copied: paste it into the chat',
    byHand: 'The browser does not let it be copied: select the text and copy it by hand.',
    close: 'Close',
    chat: ({ client, store, title, items, stake, until, link }: Said) =>
      `[Steward] Waiting for your word: ${title}\n${client} · ${store}, ${items} ${items === 1 ? 'change' : 'changes'}${stake === null ? '' : `, concerning ${stake} of spend in 30 days`}\nPlease look and decide by ${until}; after that it lapses and nothing happens in the store:\n${link}`,
  },
})
