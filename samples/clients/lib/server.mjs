// Where the server is and how to get in, from the environment the official command line reads, too.
const need = (name) => {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}; see README.md`)
  return value
}

export const server = () => ({
  endpoint: need('TRANSLOADIT_ENDPOINT'),
  authKey: need('TRANSLOADIT_KEY'),
  authSecret: need('TRANSLOADIT_SECRET'),
})

export const picture = (name) => new URL(`../../${name}`, import.meta.url).pathname

/** Runs named checks one after the other; the first that fails ends the program with status 1. */
export async function run(title, checks) {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check()
      console.log(`ok    ${title}: ${name}`)
    } catch (error) {
      console.error(`FAIL  ${title}: ${name}`)
      console.error(error)
      process.exit(1)
    }
  }
}
