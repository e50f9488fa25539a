import nodemailer from 'nodemailer'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { openPool } from './postgres/pool.ts'

export type Letter = { to: string; subject: string; text: string }

export type Mail = {
  /** Keeps the letter and sends it by SMTP when a server is configured; a letter that could not be sent keeps its error. */
  send(letter: Letter): Promise<void>
  /** The newest letters of the development mailbox; null when SMTP is configured, because then there is none. */
  box(limit: number): Promise<{ id: string; to: string; subject: string; text: string; at: Date }[] | null>
  close(): Promise<void>
}

/** Mail over SMTP when `smtpUrl` is set, else into the development mailbox. `url` is the auth login. */
export function createMail(options: {
  url: string
  smtpUrl: string | null
  from: string
  clock: Clock
  log: Log
}): Mail {
  const pool = openPool({ connectionString: options.url, max: 2 })
  const transport = options.smtpUrl === null ? null : nodemailer.createTransport(options.smtpUrl)

  return {
    async send(letter) {
      const now = options.clock.now()
      const kept = await pool.query<{ id: string }>(
        'insert into mail (to_address, subject, body_text, created_at) values ($1, $2, $3, $4) returning id',
        [letter.to, letter.subject, transport === null ? letter.text : '', now],
      )
      if (transport === null) return
      try {
        await transport.sendMail({
          from: options.from,
          to: letter.to,
          subject: letter.subject,
          text: letter.text,
        })
        await pool.query('update mail set sent_at = $2 where id = $1', [kept.rows[0]!.id, now])
      } catch (error) {
        options.log.error('mail.failed', { to: letter.to, error })
        await pool.query('update mail set error = $2 where id = $1', [kept.rows[0]!.id, String(error)])
      }
    },
    async box(limit) {
      if (transport !== null) return null
      const found = await pool.query<{
        id: string
        to_address: string
        subject: string
        body_text: string
        created_at: Date
      }>('select id, to_address, subject, body_text, created_at from mail order by id desc limit $1', [limit])
      return found.rows.map((row) => ({
        id: row.id,
        to: row.to_address,
        subject: row.subject,
        text: row.body_text,
        at: row.created_at,
      }))
    },
    close: () => pool.end(),
  }
}
