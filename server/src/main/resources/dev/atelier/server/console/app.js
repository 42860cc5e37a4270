"use strict";

const params = document.getElementById("params");
const samples = {
  inpaint: params.defaultValue,
  words: JSON.stringify({ steps: { painted: {
    robot: "/image/generate", prompt: "A lighthouse on a cliff above the sea at sunset",
    aspect_ratio: "16:9", num_outputs: 2, format: "png", result: true } } }, null, 2),
  resize: JSON.stringify({ steps: {
    ":original": { robot: "/upload/handle" },
    thumbnail: { use: ":original", robot: "/image/resize", width: 320, height: 320,
      resize_strategy: "fillcrop", format: "webp" } } }, null, 2),
};

const form = document.getElementById("create");
const outcome = document.getElementById("outcome");
const button = form.querySelector("button.primary");
const who = document.getElementById("who");
let turn = 0;
let shown = "";

document.getElementById("samples").hidden = false;
if (who) who.hidden = false;
for (const choice of document.querySelectorAll("[data-sample]")) {
  choice.addEventListener("click", () => {
    params.value = samples[choice.dataset.sample];
    markSample();
  });
}
params.addEventListener("input", markSample);
markSample();

function markSample() {
  for (const choice of document.querySelectorAll("[data-sample]")) {
    choice.setAttribute("aria-pressed", String(params.value === samples[choice.dataset.sample]));
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function state(kind, text) {
  return element("p", "state " + kind, text);
}

function picture(file) {
  const item = element("li");
  const link = element("a");
  link.href = new URL(file.ssl_url).pathname;
  if (file.type === "image") {
    const image = element("img");
    image.src = link.href;
    image.alt = file.name;
    if (file.meta.width) {
      image.width = file.meta.width;
      image.height = file.meta.height;
    }
    link.append(image);
  }
  const size = file.meta.width ? " · " + file.meta.width + " × " + file.meta.height : "";
  link.append(element("span", "", file.name + size));
  item.append(link);
  return item;
}

function show(status, problem) {
  const failed = problem || status.error;
  const running = !failed && /EXECUTING|UPLOADING/.test(status.ok);
  const parts = [];
  if (failed) {
    parts.push(state("bad", status.error || "The request failed"));
    const violations = (status.violations || []).map((one) => one.path + ": " + one.message);
    const complaints = violations.length > 1 ? violations : [problem || status.message];
    parts.push(...complaints.map((text) => element("p", "detail", text)));
  } else if (running) {
    parts.push(state("running", "Working"));
    const jobs = status.running_jobs.map((job) => job.split("::")[0] || ":original");
    if (jobs.length) parts.push(element("p", "detail", "At " + [...new Set(jobs)].join(", ")));
  } else {
    parts.push(state(status.ok === "ASSEMBLY_COMPLETED" ? "good" : "", status.message));
  }
  for (const [step, files] of Object.entries(status.results || {})) {
    const list = element("ul", "pictures");
    list.append(...files.map(picture));
    parts.push(element("h3", "", step), list);
  }
  if (!running && !failed && !Object.keys(status.results || {}).length) {
    parts.push(element("p", "detail", "No step had a file to work on."));
  }
  for (const warning of status.warnings || []) parts.push(element("p", "detail", warning.msg));
  reveal(parts);
  return running;
}

// Pictures stay and nothing is read out again while nothing has changed.
function reveal(parts) {
  const markup = parts.map((part) => part.outerHTML).join("");
  if (markup !== shown) {
    shown = markup;
    outcome.replaceChildren(...parts);
    outcome.hidden = false;
    outcome.scrollIntoView({ block: "nearest" });
  }
}

async function follow(url, mine) {
  while (mine === turn) {
    const answer = await fetch(url);
    const status = await answer.json();
    if (mine !== turn) return;
    if (answer.status === 429) {
      await new Promise((done) => setTimeout(done, 1000 * status.info.retryIn));
      continue;
    }
    if (!show(status)) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}

// Key and secret have no name, so the form never sends them by itself.
async function signed() {
  const sent = new FormData(form);
  const key = who && document.getElementById("auth-key").value.trim();
  if (!key) return sent;
  const secret = document.getElementById("auth-secret").value.trim();
  const instructions = parsed(params.value);
  if (!instructions) return sent;
  instructions.auth = { ...instructions.auth, key };
  if (secret) instructions.auth.expires = new Date(Date.now() + 30 * 60 * 1000).toISOString();
  const text = JSON.stringify(instructions);
  sent.set("params", text);
  if (secret) sent.set("signature", "sha384:" + await hmac(secret, text));
  return sent;
}

// What is no object goes as it is: the server says best what is wrong with it.
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

async function hmac(secret, text) {
  if (!window.crypto.subtle) {
    throw new Error("Browsers sign over https and on localhost only. Open this page there, or take a key that needs no"
      + " signature and leave the secret empty.");
  }
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), { name: "HMAC", hash: "SHA-384" }, false, ["sign"]);
  const hash = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(text)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const mine = ++turn;
  button.disabled = true;
  reveal([state("running", "Uploading")]);
  try {
    const answer = await fetch("/assemblies", { method: "POST", body: await signed() });
    const status = await answer.json();
    if (show(status)) await follow("/assemblies/" + status.assembly_id, mine);
  } catch (problem) {
    show({}, problem instanceof TypeError
      ? "The server cannot be reached; is it still running?" : String(problem.message || problem));
  } finally {
    button.disabled = false;
  }
});
