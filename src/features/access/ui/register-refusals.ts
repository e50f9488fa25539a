import { refusalWords } from '#web/refusal-words.ts'

/** Why something about grants, reviews, leavers or evidence is refused, and what to do. */
export const registerRefusals = refusalWords({
  zh: {
    looks_like_secret: (p) => [
      `填写的内容看起来像${zhLook(p['look'])}`,
      '这里从不保存密码、令牌或证件号码。请删去后再登记；需要凭证时附截图的哈希。',
    ],
    evidence_needed: () => ['需要凭证', '请写下您看到了什么，或附上截图的哈希。'],
    rights_needed: () => ['还没有说明得到了哪些权限', '请按亚马逊页面所示选择权限与站点。'],
    grant_not_now: () => ['现在不能做这一步', '状态可能刚刚变过，请刷新后按显示的步骤继续。'],
    person_not_here: () => ['此人不负责这个客户', '请先在“成员与权限”把人分配给这个客户。'],
    review_closed: () => ['这次复核已经关闭', '请等下个季度，或在“成员与权限”直接调整。'],
    own_line: () => ['不能确认自己的权限', '请由同事或对方的负责人确认这一项。'],
    still_stands: (p) => [`「${p['label']}」仍然存在`, '请先真正移除，再记为已移除。'],
    gone_already: (p) => [`「${p['label']}」已经不存在`, '请记为已移除。'],
    lines_open: (p) => [`还有 ${p['open']} 项没有确认`, '全部确认或移除后才能关闭。'],
    leaver_known: (p) => [`${p['person']} 已在离职清单中`, '请在清单里继续处理。'],
    leaver_open: (p) => [`${p['person']} 还有 ${p['left']} 项没有关闭`, '请逐项关闭，再结束离职流程。'],
    ends_before_start: (p) => [`有效期 ${p['to']} 早于取得日期 ${p['from']}`, '请检查两个日期。'],
    name_not_yours: (p) => ['签名与您的姓名不一致', `请写下您的姓名：${p['name']}。`],
  },
  en: {
    looks_like_secret: (p) => [
      `This looks like ${enLook(p['look'])}`,
      'No password, token or number of a document is ever kept here. Take it out; for evidence add the hash of a screenshot.',
    ],
    evidence_needed: () => ['Evidence is needed', 'Write what you saw, or add the hash of a screenshot.'],
    rights_needed: () => [
      'It is not said what was granted',
      'Choose rights and marketplaces as Amazon shows them.',
    ],
    grant_not_now: () => [
      'This step is not due now',
      'The state may just have changed: reload and go on from there.',
    ],
    person_not_here: () => [
      'The person is not on this client',
      'Assign the person under People & rights first.',
    ],
    review_closed: () => [
      'This review is closed',
      'Wait for the next quarter, or change rights under People & rights.',
    ],
    own_line: () => ['Nobody confirms oneself', 'A colleague or the other side’s owner confirms this line.'],
    still_stands: (p) => [`${p['label']} still stands`, 'Take it away first, then note it as removed.'],
    gone_already: (p) => [`${p['label']} is gone already`, 'Note it as removed.'],
    lines_open: (p) => [`Lines not decided: ${p['open']}`, 'Confirm or remove each, then close.'],
    leaver_known: (p) => [`${p['person']} is on the list already`, 'Go on from there.'],
    leaver_open: (p) => [
      `${p['person']}: ${p['left']} still open`,
      'Close each line, then close the leaver.',
    ],
    ends_before_start: (p) => [
      `It ends on ${p['to']}, before it was obtained on ${p['from']}`,
      'Check both days.',
    ],
    name_not_yours: (p) => ['The signature is not your name', `Write your name: ${p['name']}.`],
  },
})

function zhLook(look: unknown): string {
  const words: Record<string, string> = {
    password: '密码',
    amazon_token: '亚马逊令牌',
    aws_key: 'AWS 访问密钥',
    private_key: '私钥',
    long_key: '密钥',
    card_number: '银行卡号',
  }
  return words[String(look)] ?? '密码'
}

function enLook(look: unknown): string {
  const words: Record<string, string> = {
    password: 'a password',
    amazon_token: 'a token of Amazon',
    aws_key: 'an AWS access key',
    private_key: 'a private key',
    long_key: 'a key',
    card_number: 'a card number',
  }
  return words[String(look)] ?? 'a secret'
}
