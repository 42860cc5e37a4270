import OpenAI, { toFile } from 'openai'
import { check, fails, isPng, server } from './check.mjs'

const openai = new OpenAI({ apiKey: 'sk-test', baseURL: `${server}/v1`, maxRetries: 0 })
const model = 'gpt-image-2'

await check('openai: a picture from words', async () => {
  const { data } = await openai.images.generate({ model, prompt: 'A red bicycle' })
  isPng(Buffer.from(data[0].b64_json, 'base64'))
})

await check('openai: a picture changed inside a mask', async () => {
  const image = await toFile(Buffer.from('x'), 'image.png', { type: 'image/png' })
  const mask = await toFile(Buffer.from('x'), 'mask.png', { type: 'image/png' })
  const { data } = await openai.images.edit({ model, prompt: 'A whale', image, mask })
  isPng(Buffer.from(data[0].b64_json, 'base64'))
})

for (const [name, status] of [
  ['moderation_blocked', 400],
  ['invalid_api_key', 401],
  ['insufficient_quota', 429],
  ['server_error', 500],
]) {
  await check(`openai: ${name} is an error of status ${status}`, () =>
    fails(status, () => openai.images.generate({ model, prompt: `FAIL:${name}` })))
}
