import { GoogleGenAI } from '@google/genai'
import { check, fails, isPng, server } from './check.mjs'

const google = new GoogleGenAI({ apiKey: 'test', httpOptions: { baseUrl: server } })
const model = 'gemini-3-pro-image'

await check('google: a picture from words', async () => {
  const answer = await google.models.generateContent({ model, contents: 'A red bicycle' })
  const part = answer.candidates[0].content.parts.find((p) => p.inlineData && !p.thought)
  isPng(Buffer.from(part.inlineData.data, 'base64'))
})

for (const [name, status] of [
  ['invalid_argument', 400],
  ['permission_denied', 403],
  ['quota', 429],
]) {
  await check(`google: ${name} is an error of status ${status}`, () =>
    fails(status, () => google.models.generateContent({ model, contents: `FAIL:${name}` })))
}
