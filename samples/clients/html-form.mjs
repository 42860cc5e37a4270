// The form of form/ in headless Chromium: no script on the page, the browser follows redirect_url.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { browser, serve, signed } from './lib/browser.mjs'
import { picture, run, server } from './lib/server.mjs'

const { endpoint } = server()
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
const web = await serve({
  '/': () => {
    const { params, signature } = signed({
      redirect_url: `${web.url}/thanks?order=7`,
      steps: { small: { robot: '/image/resize', use: ':original', width: 160 } },
    })
    return ['text/html', readFileSync(new URL('form/index.html', import.meta.url), 'utf8')
      .replace('{{action}}', `${endpoint}/assemblies`)
      .replace('{{params}}', escape(params))
      .replace('{{signature}}', signature)]
  },
  '/thanks': () => ['text/html', '<!doctype html><title>Thanks</title><h1>Thanks</h1>'],
})
const chrome = await browser()

try {
  await run('html form', {
    'the browser comes back with the Assembly in its address': async () => {
      const page = await chrome.newPage()
      await page.goto(web.url)
      await page.setInputFiles('input[type=file]', picture('filter-by-size/small.jpg'))
      await page.click('button')
      await page.waitForURL('**/thanks?**', { timeout: 60_000 })
      const query = new URL(page.url()).searchParams
      assert.equal(query.get('order'), '7')
      const limit = Date.now() + 60_000
      let status
      do {
        status = await (await fetch(query.get('assembly_url'))).json()
      } while (/UPLOADING|EXECUTING/.test(status.ok) && Date.now() < limit)
      assert.equal(status.ok, 'ASSEMBLY_COMPLETED')
      assert.equal(status.results.small[0].meta.width, 160)
    },
  })
} finally {
  await chrome.close()
  web.close()
}
