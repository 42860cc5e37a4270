import { Transloadit } from '@transloadit/node'
import { checklist } from './lib/checklist.mjs'

await checklist('@transloadit/node', Transloadit)
