
// What a form asks for: where to, with what, as the styles of the parameters say.
const asked = (form) => {
  let path = form.dataset.path;
  const query = [];
  let whole;
  const request = { method: form.dataset.method, headers: {}, cookies: {}, body: undefined };
  for (const input of all("[data-in]:not(:disabled)", form)) {
    const { in: place, name, style, kind } = input.dataset;
    const value = input.value;
    if (place === "path") path = path.split(`{${name}}`).join(encodeURIComponent(value).replaceAll("%2C", ","));
    else if (place === "part") part(request.body ??= new FormData(), input);
    else if (place === "field") { if (value !== "") (request.body ??= new URLSearchParams()).append(name, value); }
    else if (place === "file") request.body = input.files[0];
    else if (place === "body") request.body = value;
    else if (value === "") continue;
    else if (place === "query") query.push(...pairs(name, value, style, kind));
    else if (place === "querystring" && style === "form") query.push(...pairs(name, value, "", kind));
    else if (place === "querystring") whole = encodeURIComponent(value);
    else if (place === "header") request.headers[name] = value;
    else if (place === "cookie") request.cookies[name] = value;
    else if (place === "bearer") request.headers.Authorization = `Bearer ${value}`;
    else if (place === "basic") {
      const bytes = new TextEncoder().encode(value);
      request.headers.Authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
    }
  }
  // The browser names the type of a form itself, with the boundary between its parts.
  const type = form.querySelector("fieldset:not(:disabled)")?.dataset.type;
  if (type && !(request.body instanceof FormData)) request.headers["Content-Type"] = type;
  const pair = ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
  whole ??= query.map(pair).join("&");
  request.url = location.origin + path + (whole ? `?${whole}` : "");
  return request;
};

// A parameter of the query as its style writes it: `a,b` in the form is a list, `{"a": 1}` an object.
const pairs = (name, value, style, kind) => {
  const plain = (it) => typeof it === "string" ? it : JSON.stringify(it);
  if (kind === "list") {
    const items = value.split(",");
    const between = { form: ",", spaceDelimited: " ", pipeDelimited: "|" }[style];
    return between ? [[name, items.join(between)]] : items.map((item) => [name, item]);
  }
  if (kind === "object") {
    let members;
    try { members = Object.entries(JSON.parse(value)); } catch { return [[name, value]]; }
    if (style === "deepObject") return members.map(([key, it]) => [`${name}[${key}]`, plain(it)]);
    if (style === "form") return [[name, members.flatMap(([key, it]) => [key, plain(it)]).join(",")]];
    return members.flatMap(([key, it]) => [it].flat().map((one) => [key, plain(one)]));
  }
  return [[name, value]];
};

const part = (form, input) => {
  const { name, kind } = input.dataset;
  if (input.type === "file") [...input.files].forEach((file) => form.append(name, file));
  else if (input.value === "") return;
  else if (kind === "object") form.append(name, new Blob([input.value], { type: "application/json" }));
  else if (kind === "list") input.value.split(",").forEach((item) => form.append(name, item));
  else form.append(name, input.value);
};

// The same request as a line for a shell.
const curl = async ({ url, method, headers, cookies, body }) => {
  const quote = (text) => /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  const words = method === "GET" && !body ? ["curl"] : ["curl", "-X", method];
  words.push(quote(url));
  for (const [name, value] of Object.entries(headers)) words.push("-H", quote(`${name}: ${value}`));
  for (const [name, value] of Object.entries(cookies)) words.push("-b", quote(`${name}=${value}`));
  if (body instanceof FormData) {
    for (const [name, value] of body) {
      if (!(value instanceof Blob)) words.push("--form-string", quote(`${name}=${value}`));
      else if (value.name === "blob") words.push("-F", quote(`${name}=${await value.text()};type=${value.type}`));
      else words.push("-F", quote(`${name}=@${value.name}`));
    }
  } else if (body instanceof File) words.push("--data-binary", quote(`@${body.name}`));
  else if (body !== undefined) words.push("--data-raw", quote(String(body)));
  return words.join(" ");
};

// Scripts cannot set the header, but cookies of their own site; they go when the request is sent.
const withCookies = async (cookies, work) => {
  const set = ([name, value]) => { document.cookie = `${name}=${value}; path=/; samesite=strict`; };
  Object.entries(cookies).forEach(set);
  try { return await work(); } finally {
    Object.keys(cookies).forEach((name) => set([name, "; max-age=0"]));
  }
};

const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
const LONG = 200_000;

const show = async (response, started, output) => {
  const took = () => `${Math.round(performance.now() - started)} ms`;
  const time = element("small", took());
  const status = element("b", `${response.status} ${response.statusText}`.trim(), { className: `s${String(response.status)[0]}` });
  const line = element("p", "", { className: "status" });
  line.append(status, " ", time);
  const headers = document.createElement("details");
  const names = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  headers.append(element("summary", `${names.length} headers`), element("pre", names.join("\n")));
  output.replaceChildren(line, headers);
  if (response.redirected) line.append(element("small", ` from ${response.url}`));

  const type = response.headers.get("content-type") ?? "";
  if (/json|^text\/|xml|yaml|urlencoded|javascript/.test(type)) {
    const pre = element("pre", "");
    output.append(pre);
    // As it comes: a stream may never end.
    let text = "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text += next.value;
      pre.textContent = text;
      if (text.length > LONG) { await reader.cancel(); text = `${text.slice(0, LONG)}\n…`; break; }
    }
    try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* shown as it came */ }
    pre.textContent = text;
  } else {
    const blob = await response.blob();
    if (blob.size > 0) {
      const href = URL.createObjectURL(blob);
      const link = element("a", `Save ${blob.size} bytes of ${type || "no type"}`, { href, download: "answer" });
      if (/^image\/(png|jpeg|gif|webp|avif)$/.test(type)) output.append(element("img", "", { src: href, alt: "The image that came" }));
      output.append(link);
    }
  }
  time.textContent = took();
};

for (const form of all("form")) {
  const output = form.querySelector("output");
  const line = form.querySelector(".curl code");
  const send = form.querySelector("[type=submit]");
  const update = async () => { line.textContent = await curl(asked(form)); };
  let running;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) return running.abort();
    running = new AbortController();
    send.textContent = "Stop";
    output.replaceChildren(element("p", "…"));
    try {
      const { url, cookies, ...request } = asked(form);
      const started = performance.now();
      const response = await withCookies(cookies, () => fetch(url, { ...request, signal: running.signal }));
      await show(response, started, output);
    } catch (error) {
      output.append(element("p", error.name === "AbortError" ? "Stopped." : String(error)));
    }
    running = undefined;
    send.textContent = "Send";
  });
  form.addEventListener("input", ({ target }) => {
    // Who has told one operation who they are has told all.
    if (target.dataset.scheme) {
      const same = all("[data-scheme]").filter((input) => input.dataset.scheme === target.dataset.scheme);
      same.forEach((input) => { input.value = target.value; });
    }
    if (target.matches(".type")) {
      all("fieldset", form).forEach((set) => { set.disabled = set.hidden = set.dataset.type !== target.value; });
    }
    update();
  });
  form.closest("details").addEventListener("toggle", update);
  form.querySelector(".copy").addEventListener("click", async ({ target }) => {
    await update();
    try {
      await navigator.clipboard.writeText(line.textContent);
      target.textContent = "Copied";
    } catch { getSelection().selectAllChildren(line); }
    setTimeout(() => { target.textContent = "Copy"; }, 1500);
  });
}
