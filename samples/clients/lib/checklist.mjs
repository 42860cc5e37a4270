// Everything the official Node SDK can ask a server, with its own validation of the answers on.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { picture, run, server } from './server.mjs'

const small = { robot: '/image/resize', use: ':original', width: 120, result: true }
const photo = picture('filter-by-size/small.jpg')

async function all(stream) {
  const items = []
  for await (const item of stream) items.push(item)
  return items
}

/** A receiver of notifications: what it was sent, one after the other. */
async function receiver() {
  const received = []
  const waiting = []
  const web = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    response.end()
    const note = new URLSearchParams(body)
    waiting.length ? waiting.shift()(note) : received.push(note)
  })
  await new Promise((listening) => web.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${web.address().port}/done`,
    next: () =>
      received.length
        ? Promise.resolve(received.shift())
        : new Promise((resolve, reject) => {
            waiting.push(resolve)
            setTimeout(() => reject(new Error('no notification came within 30 seconds')), 30_000).unref()
          }),
    close: () => web.close(),
  }
}

async function refused(promise) {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new assert.AssertionError({ message: 'should have been refused' })
}

/** @param {string} title @param {typeof import('transloadit').Transloadit} Transloadit */
export function checklist(title, Transloadit) {
  const at = server()
  const client = new Transloadit({ ...at, validateResponses: true })
  const resize = (more = {}) =>
    client.createAssembly({
      params: { steps: { small }, ...more.params },
      files: { photo },
      waitForCompletion: true,
      ...more,
      ...(more.params ? { params: { steps: { small }, ...more.params } } : {}),
    })
  let done
  let template
  let credential

  return run(title, {
    'files are uploaded and the result comes back': async () => {
      done = await resize({ params: { fields: { album: 'sea' } } })
      assert.equal(done.ok, 'ASSEMBLY_COMPLETED')
      assert.equal(done.uploads[0].is_tus_file, true)
      assert.equal(done.fields.album, 'sea')
      assert.equal(done.results.small[0].meta.width, 120)
      const bytes = await (await fetch(done.results.small[0].ssl_url)).arrayBuffer()
      assert.equal(bytes.byteLength, done.results.small[0].size)
    },
    'bytes in memory and a stream of unknown length are uploaded': async () => {
      const both = await client.createAssembly({
        params: { steps: { small } },
        uploads: { buffer: readFileSync(photo), stream: createReadStream(photo) },
        waitForCompletion: true,
      })
      assert.deepEqual(both.uploads.map((file) => file.field).sort(), ['buffer', 'stream'])
      assert.equal(both.results.small.length, 2)
    },
    'chunked uploads arrive whole': async () => {
      const chunked = await resize({ chunkSize: 4096 })
      assert.equal(chunked.uploads[0].size, readFileSync(photo).length)
      assert.equal(chunked.uploads[0].md5hash, done.uploads[0].md5hash)
    },
    'an id of our own is kept': async () => {
      const assemblyId = randomUUID().replaceAll('-', '')
      const named = await resize({ assemblyId })
      assert.equal(named.assembly_id, assemblyId)
      const again = await refused(resize({ assemblyId }))
      assert.equal(again.code, 'DO_NOT_REUSE_ASSEMBLY_IDS')
    },
    'interrupted uploads are resumed': async () => {
      const waiting = await client.createAssembly({ params: { steps: { small } }, expectedUploads: 1 })
      assert.equal(waiting.ok, 'ASSEMBLY_UPLOADING')
      const resumed = await client.resumeAssemblyUploads({
        assemblyUrl: waiting.assembly_ssl_url,
        files: { photo },
        waitForCompletion: true,
      })
      assert.equal(resumed.ok, 'ASSEMBLY_COMPLETED')
      assert.equal(resumed.results.small.length, 1)
    },
    'an Assembly is cancelled': async () => {
      const waiting = await client.createAssembly({ params: { steps: { small } }, expectedUploads: 1 })
      const cancelled = await client.cancelAssembly(waiting.assembly_id)
      assert.equal(cancelled.ok, 'ASSEMBLY_CANCELED')
      assert.equal((await client.getAssembly(waiting.assembly_id)).ok, 'ASSEMBLY_CANCELED')
    },
    'an Assembly is replayed without uploading again': async () => {
      const replay = await client.replayAssembly(done.assembly_id)
      assert.equal(replay.ok, 'ASSEMBLY_REPLAYING')
      assert.notEqual(replay.assembly_id, done.assembly_id)
      const replayed = await client.awaitAssemblyCompletion(replay.assembly_id)
      assert.equal(replayed.ok, 'ASSEMBLY_COMPLETED')
      assert.equal(replayed.results.small[0].meta.width, 120)
    },
    'the end is told to notify_url, signed, and told again on request': async () => {
      const sink = await receiver()
      try {
        const told = await resize({ params: { notify_url: sink.url } })
        const first = await sink.next()
        const text = first.get('transloadit')
        assert.equal(JSON.parse(text).assembly_id, told.assembly_id)
        const mine = createHmac('sha384', at.authSecret).update(text).digest('hex')
        assert.equal(first.get('signature'), `sha384:${mine}`)
        await client.replayAssemblyNotification(told.assembly_id)
        const again = await sink.next()
        assert.equal(JSON.parse(again.get('transloadit')).assembly_id, told.assembly_id)
        const status = await client.getAssembly(told.assembly_id)
        assert.equal(status.notify_response_code, 200)
      } finally {
        sink.close()
      }
    },
    'Assemblies are listed and paged': async () => {
      const page = await client.listAssemblies({ pagesize: 2 })
      assert.equal(page.items.length, 2)
      assert.ok(page.count >= 6)
      const ids = (await all(client.streamAssemblies({ pagesize: 3 }))).map((item) => item.id)
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(ids.includes(done.assembly_id))
    },
    'a template is made, found, changed and used': async () => {
      const name = `thumbs-${randomUUID().slice(0, 8)}`
      const made = await client.createTemplate({ name, template: { steps: { small } } })
      template = made.id
      assert.equal((await client.getTemplate(template)).name, name)
      const renamed = await client.editTemplate(template, {
        name: `${name}-2`,
        template: { steps: { small: { ...small, width: 60 } } },
      })
      assert.equal(renamed.name, `${name}-2`)
      assert.ok((await client.listTemplates()).items.some((item) => item.id === template))
      assert.ok((await all(client.streamTemplates({}))).some((item) => item.id === template))
      const made60 = await client.createAssembly({
        params: { template_id: template },
        files: { photo },
        waitForCompletion: true,
      })
      assert.equal(made60.template_id, template)
      assert.equal(made60.results.small[0].meta.width, 60)
    },
    'a template is deleted': async () => {
      await client.deleteTemplate(template)
      assert.match((await refused(client.getTemplate(template))).code, /^TEMPLATE_NOT_FOUND$/)
    },
    'a credential is made, changed and deleted, its secret never shown': async () => {
      const name = `store-${randomUUID().slice(0, 8)}`
      const content = { bucket: 'b', bucket_region: 'eu-west-1', key: 'AK', secret: 'canary-secret' }
      const made = await client.createTemplateCredential({ name, type: 's3', content })
      credential = made.credential.id
      const found = await client.getTemplateCredential(credential)
      assert.equal(found.credential.name, name)
      assert.doesNotMatch(JSON.stringify(found), /canary-secret/)
      await client.editTemplateCredential(credential, { name: `${name}-2`, type: 's3', content })
      const listed = await client.listTemplateCredentials()
      assert.ok(listed.credentials.some((one) => one.name === `${name}-2`))
      await client.deleteTemplateCredential(credential)
      await refused(client.getTemplateCredential(credential))
    },
    'the bill of the month is there': async () => {
      const bill = await client.getBill(new Date().toISOString().slice(0, 7))
      assert.equal(bill.ok, 'BILL_FOUND')
    },
    'a bearer token replaces key and secret': async () => {
      const token = await client.mintBearerToken({ aud: 'api2', scope: ['assemblies:write', 'assemblies:read'] })
      assert.equal(token.token_type, 'Bearer')
      const bearer = new Transloadit({
        endpoint: at.endpoint,
        authToken: token.access_token,
        validateResponses: true,
      })
      const made = await bearer.createAssembly({
        params: { steps: { small } },
        files: { photo },
        waitForCompletion: true,
      })
      assert.equal(made.ok, 'ASSEMBLY_COMPLETED')
      const beyond = await refused(bearer.listTemplates())
      assert.equal(beyond.code, 'INSUFFICIENT_AUTH_SCOPE')
    },
    'a wrong secret is refused with what was signed': async () => {
      const wrong = new Transloadit({ ...at, authSecret: 'wrong', validateResponses: true })
      const error = await refused(wrong.listAssemblies())
      assert.equal(error.code, 'INVALID_SIGNATURE')
      assert.match(error.rawMessage ?? error.message, /sha384/)
    },
    'instructions that cannot run are refused with their Assembly': async () => {
      const error = await refused(resize({ params: { steps: { small: { robot: '/image/resise' } } } }))
      assert.ok(error.assemblyId)
      assert.match(error.message, /resise/)
    },
  })
}
