// The pages a seller sees at Amazon, in Chinese and English, as plain as can be. Everything a page shows is escaped.

export type Choice = { value: string; label: string; isChecked: boolean }

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const hidden = ([name, value]: readonly [string, string]): string =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`

const radio = (name: string, choice: Choice): string =>
  `<label><input type="radio" name="${name}" value="${escapeHtml(choice.value)}" required${
    choice.isChecked ? ' checked' : ''
  }> ${escapeHtml(choice.label)}</label>`

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#0f1111}
form{border:1px solid #d5d9d9;border-radius:8px;padding:1.5rem}label{display:block;margin:.4rem 0}
button{font:inherit;padding:.5rem 1.25rem;border-radius:8px;border:1px solid #fcd200;background:#ffd814;cursor:pointer}
button.plain{background:#fff;border-color:#d5d9d9}small{color:#565959}h1{font-size:1.4rem}</style></head><body>
${body}<p><small>模拟的亚马逊（沙盒），不是真实站点 · Simulated Amazon (sandbox), not the real site</small></p></body></html>`
}

/** Asks for consent: who, and yes or no. The form posts `fields`, `choice` and `answer` to `action`. */
export function consentPage(question: {
  action: string
  titleZh: string
  titleEn: string
  textZh: string
  textEn: string
  choices: readonly Choice[]
  fields: Readonly<Record<string, string>>
}): string {
  const { choices, fields, action } = question
  return page(
    `${question.titleZh} · ${question.titleEn}`,
    `<h1>${escapeHtml(question.titleZh)}<br><small>${escapeHtml(question.titleEn)}</small></h1>
<form method="post" action="${escapeHtml(action)}">
<p>${escapeHtml(question.textZh)}<br><small>${escapeHtml(question.textEn)}</small></p>
${Object.entries(fields).map(hidden).join('')}${choices.map((choice) => radio('choice', choice)).join('')}
<p><button name="answer" value="yes">确认授权 · Confirm</button>
<button class="plain" name="answer" value="no" formnovalidate>取消 · Cancel</button></p></form>`,
  )
}

/** An error page with Amazon's code: MD5101, MD1000. */
export function refusalPage(code: string, zh: string, en: string): string {
  return page(
    code,
    `<h1>${escapeHtml(code)}</h1><p>${escapeHtml(zh)}</p><p><small>${escapeHtml(en)}</small></p>`,
  )
}

/** Seller Central's list of authorized apps: where a yearly renewal begins, and where access is taken away. */
export function appsPage(rows: readonly { label: string; choice: string }[], appName: string): string {
  const line = (row: { label: string; choice: string }): string =>
    `<form method="post" action="/apps/manage"><p>${escapeHtml(row.label)} — ${escapeHtml(appName)}</p>${hidden(
      ['choice', row.choice],
    )}<button name="answer" value="authorize">授权或续期 · Authorize / renew</button>
<button class="plain" name="answer" value="disable">取消授权 · Disable</button></form>`
  return page(
    '管理您的应用 · Manage your apps',
    `<h1>管理您的应用 · Manage Your Apps</h1>${rows.map(line).join('')}`,
  )
}
