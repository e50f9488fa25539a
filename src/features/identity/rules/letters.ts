import type { Role } from '#kernel/rights.ts'

// The letters this room sends, in the reader's language.

export type Locale = 'zh-CN' | 'en'
export type LetterText = { readonly subject: string; readonly text: string }

export const roleName: Record<Role, Record<Locale, string>> = {
  agency_owner: { 'zh-CN': '公司负责人', en: 'Agency owner' },
  account_manager: { 'zh-CN': '客户经理', en: 'Account manager' },
  ads: { 'zh-CN': '广告运营', en: 'Ads specialist' },
  listing: { 'zh-CN': 'Listing 运营', en: 'Listing specialist' },
  supply: { 'zh-CN': '供应链计划', en: 'Supply planner' },
  finance: { 'zh-CN': '财务', en: 'Finance' },
  compliance: { 'zh-CN': '合规', en: 'Compliance' },
  client_owner: { 'zh-CN': '客户负责人', en: 'Client owner' },
  client_staff: { 'zh-CN': '客户成员', en: 'Client staff' },
  auditor: { 'zh-CN': '审计（只读）', en: 'Auditor (reads only)' },
}

export function foundingLetter(locale: Locale, link: string): LetterText {
  return locale === 'en'
    ? {
        subject: 'Open your agency in Steward',
        text: `Hello,\n\nopen this link to set up your agency in Steward. It works once, for 7 days:\n\n${link}\n\nIf you did not ask for it, ignore this letter; nothing has been created.`,
      }
    : {
        subject: '开通掌柜 Steward：开通您的代运营公司',
        text: `您好：\n\n请打开以下链接，开通您的代运营公司。链接 7 天内有效，仅可使用一次：\n\n${link}\n\n如果不是您本人申请，请忽略本邮件，系统没有创建任何账号。`,
      }
}

export function haveAccountLetter(locale: Locale, link: string): LetterText {
  return locale === 'en'
    ? {
        subject: 'You already have an account in Steward',
        text: `Hello,\n\nsomebody, probably you, asked to open an agency with this address. It has an account already; sign in here:\n\n${link}\n\nForgot the password? The sign-in page can send you a letter to set a new one.`,
      }
    : {
        subject: '您已有掌柜 Steward 账号',
        text: `您好：\n\n有人（很可能是您本人）用此邮箱申请开通代运营公司。该邮箱已有账号，请直接登录：\n\n${link}\n\n忘记密码？可在登录页申请重设密码邮件。`,
      }
}

export function invitationLetter(
  locale: Locale,
  about: { agency: string; inviter: string; role: Role; clients: readonly string[]; link: string },
): LetterText {
  const role = roleName[about.role][locale]
  if (locale === 'en')
    return {
      subject: `${about.inviter} invites you to ${about.agency} in Steward`,
      text: `Hello,\n\n${about.inviter} invites you to join ${about.agency} as ${role}${
        about.clients.length === 0 ? '' : `, for: ${about.clients.join(', ')}`
      }.\n\nOpen this link to accept. It works once, for 7 days:\n\n${about.link}\n\nIf you do not know the sender, ignore this letter.`,
    }
  return {
    subject: `${about.inviter} 邀请您加入 ${about.agency}（掌柜 Steward）`,
    text: `您好：\n\n${about.inviter} 邀请您以“${role}”身份加入 ${about.agency}${
      about.clients.length === 0 ? '' : `，负责客户：${about.clients.join('、')}`
    }。\n\n请打开以下链接接受邀请。链接 7 天内有效，仅可使用一次：\n\n${about.link}\n\n如果您不认识发件人，请忽略本邮件。`,
  }
}

export function resetLetter(locale: Locale, name: string, link: string): LetterText {
  return locale === 'en'
    ? {
        subject: 'Set a new password for Steward',
        text: `Hello ${name},\n\nopen this link to set a new password. It works once, for one hour, and ends all your sessions:\n\n${link}\n\nIf you did not ask for it, ignore this letter; your password stays as it is.`,
      }
    : {
        subject: '重设掌柜 Steward 登录密码',
        text: `${name}，您好：\n\n请打开以下链接设置新密码。链接 1 小时内有效，仅可使用一次；设置后您的所有登录会话都会退出：\n\n${link}\n\n如果不是您本人申请，请忽略本邮件，您的密码不会改变。`,
      }
}

export function lockedLetter(locale: Locale, name: string, address: string): LetterText {
  return locale === 'en'
    ? {
        subject: 'Wrong sign-in attempts on your Steward account',
        text: `Hello ${name},\n\nsomebody at ${address} gave a wrong password or code several times in a row. Sign-in with it is locked for a while, longer with each further wrong attempt.\n\nWas it not you? Your account is safe so far; change your password if you use it elsewhere.`,
      }
    : {
        subject: '掌柜 Steward 登录保护：多次输入错误',
        text: `${name}，您好：\n\n有人在 ${address} 连续多次输入了错误的密码或验证码。系统已暂时锁定登录，继续输错会延长锁定时间。\n\n如果不是您本人操作：您的账号目前是安全的；若其他网站也使用同一密码，请尽快更换。`,
      }
}

export function passwordChangedLetter(locale: Locale, name: string): LetterText {
  return locale === 'en'
    ? {
        subject: 'Your Steward password was changed',
        text: `Hello ${name},\n\nyour password was just changed and your other sessions were ended. If it was not you, set a new one at once from the sign-in page and tell your agency's owner.`,
      }
    : {
        subject: '掌柜 Steward 登录密码已修改',
        text: `${name}，您好：\n\n您的登录密码刚刚被修改，其他登录会话已退出。如果不是您本人操作，请立即在登录页重设密码，并告知公司负责人。`,
      }
}

export function factorsResetLetter(locale: Locale, name: string, by: string): LetterText {
  return locale === 'en'
    ? {
        subject: 'Your second factor in Steward was reset',
        text: `Hello ${name},\n\n${by} has reset your second factor. All your sessions have ended; set up a new one with your next sign-in. If you did not ask for it, tell your agency's owner at once.`,
      }
    : {
        subject: '掌柜 Steward 二次验证已重置',
        text: `${name}，您好：\n\n${by} 已为您重置二次验证，您的登录会话已全部退出。下次登录时请重新设置。如果不是您要求的，请立即告知公司负责人。`,
      }
}
