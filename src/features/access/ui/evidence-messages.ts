import { messages } from '#web/words.ts'

export const evidenceMessages = messages({
  zh: {
    packTitle: '账号关系说明材料',
    packAbout:
      '当亚马逊询问账号关联时，一份 PDF 说明：谁被授权、如何授权、谁能接触店铺，以及银行、信用卡、地址等均属卖家本人。',
    packLacks: {
      partner: '还缺授权合作伙伴记录。',
      declaration: '还缺卖家声明。',
      provider: '还缺公司的服务商资质。',
    },
    packReady: '材料齐全。',
    packZh: '下载 PDF（中文）',
    packEn: '下载 PDF（英文）',
    declare: '我来声明',
    declareTitle: '卖家声明',
    declareAbout: '逐项确认后写下您的姓名。任何号码都不需要填写，也不会保存。',
    ownItems: {
      bank: '收款银行账户是我们自己的',
      card: '扣款信用卡是我们自己的',
      address: '公司与发货地址是我们自己的',
      tax: '税务登记是我们自己的',
      email: '登录邮箱是我们自己的',
      phone: '联系电话是我们自己的',
    },
    yourName: '您的姓名（作为签名）',
    declared: (name: string, day: string) => `${name} 于 ${day} 声明`,
    sign: '签名并声明',
    ownerOnly: '只有客户负责人可以声明。',
    recorded: '已登记',
    cancel: '取消',
  },
  en: {
    packTitle: 'Evidence on how this account is related',
    packAbout:
      'For when Amazon asks about related accounts: one PDF that says who was authorised and how, who can reach the store, and that bank, card and addresses are the seller’s.',
    packLacks: {
      partner: 'The Authorized Partner record is missing.',
      declaration: 'The seller’s statement is missing.',
      provider: 'The agency’s registrations are missing.',
    },
    packReady: 'It is complete.',
    packZh: 'PDF (Chinese)',
    packEn: 'PDF (English)',
    declare: 'Make the statement',
    declareTitle: 'Statement of the seller',
    declareAbout: 'Confirm each line and write your name. No number is asked for, and none is kept.',
    ownItems: {
      bank: 'The deposit bank account is our own',
      card: 'The charged card is our own',
      address: 'Business and shipping addresses are our own',
      tax: 'The tax registration is our own',
      email: 'The sign-in e-mail is our own',
      phone: 'The telephone is our own',
    },
    yourName: 'Your name (as your signature)',
    declared: (name: string, day: string) => `Stated by ${name} on ${day}`,
    sign: 'Sign the statement',
    ownerOnly: 'Only the client’s owner can make it.',
    recorded: 'Entered',
    cancel: 'Cancel',
  },
})
