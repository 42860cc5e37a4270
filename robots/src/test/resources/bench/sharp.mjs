// The reference of the codec benchmark: npm sharp and npm blurhash, one thread, no cache.
// Arguments: folder with node_modules, folder with the pictures, "rows" or "memory".
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [modules, folder, what] = process.argv.slice(2);
const require = createRequire(join(modules, 'package.json'));
const sharp = require('sharp');
sharp.concurrency(1);
sharp.cache(false);
const jpeg = join(folder, 'photo.jpg');
const png = join(folder, 'photo.png');
const thumbnail = () => sharp(jpeg).resize(300).jpeg({ quality: 85 }).toBuffer();

/** Prints the median of the processor time in milliseconds. */
async function row(name, rounds, work) {
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const start = process.cpuUsage();
    await work();
    const used = process.cpuUsage(start);
    times.push((used.user + used.system) / 1000);
  }
  times.sort((a, b) => a - b);
  console.log(`${name} ${times[rounds >> 1].toFixed(2)}`);
}

async function rows() {
  const { encode } = require('blurhash');
  const { data, info } = await sharp(join(folder, 'square.png')).raw().toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  await row('thumbnail', 25, thumbnail);
  await row('decode', 11, () => sharp(jpeg).raw().toBuffer());
  await row('webp', 11, () => sharp(png).resize(800).webp({ quality: 80 }).toBuffer());
  await row('png', 11, () => sharp(data, raw).png().toBuffer());
  await row('meta', 11, async () => {
    await sharp(data, raw).stats();
    const small = await sharp(data, raw).resize(32, 32, { fit: 'inside' }).ensureAlpha().raw()
      .toBuffer({ resolveWithObject: true });
    encode(new Uint8ClampedArray(small.data), small.info.width, small.info.height, 4, 3);
  });
  console.log(`pngbytes ${(await sharp(data, raw).png().toBuffer()).length}`);
  const whole = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = whole.info;
  await sharp(whole.data, { raw: { width, height, channels } })
    .resize(300, 200, { kernel: 'lanczos3', fit: 'fill' }).png().toFile(join(folder, 'reference.png'));
}

async function memory() {
  for (let i = 0; i < 60; i++) await thumbnail();
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  console.log(`memory ${Math.round(peak[1] / 1024)}`);
}

await (what === 'memory' ? memory() : rows());
