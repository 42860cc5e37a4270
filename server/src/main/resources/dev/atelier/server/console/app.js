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
let turn = 0;
let shown = "";

document.getElementById("samples").hidden = false;
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
    const status = await (await fetch(url)).json();
    if (mine !== turn || !show(status)) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const mine = ++turn;
  button.disabled = true;
  reveal([state("running", "Uploading")]);
  try {
    const answer = await fetch("/assemblies", { method: "POST", body: new FormData(form) });
    const status = await answer.json();
    if (show(status)) await follow("/assemblies/" + status.assembly_id, mine);
  } catch (problem) {
    show({}, problem instanceof TypeError
      ? "The server cannot be reached; is it still running?" : String(problem.message || problem));
  } finally {
    button.disabled = false;
  }
});
