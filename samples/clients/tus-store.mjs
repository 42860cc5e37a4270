// The other way round: /tus/store uploads to a tus server of other people, whole, in chunks and after it broke off.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { picture, run, server } from './lib/server.mjs'

const { endpoint, authKey, authSecret } = server()
const photo = readFileSync(picture('filter-by-size/meadow.jpg'))
const large = Buffer.concat(Array(Math.ceil((20 << 20) / photo.length)).fill(photo))
const directory = mkdtempSync(join(tmpdir(), 'tus-store-'))
const tus = new Server({ path: '/files', datastore: new FileStore({ directory }) })
const seen = []
let cutPatches = 0
let cuts = 0

const http = createServer((request, response) => {
  seen.push(`${request.method} ${request.headers['x-from'] ?? ''}`.trim())
  tus.handle(request, response)
})
await new Promise((ready) => http.listen(0, '127.0.0.1', ready))

// In front of it a line that can break.
const line = net.createServer((client) => {
  const behind = net.connect(http.address().port, '127.0.0.1')
  let bytes = 0
  client.on('data', (data) => {
    bytes += data.length
    if (bytes > 3 << 20 && cuts < cutPatches) {
      cuts++
      client.destroy()
    }
  })
  client.on('close', () => behind.destroy()).on('error', () => behind.destroy())
  behind.on('close', () => client.destroy()).on('error', () => client.destroy())
  client.pipe(behind).pipe(client)
})
await new Promise((ready) => line.listen(0, '127.0.0.1', ready))
const files = `http://127.0.0.1:${line.address().port}/files`

async function stored(bytes, step) {
  seen.length = 0
  const params = JSON.stringify({
    auth: { key: authKey, expires: new Date(Date.now() + 3_600_000).toISOString() },
    steps: { stored: { robot: '/tus/store', use: ':original', endpoint: files, ...step } },
    await: true,
  })
  const form = new FormData()
  form.set('params', params)
  form.set('signature', `sha384:${createHmac('sha384', authSecret).update(params).digest('hex')}`)
  form.set('photo', new Blob([bytes]), 'mea dow.jpg')
  const status = await (await fetch(`${endpoint}/assemblies`, { method: 'POST', body: form })).json()
  assert.equal(status.ok, 'ASSEMBLY_COMPLETED', JSON.stringify(status))
  return status.results[':original'][0]
}

async function kept(result, bytes) {
  const id = result.url.slice(result.url.lastIndexOf('/') + 1)
  assert.ok(readFileSync(join(directory, id)).equals(bytes))
  return (await tus.datastore.getUpload(id)).metadata
}

await run('/tus/store', {
  'a small file with what is told of it': async () => {
    const result = await stored(photo, { headers: { 'X-From': 'atelier' } })
    assert.deepEqual(await kept(result, photo), { filename: 'mea dow.jpg', basename: 'mea dow', extension: 'jpg' })
    assert.deepEqual(seen, ['POST atelier', 'PATCH atelier'])
  },
  'a large file in chunks, with metadata of the step': async () => {
    const result = await stored(large, { metadata: { who: '${file.name}', size: '${file.size}' } })
    assert.deepEqual(await kept(result, large), { who: 'mea dow.jpg', size: String(large.length) })
    assert.ok(seen.filter((each) => each === 'PATCH').length > 1, seen.join())
  },
  'an upload that breaks off twice': async () => {
    cutPatches = 2
    await kept(await stored(large), large)
    assert.equal(cuts, 2)
    assert.ok(seen.includes('HEAD'), seen.join())
  },
})
line.close()
http.close()
