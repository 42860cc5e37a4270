// Runs one script and tells the host its value. What it needs is taken before the script can change
// it, and what talks to the host is taken away.
(() => {
  "use strict";
  const invoke = globalThis.java_invoke;
  const { parse, stringify } = JSON;
  const { Promise, String } = globalThis;
  const run = globalThis.eval;
  const ask = (name) => parse(invoke("host", name, "[]"));
  const tell = (name, text) => invoke("host", name, "[" + stringify(text) + "]");
  const variables = parse(ask("variables"));
  const source = ask("source");
  const longest = ask("longest");
  for (const name of ["java_invoke", "host", "quickjs4j_engine", "Javy", "console"]) {
    delete globalThis[name];
  }
  for (const name in variables) {
    globalThis[name] = variables[name];
  }

  const fail = (reason) => {
    let text;
    try {
      text = String(reason);
    } catch {
      text = "it threw something that is no error";
    }
    tell("failed", text.length > 500 ? "it threw an error with a long message" : text);
  };

  let json;
  try {
    const value = run(source);
    if (value instanceof Promise) {
      return fail("it gives a promise; it must give its value at once");
    }
    json = value === undefined ? "null" : stringify(value);
  } catch (error) {
    return fail(error);
  }
  if (json === undefined) {
    return fail("its value is a function or symbol, not JSON");
  }
  if (json.length > longest) {
    return fail("its value is longer than the " + longest + " characters it may have");
  }
  tell("done", json);
})();
