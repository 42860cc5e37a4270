// A real browser and a small web server for the pages: what a team's own back end would be.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { chromium } from 'playwright-core'
import { server } from './server.mjs'

const { authKey, authSecret } = server()

/** Signs what the page may do; the secret stays here. */
export function signed(instructions) {
  const params = JSON.stringify({
    ...instructions,
    auth: { key: authKey, expires: new Date(Date.now() + 3_600_000).toISOString() },
  })
  return { params, signature: `sha384:${createHmac('sha384', authSecret).update(params).digest('hex')}` }
}

/** @param pages path -> () => [content type, body] */
export async function serve(pages) {
  const web = createServer((request, response) => {
    const page = pages[new URL(request.url, 'http://here').pathname]
    if (!page) return response.writeHead(404).end()
    const [type, body] = page(request)
    response.writeHead(200, { 'Content-Type': type }).end(body)
  })
  await new Promise((listening) => web.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${web.address().port}`, close: () => web.close() }
}

export const browser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
