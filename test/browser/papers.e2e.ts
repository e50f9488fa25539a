import { afterAll, beforeAll, expect, it } from 'vitest'
import { draftPaper } from '#features/access/api/papers.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// The agency writes a paper, the client signs it on a phone, the agency signs; a text enters the register and passes to the client.

let at: BrowserWorld
let clientId: string

beforeAll(async () => {
  at = await openBrowserWorld('2026-03-02T09:00:00Z')
  clientId = at.people.clients[0]!.clientId
  // What was filled in last time is there the next time.
  const lin = await at.people.as('lin')
  await lin.call(draftPaper, {
    params: { clientId },
    body: {
      kind: 'nda',
      title: '保密协议',
      purpose: '合作期间的保密',
      consentBy: null,
      consentOn: null,
      expiresOn: null,
      eraseOn: null,
      values: {
        clientCompany: '晨光家居有限公司',
        clientRegistration: '91330200MA2XXXXX0K',
        clientAddress: '宁波市海曙区',
        agencyCompany: '远帆代运营',
        agencyRegistration: '91310000MA1XXXXX9Q',
        agencyAddress: '上海市徐汇区',
        purpose: '店铺代运营',
        validFrom: '2026-03-02',
        confidentialYears: '3',
        governingLaw: '中华人民共和国法律',
        court: '宁波市有管辖权的人民法院',
      },
    },
  })
})
afterAll(() => at?.close())

it('a paper is written and signed by both sides, by the client on a phone', async () => {
  const page = await at.page({ as: 'lin' })
  await page.goto(`/clients/${clientId}/papers`)
  await page.getByText('开通店铺授权不需要营业执照或身份证').waitFor()
  await page.getByRole('button', { name: '起草文件' }).click()
  await page.getByRole('menuitem', { name: '授权书' }).click()
  const form = page.getByRole('dialog', { name: '起草授权书' })
  await form.getByRole('textbox', { name: '委托方代表人' }).fill('诺拉')
  await form.getByRole('textbox', { name: '受托方代表人' }).fill('林晓岚')
  await form.getByRole('textbox', { name: '授权事项' }).fill('商品信息维护、广告投放')
  await form.getByRole('textbox', { name: '截止日' }).fill('2026-06-30')
  await form.getByRole('textbox', { name: '截止日' }).press('Enter')
  await at.shot(page, 'papers-draft')
  await form.getByRole('button', { name: '保 存' }).click()
  const drawer = page.getByRole('dialog', { name: '授权书' })
  await drawer.getByText('晨光家居有限公司').first().waitFor()
  await drawer.getByRole('button', { name: '提交签署' }).click()
  await page.getByRole('dialog', { name: '提交签署' }).getByRole('button', { name: '提交签署' }).click()
  await drawer.getByRole('heading', { name: '请代表代运营公司签署' }).waitFor()
  expect(await illegible(page)).toEqual([])
  await at.shot(page, 'papers-offered-zh')

  const phone = await at.page({ as: 'nora', width: 390, height: 844 })
  await phone.goto(`/clients/${clientId}/papers`)
  await phone.getByRole('button', { name: '授权书' }).click()
  const sheet = phone.getByRole('dialog', { name: '授权书' })
  await sheet.getByRole('textbox', { name: '签名（输入您的姓名）' }).fill('诺拉')
  const pad = sheet.getByRole('img', { name: '用手指、笔或鼠标在框内书写' })
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  await phone.mouse.move(box.x + 30, box.y + 60)
  await phone.mouse.down()
  await phone.mouse.move(box.x + 120, box.y + 20, { steps: 5 })
  await phone.mouse.move(box.x + 200, box.y + 80, { steps: 5 })
  await phone.mouse.up()
  await sheet.getByRole('checkbox', { name: '我已阅读上述内容，并以签名表示同意。' }).check()
  await at.shot(phone, 'papers-sign-phone')
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await sheet.getByRole('button', { name: '签 署' }).click()
  await sheet.getByText('您这一方已经签署。').waitFor()

  await page.reload()
  await drawer.getByRole('textbox', { name: '签名（输入您的姓名）' }).fill('林晓岚')
  await drawer.getByRole('checkbox', { name: '我已阅读上述内容，并以签名表示同意。' }).check()
  await drawer.getByRole('button', { name: '签 署' }).click()
  await drawer.getByText('已签齐').waitFor()
  const saved = page.waitForEvent('download')
  await drawer.getByRole('button', { name: '离线核对包' }).click()
  expect((await saved).suggestedFilename()).toBe('signing-paper-v1.zip')
  await at.shot(page, 'papers-signed-zh')
})

it('a document that would act is refused in words, and one that does not is kept with its terms', async () => {
  const page = await at.page({ as: 'lin' })
  await page.goto(`/clients/${clientId}/papers`)
  await page.getByRole('button', { name: '上传文件' }).click()
  const form = page.getByRole('dialog', { name: '上传文件' })
  const pdf = (object: string) => ({
    name: '公司介绍.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7\n1 0 obj << ${object} >> endobj\n%%EOF`),
  })
  await form.locator('input[type=file]').setInputFiles(pdf('/S /JavaScript /JS (x)'))
  await form.getByRole('textbox', { name: '标题' }).fill('公司介绍')
  await form.getByRole('textbox', { name: '用途' }).fill('了解客户')
  await form.getByRole('button', { name: '上传文件' }).click()
  await page.getByRole('alert').getByText('检测到JavaScript 脚本').waitFor()
  await form.locator('input[type=file]').setInputFiles(pdf('/Type /Catalog'))
  await form.getByRole('button', { name: '上传文件' }).click()
  await page.getByRole('dialog', { name: '公司介绍' }).getByText('了解客户').waitFor()
})

it('a text enters the register and passes to the client on payment', async () => {
  const page = await at.page({ as: 'lin' })
  await page.goto(`/clients/${clientId}/ip`)
  await page.getByText('还没有登记作品').waitFor()
  await page.getByRole('button', { name: '登记文字' }).click()
  const form = page.getByRole('dialog', { name: '登记文字' })
  await form.getByRole('textbox', { name: '文字内容' }).fill('不锈钢汤锅 24 厘米，电磁炉适用')
  await form.getByRole('combobox', { name: '名称' }).fill('标题 B0TEST')
  await form.getByRole('textbox', { name: '合同条款' }).fill('服务合同第 8.1 条')
  await form.getByRole('button', { name: '登 记' }).click()
  await page.getByRole('checkbox', { name: '选择 标题 B0TEST v1' }).check()
  await page.getByRole('button', { name: '转移权利（1）' }).click()
  const move = page.getByRole('dialog', { name: '登记权利转移' })
  await move.getByRole('textbox', { name: '付款凭据' }).fill('INV-2026-031')
  await move.getByRole('button', { name: '转移权利（1）' }).click()
  await page.getByText('INV-2026-031').waitFor()
  await page.getByRole('button', { name: '标题 B0TEST v1' }).click()
  await page.getByRole('dialog', { name: '标题 B0TEST v1' }).getByText('代运营公司 → 客户').waitFor()
  expect(await illegible(page)).toEqual([])
  await at.shot(page, 'ip-zh')
})
