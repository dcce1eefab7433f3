
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add("on");

  // Light or dark, remembered.
  const remember = { get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private mode */ } } };
  if (remember.get()) root.style.colorScheme = remember.get();
  document.getElementById("theme").addEventListener("click", () => {
    const dark = getComputedStyle(root).colorScheme === "dark"
      || (root.style.colorScheme === "" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.style.colorScheme = dark ? "light" : "dark";
    remember.set(root.style.colorScheme);
  });

  // What a link leads to is opened.
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const details = target && target.querySelector("details");
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", open);
  open();

  // A schema with a name is filled in when it is first looked at.
  document.addEventListener("toggle", (event) => {
    const details = event.target;
    const from = details.open && details.dataset && details.dataset.from;
    const body = from && document.getElementById(from)?.querySelector(".body");
    if (!body) return;
    const copy = body.cloneNode(true);
    all("[id]", copy).forEach((element) => element.removeAttribute("id"));
    all("details", copy).forEach((inner) => { inner.open = false; });
    details.querySelector("p")?.replaceWith(copy);
    delete details.dataset.from;
  }, true);

  // Search.
  const search = document.getElementById("search");
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (element) => words.every((word) => element.textContent.toLowerCase().includes(word));
    all("article").forEach((article) => { article.hidden = !matches(article.querySelector("summary")); });
    all("nav li").forEach((item) => {
      const article = document.getElementById(item.firstElementChild.hash.slice(1));
      item.hidden = Boolean(article && article.hidden);
    });
  };
  search.addEventListener("input", filter);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      search.focus();
    }
  });

  // Trying out.
  const request = (form) => {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    const headers = {};
    let body;
    for (const input of all("[data-in]", form)) {
      const { in: place, name } = input.dataset;
      const value = input.value;
      if (place === "path") path = path.split(`{${name}}`).join(encodeURIComponent(value));
      else if (value === "") continue;
      else if (place === "query") {
        const values = "list" in input.dataset ? value.split(",") : [value];
        values.forEach((one) => query.append(name, one));
      } else if (place === "header") headers[name] = value;
      else if (place === "bearer") headers.Authorization = `Bearer ${value}`;
      else if (place === "basic") headers.Authorization = `Basic ${btoa(String.fromCodePoint(...new TextEncoder().encode(value)))}`;
      else if (place === "body") { headers["Content-Type"] = input.dataset.type; body = value; }
    }
    const url = new URL(path + (query.size ? `?${query}` : ""), location.origin);
    return { url, method: form.dataset.method.toUpperCase(), headers, body };
  };
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const curl = ({ url, method, headers, body }) => ["curl", method === "GET" ? "" : `-X ${method}`, quote(url.href),
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    body === undefined ? "" : `--data-raw ${quote(body)}`].filter(Boolean).join(" ");
  const show = (output, lines) => {
    const pre = document.createElement("pre");
    pre.textContent = lines;
    output.replaceChildren(pre);
  };
  const pretty = (text) => {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  };
  // A stream may never end: what has come after a while, or is long, is shown as it is.
  const read = async (response) => {
    if (!response.body) return "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const late = new Promise((done) => setTimeout(() => done({ done: true, late: true }), 5000));
    let text = "";
    for (;;) {
      const part = await Promise.race([reader.read(), late]);
      if (part.value) text += part.value;
      if (part.done || text.length > 200000) {
        if (part.late || text.length > 200000) { reader.cancel().catch(() => {}); text += "\n…"; }
        return text;
      }
    }
  };
  all("form").forEach((form) => {
    const output = form.querySelector("output");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      show(output, "…");
      try {
        const { url, ...rest } = request(form);
        const started = performance.now();
        const response = await fetch(url, rest);
        const text = await read(response);
        const took = Math.round(performance.now() - started);
        const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
        show(output, `${response.status} ${response.statusText} (${took} ms)\n${headers}\n\n${pretty(text)}`);
      } catch (error) {
        show(output, String(error));
      }
    });
    form.querySelector(".curl").addEventListener("click", async () => {
      const line = curl(request(form));
      try { await navigator.clipboard.writeText(line); } catch { /* shown below all the same */ }
      show(output, line);
    });
  });
})();
